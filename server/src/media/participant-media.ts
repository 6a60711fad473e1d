import type {
  ConsumerParameters,
  DtlsParameters,
  IceParameters,
  MediaQuality,
  MediaSession,
  ParticipantId,
  PictureRef,
  Source,
  ViewedTile,
} from '@hangouts/protocol';
import type { Consumer, ConsumerLayers, Router, WebRtcTransport } from 'mediasoup/types';
import type { Publication } from '../rooms/media-port.js';
import { Cap } from './cap.js';
import { type CheckedCapabilities, toProtocol, videoCodecsOf } from './codecs.js';
import { Flood } from './flood.js';
import { Lifetime } from './lifetime.js';
import { LineWatch } from './line-watch.js';
import type { MediaWorker } from './media-worker.js';
import { readQuality } from './quality.js';
import { ParticipantTransports } from './participant-transports.js';
import { PublishedTracks } from './published-tracks.js';
import { RecodeLimit } from './recode-limit.js';
import { refuse } from './refusals.js';
import { codecOf, type Track } from './track.js';
import { ViewerLayers } from './viewer-layers.js';

/** What is beyond is not sent to this participant: nobody looks at so many. */
const MOST_CONSUMERS = 1_000;

/** What a participant's media tell the room. */
export interface ParticipantEvents {
  /** The page has connected and can receive. */
  receives(): void;
  /** A track was published, in place of another of the same source or of none; the room ends the other. */
  published(track: Track, replaced: Track | null): void;
  /** A consumer was made after `open` was answered; paused until `start`. */
  consumer(parameters: ConsumerParameters): void;
  /** A consumer that the page knows of ended, because its track did. */
  consumerClosed(consumerId: string): void;
  /** A track that this page receives none of the codecs of. */
  unreceivable(track: Track): void;
  /** The packets of a track, one's own or another's, have the worker tell far too much. */
  flooded(track: Track): void;
  /** How many pictures there are in the room. */
  pictures(): number;
  /** What the page looks at and does not get, because of its budget. */
  saved(pictures: PictureRef[]): void;
  /** What the page wants changed otherwise than by what it looks at. */
  rewanted(): void;
  /** The line became weak, or good again. */
  weak(weak: boolean): void;
}

/** A track on its way to this participant. */
interface Received {
  consumer: Consumer;
  first: ConsumerLayers | null;
  track: Track;
}

/**
 * One participant's media in a room: two transports, what they publish, and what they receive. Owns all of it;
 * ends by `close`, or with its router.
 */
export class ParticipantMedia {
  #isOpen = false;
  #send: WebRtcTransport | null = null;
  #receive: WebRtcTransport | null = null;
  /** The most that the pictures may take, in bits per second. */
  #limit: number | null = null;
  readonly #lifetime: Lifetime;
  readonly #transports: ParticipantTransports;
  readonly #published: PublishedTracks;
  /** The consumers that the page knows of. */
  readonly #viewer: ViewerLayers;
  readonly #consumers = new Cap(MOST_CONSUMERS);
  readonly #line = new LineWatch((weak) => this.events.weak(weak));
  /** Video codecs (MIME types) of which it has turned out that the page does not receive them. */
  readonly #refused = new Set<string>();
  readonly #recodes: Record<'camera' | 'screen', RecodeLimit> = {
    camera: new RecodeLimit(),
    screen: new RecodeLimit(),
  };
  /** Consumers in the making that belong to the answer of `open`. */
  readonly #pending: Promise<Received | null>[] = [];

  constructor(
    readonly participant: ParticipantId,
    private readonly router: Router,
    worker: MediaWorker,
    readonly capabilities: CheckedCapabilities,
    /** Whether nothing is passed on of what is published here. */
    held: boolean,
    private readonly events: ParticipantEvents,
  ) {
    this.#lifetime = new Lifetime(router, worker);
    this.#transports = new ParticipantTransports(router, worker, this.#lifetime);
    this.#published = new PublishedTracks(participant, this.#lifetime, held, (track, replaced) => {
      this.#line.send(track);
      track.producer.on('score', this.#floodGuard(track));
      events.published(track, replaced);
    });
    this.#viewer = new ViewerLayers({
      pictures: () => events.pictures(),
      saved: (pictures) => events.saved(pictures),
      rewanted: () => events.rewanted(),
      limit: (bitrate) => {
        if (bitrate === this.#limit) return;
        this.#limit = bitrate;
        this.#applyLimit();
      },
    });
  }

  get tracks(): Iterable<Track> {
    return this.#published.all();
  }

  /** The video codecs (MIME types) that the page receives, as far as it is to be believed. */
  get videoCodecs(): string[] {
    return videoCodecsOf(this.capabilities).filter((codec) => !this.#refused.has(codec));
  }

  get counts(): { transports: number; producers: number; consumers: number } {
    return {
      transports: this.#transports.size,
      producers: this.#published.size,
      consumers: this.#viewer.size,
    };
  }

  /**
   * Makes both transports, and a running consumer for each of the others' tracks: two turns of the worker.
   * `others` is asked once the transports stand; a track offered after that is part of the answer too.
   * Refusal: `not-found` where this is closed meanwhile, and as `refusalOf`.
   */
  async open(others: () => Iterable<Track>): Promise<Omit<MediaSession, 'codecs' | 'unreceivable'>> {
    const [receive, send] = await Promise.all([this.#transports.create(), this.#transports.create()]);
    this.#receive = receive;
    receive.on('dtlsstatechange', (state) => {
      if (state === 'connected') this.events.receives();
    });
    if (this.#limit !== null) this.#applyLimit();
    this.#send = send;
    for (const track of others()) void this.offer(track);

    const received: (Received | null)[] = [];
    while (this.#pending.length > 0) received.push(...(await Promise.all(this.#pending.splice(0))));
    this.#lifetime.assertOn();
    this.#isOpen = true;
    const consumers = received.flatMap((one) =>
      one === null || one.consumer.closed ? [] : this.#admit(one, true),
    );
    return {
      send: this.#transports.parametersOf(send),
      receive: this.#transports.parametersOf(receive),
      consumers,
    };
  }

  /** Closes everything. What was in the making closes as it comes. */
  close(): void {
    if (!this.#lifetime.end()) return;
    this.#line.close();
    this.#transports.close();
    this.#published.clear();
    this.#viewer.clear();
  }

  /** Gives a transport the page's end. Refusal: `not-found`, `media-rejected`. */
  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    await this.#transports.connect(transportId, dtlsParameters);
  }

  /** Makes new ICE parameters for a transport. Refusal: `not-found`. */
  async restartIce(transportId: string): Promise<IceParameters> {
    return this.#transports.restartIce(transportId);
  }

  /**
   * Publishes a track, in place of an earlier one of the same source; gives its producer's id.
   * Refusal: `media-rejected`, `media-limit`, `not-found` where this is not open.
   */
  produce(publication: Publication): Promise<string> {
    return this.#published.produce(this.#send, publication);
  }

  /** Pauses or resumes an own track. Refusal: `not-found`. */
  setPaused(producerId: string, paused: boolean): Promise<Source> {
    return this.#published.setPaused(producerId, paused);
  }

  /** Holds what is published here, or lets it go again, which asks for key frames. */
  hold(held: boolean): void {
    this.#published.hold(held);
  }

  /** Ends an own track. Refusal: `not-found`. */
  closeProducer(producerId: string): Source {
    return this.#published.close(producerId);
  }

  /** Ends the own track of a source; gives its producer's id, or null where there is none. */
  closeSource(source: Source): string | null {
    return this.#published.closeSource(source);
  }

  /** Makes a consumer for another's track; settles once it stands and was told. Never rejects. */
  async offer(track: Track): Promise<void> {
    if (this.#receive === null || this.#lifetime.isOver) return;
    if (!this.#isOpen) {
      const received = this.#consume(this.#receive, track, track.withheld);
      this.#pending.push(received);
      await received;
      return;
    }
    const received = await this.#consume(this.#receive, track, true);
    if (received !== null) this.events.consumer(this.#admit(received, false));
  }

  /** Lets consumers run, as far as they are looked at. Ids that are gone, or never were, are passed over. */
  start(consumerIds: readonly string[]): Promise<void> {
    return this.#viewer.start(consumerIds);
  }

  /** Takes everything that the page shows now. Gives the pictures of which that is news (`pictureKey`); null: all. */
  look(tiles: readonly ViewedTile[]): ReadonlySet<string> | null {
    return this.#viewer.look(tiles);
  }

  setSpeaker(speaker: ParticipantId | null): void {
    this.#viewer.setSpeaker(speaker);
  }

  /** Sends no more than so many bits per second; null: as much as there is. */
  setBudget(budget: number | null): void {
    this.#viewer.setBudget(budget);
  }

  /** Another's track is withheld from now on, or not any more; gives how many consumers changed. */
  withheldChanged(track: Track): number {
    return this.#viewer.withheldChanged(track);
  }

  /** The layers of another's track that has begun can be weighed now. */
  reweigh(track: Track): void {
    this.#viewer.reweigh(track);
  }

  /** How many layers of another's track this page wants. */
  wants(track: Track): number {
    return this.#viewer.wants(track);
  }

  /** Whether this page may be asked to publish a picture of its own in another codec. */
  mayRecode({ layers, producer }: Track): boolean {
    return layers !== null && this.#recodes[layers.source].take(producer.id, performance.now());
  }

  /** How these media go, as the server sees it. Refusal: as `refusalOf`, where they end meanwhile. */
  quality(): Promise<MediaQuality> {
    const { sent, received } = this.#line;
    return readQuality({
      send: this.#send,
      receive: this.#receive,
      sent,
      received,
      budget: (consumerId) => this.#viewer.budgetEffect(consumerId),
    }).catch(refuse);
  }

  /** To be called with each thing that the packets of a track have the worker tell. */
  #floodGuard(track: Track): () => void {
    const flood = new Flood();
    return () => {
      if (flood.take(performance.now())) this.events.flooded(track);
    };
  }

  #applyLimit(): void {
    // 0 takes a limit away. Fails only where the transport, the router or the worker has ended.
    this.#receive?.setMaxOutgoingBitrate(this.#limit ?? 0).catch(() => undefined);
  }

  /** A consumer, or null where the track ended, this was closed, or the page cannot receive it. */
  async #consume(receive: WebRtcTransport, track: Track, paused: boolean): Promise<Received | null> {
    const { producer } = track;
    const rtpCapabilities = this.capabilities[producer.kind];
    const first = this.#viewer.firstLayers(track);
    const options = {
      producerId: producer.id,
      rtpCapabilities,
      paused,
      ...(first !== null && { preferredLayers: first }),
    };
    // Refused where the track ended, or where the page has none of its codecs.
    const consumer = await this.#consumers.hold(() => receive.consume(options)).catch(() => null);
    const isOver = producer.closed || this.#lifetime.isOver;
    if (consumer === null) {
      const canConsume = isOver || this.router.canConsume({ producerId: producer.id, rtpCapabilities });
      if (!canConsume) {
        this.#refused.add(codecOf(track));
        this.events.unreceivable(track);
      }
      return null;
    }
    if (isOver || consumer.closed) {
      consumer.close();
      return null;
    }
    consumer.on('layerschange', this.#floodGuard(track));
    consumer.once('producerclose', () => {
      if (this.#viewer.delete(consumer.id)) this.events.consumerClosed(consumer.id);
    });
    return { consumer, first, track };
  }

  #admit({ consumer, first, track }: Received, started: boolean): ConsumerParameters {
    this.#viewer.add(consumer, track, first, started);
    this.#line.receive({ consumer, track });
    return {
      id: consumer.id,
      producerId: track.producer.id,
      participant: track.participant,
      source: track.source,
      kind: consumer.kind,
      rtpParameters: toProtocol(consumer.rtpParameters),
      producerPaused: track.paused,
    };
  }
}
