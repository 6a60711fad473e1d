import { EventEmitter } from 'node:events';
import type {
  DtlsParameters,
  IceParameters,
  MediaQuality,
  MediaSession,
  RoomId,
  RtpCapabilities,
  Source,
  ViewedTile,
} from '@hangouts/protocol';
import { setLogEventListeners } from 'mediasoup';
import type { LetGo, Media, MediaEvents, Publication } from '../rooms/media-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { Refusal } from '../rooms/refusal.js';
import { checkedCapabilities, routerCapabilities } from './codecs.js';
import type { MediaLog } from './log.js';
import type { MediaWorker } from './media-worker.js';
import type { ParticipantMedia } from './participant-media.js';
import { MediasoupProbes } from './probes.js';
import { RoomRouter } from './room-router.js';
import { WorkerPool } from './worker-pool.js';

export interface MediaOptions {
  /** How many media workers. */
  workers: number;
  /** The first worker's port, UDP and TCP; each further one takes the next. */
  rtcPort: number;
  /** An IP address of this machine, or a wildcard for all of them. */
  rtcHost: string;
  /** What pages are told to connect to; empty for the addresses that are listened on. */
  announcedAddresses: string[];
  /** The mediasoup-worker program; undefined for mediasoup's own choice. */
  workerBin: string | undefined;
  /** Called whenever a worker died; it is being replaced already. */
  onWorkerDied?: () => void;
  /** Called when a voice of a large room is forwarded again or no longer, with how many consumers that changed. */
  onVoiceSwitched?: (forwarded: boolean, consumers: number) => void;
  log: MediaLog;
}

/** What stands on the media workers now. */
export interface MediaCounts {
  workers: number;
  routers: number;
  transports: number;
  producers: number;
  consumers: number;
}

/** How many media workers run, of how many, and their process ids. */
export interface MediaHealth {
  workers: number;
  wanted: number;
  pids: number[];
}

/** The media server: finds a seat's room, and keeps the rooms when workers die. */
export class MediasoupMedia extends EventEmitter<MediaEvents> implements Media {
  readonly rtpCapabilities = routerCapabilities();
  readonly probes: MediasoupProbes;
  readonly #rooms = new Map<RoomId, RoomRouter>();
  /** Rooms whose media are held. */
  readonly #held = new Set<RoomId>();
  /** Rooms whose worker died, until they are told as lost. */
  readonly #losing = new Map<RoomId, MediaWorker>();

  constructor(
    private readonly pool: WorkerPool,
    private readonly onVoiceSwitched: NonNullable<MediaOptions['onVoiceSwitched']>,
  ) {
    super();
    this.probes = new MediasoupProbes(pool);
    pool.on('died', (worker) => this.#workerDied(worker));
    pool.on('recovered', (dead) => this.#tellLost(dead));
  }

  async open(
    seat: SeatRef,
    rtpCapabilities: RtpCapabilities,
    budget: number | null = null,
  ): Promise<MediaSession> {
    const capabilities = checkedCapabilities(rtpCapabilities);
    return this.#roomFor(seat.room).open(seat.participant, capabilities, budget);
  }

  close(seat: SeatRef): void {
    this.#rooms.get(seat.room)?.leave(seat.participant);
  }

  closeRoom(room: RoomId): void {
    this.#losing.delete(room);
    this.#held.delete(room);
    this.#rooms.get(room)?.close();
  }

  async connect(seat: SeatRef, transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    await this.#mediaOf(seat).connect(transportId, dtlsParameters);
  }

  async restartIce(seat: SeatRef, transportId: string): Promise<IceParameters> {
    return this.#mediaOf(seat).restartIce(transportId);
  }

  async produce(seat: SeatRef, publication: Publication): Promise<string> {
    return this.#mediaOf(seat).produce(publication);
  }

  async setPaused(seat: SeatRef, producerId: string, paused: boolean): Promise<Source> {
    return this.#mediaOf(seat).setPaused(producerId, paused);
  }

  closeProducer(seat: SeatRef, producerId: string): Source {
    return this.#mediaOf(seat).closeProducer(producerId);
  }

  closeSources(seat: SeatRef, sources: readonly Source[]): string[] {
    const media = this.#rooms.get(seat.room)?.mediaOf(seat.participant) ?? null;
    return sources.flatMap((source) => media?.closeSource(source) ?? []);
  }

  hold(room: RoomId, held: boolean, when: LetGo = 'now'): void {
    if (held) this.#held.add(room);
    else this.#held.delete(room);
    this.#rooms.get(room)?.hold(held, when);
  }

  async start(seat: SeatRef, consumerIds: readonly string[]): Promise<void> {
    await this.#mediaOf(seat).start(consumerIds);
  }

  async quality(seat: SeatRef): Promise<MediaQuality> {
    return this.#mediaOf(seat).quality();
  }

  setBudget(seat: SeatRef, budget: number | null): void {
    this.#rooms.get(seat.room)?.setBudget(seat.participant, budget);
  }

  look(seat: SeatRef, tiles: readonly ViewedTile[]): void {
    this.#rooms.get(seat.room)?.look(seat.participant, tiles);
  }

  /** How many of everything there are; for metrics. */
  counts(): MediaCounts {
    const sum = { transports: 0, producers: 0, consumers: 0 };
    for (const { counts } of this.#rooms.values()) {
      sum.transports += counts.transports;
      sum.producers += counts.producers;
      sum.consumers += counts.consumers;
    }
    return { workers: this.pool.health().pids.length, routers: this.#rooms.size, ...sum };
  }

  health(): MediaHealth {
    const { pids, wanted } = this.pool.health();
    return { workers: pids.length, wanted, pids };
  }

  /** For the health check: settles once every worker has answered. Rejects where one is missing or silent. */
  async check(): Promise<void> {
    await this.pool.check();
  }

  /** Ends every worker and all media; nothing can be opened from here on. */
  shutdown(): void {
    this.#losing.clear();
    for (const room of this.#rooms.values()) room.close();
    this.probes.shutdown();
    this.pool.close();
  }

  #workerDied(worker: MediaWorker): void {
    for (const [room, router] of this.#rooms) {
      if (!worker.tenants.has(router)) continue;
      router.workerDied();
      this.#rooms.delete(room);
      this.#losing.set(room, worker);
    }
  }

  #tellLost(dead: MediaWorker): void {
    for (const [room, worker] of this.#losing) {
      if (worker !== dead) continue;
      this.#losing.delete(room);
      this.emit('lost', room);
    }
  }

  #roomFor(room: RoomId): RoomRouter {
    const standing = this.#rooms.get(room);
    if (standing !== undefined) return standing;
    const router = new RoomRouter(this.pool, this.#held.has(room), {
      consumer: (participant, parameters) => this.emit('consumer', { room, participant }, parameters),
      consumerClosed: (participant, consumerId) =>
        this.emit('consumer-closed', { room, participant }, consumerId),
      speakers: (speakers) => this.emit('speakers', room, speakers),
      voiceSwitched: this.onVoiceSwitched,
      wanted: (participant, producerId, layers) =>
        this.emit('wanted', { room, participant }, producerId, layers),
      flooded: (participant, producerId) => this.emit('flooded', { room, participant }, producerId),
      weak: (participant, weak) => this.emit('weak', { room, participant }, weak),
      saved: (participant, pictures) => this.emit('saved', { room, participant }, pictures),
      recode: (participant, producerId, codecs) =>
        this.emit('recode', { room, participant }, producerId, codecs),
      unreceivable: (participant, track) => this.emit('unreceivable', { room, participant }, track),
      closed: () => this.#rooms.delete(room),
    });
    this.#rooms.set(room, router);
    return router;
  }

  #mediaOf({ room, participant }: SeatRef): ParticipantMedia {
    const media = this.#rooms.get(room)?.mediaOf(participant) ?? null;
    if (media !== null) return media;
    throw new Refusal(this.#losing.has(room) ? 'media-unavailable' : 'not-found');
  }
}

/**
 * Starts the media workers.
 * @throws StartError where a worker does not run, or its port stays taken for 5 s
 */
export async function createMedia(options: MediaOptions): Promise<MediasoupMedia> {
  const { log, workers, rtcPort, rtcHost, announcedAddresses, workerBin } = options;
  setLogEventListeners({
    onerror: (namespace, message, error) => log.error({ namespace, err: error }, message),
  });
  const pool = await WorkerPool.start({
    workers,
    firstPort: rtcPort,
    host: rtcHost,
    announcedAddresses,
    workerBin,
    log,
  });
  if (options.onWorkerDied !== undefined) pool.on('died', options.onWorkerDied);
  return new MediasoupMedia(pool, options.onVoiceSwitched ?? (() => undefined));
}
