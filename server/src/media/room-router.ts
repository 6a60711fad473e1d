import type {
  ConsumerParameters,
  MediaSession,
  ParticipantId,
  PictureRef,
  TrackRef,
  ViewedTile,
} from '@hangouts/protocol';
import type { Router } from 'mediasoup/types';
import type { LetGo, SpeakerLevel } from '../rooms/media-port.js';
import { Refusal } from '../rooms/refusal.js';
import { Cap } from './cap.js';
import { commonVideoCodecs, receivesUsual, type CheckedCapabilities } from './codecs.js';
import { Demand } from './demand.js';
import { Hold } from './hold.js';
import { layersToSend } from './layer-policy.js';
import type { MediaWorker, Tenant } from './media-worker.js';
import { ParticipantMedia } from './participant-media.js';
import { refusalOf } from './refusals.js';
import { SpeakerChoice } from './speaker-choice.js';
import { SpeakerNotices } from './speaker-notices.js';
import { watchStarts } from './stream-starts.js';
import { codecOf, type Track } from './track.js';
import { pictureKey } from './viewer-layers.js';
import { Voices } from './voices.js';
import type { WorkerPool } from './worker-pool.js';

/** Two transports each: one participant never has more than four. */
const MOST_OPENING = 2;

/** What a room's media tell. */
export interface RoomEvents {
  consumer(participant: ParticipantId, parameters: ConsumerParameters): void;
  consumerClosed(participant: ParticipantId, consumerId: string): void;
  speakers(speakers: SpeakerLevel[]): void;
  /** A voice is forwarded no longer, or again; so many consumers were paused or resumed for it. */
  voiceSwitched(forwarded: boolean, consumers: number): void;
  /** How many layers of somebody's own track the others want. */
  wanted(participant: ParticipantId, producerId: string, layers: number): void;
  /** What somebody looks at and does not get, because of their budget. */
  saved(participant: ParticipantId, pictures: PictureRef[]): void;
  /** The packets of somebody's track have the media server tell far too much. */
  flooded(participant: ParticipantId, producerId: string): void;
  /** Somebody's line became weak, or good again. */
  weak(participant: ParticipantId, weak: boolean): void;
  /** Somebody's own track cannot be received by all the others; in these codecs (MIME types) one could. */
  recode(participant: ParticipantId, producerId: string, codecs: string[]): void;
  /** Somebody receives none of the codecs in which another could send this. */
  unreceivable(participant: ParticipantId, track: TrackRef): void;
  /** The room closed itself with its last participant, or `close` was called. Not where its worker died. */
  closed(): void;
}

/** How much stands in a room. */
export interface RoomCounts {
  transports: number;
  producers: number;
  consumers: number;
}

/** What a room has once a worker took it. */
interface Home {
  worker: MediaWorker;
  router: Router;
  voices: Voices;
}

/** A participant's place; without media until the router stands. */
interface Place {
  media: ParticipantMedia | null;
}

/**
 * A room's router on one worker, and the media of its participants. Owns both. It closes with its last
 * participant, and a closed one is not used again.
 */
export class RoomRouter implements Tenant {
  readonly #places = new Map<ParticipantId, Place>();
  readonly #home: Promise<Home>;
  /** How many sessions are in the making for a participant, those among them that another has taken the place of. */
  readonly #making = new Map<ParticipantId, Cap>();
  /** The pictures that are published, by producer id. */
  readonly #pictures = new Map<string, Track>();
  readonly #demand: Demand;
  readonly #hold: Hold;
  readonly #speaker = new SpeakerChoice();
  readonly #notices = new SpeakerNotices();
  #worker: MediaWorker | null = null;
  #router: Router | null = null;
  #closed = false;

  constructor(
    pool: Pick<WorkerPool, 'place'>,
    held: boolean,
    private readonly events: RoomEvents,
  ) {
    this.#hold = new Hold(held, (now) => {
      for (const media of this.#allMedia()) media.hold(now);
    });
    this.#home = this.#settle(pool);
    this.#demand = new Demand(
      (producerId) => this.#wanted(producerId),
      (producerId, layers) => {
        const track = this.#pictures.get(producerId);
        if (track !== undefined) this.events.wanted(track.participant, producerId, layers);
      },
    );
    // Told to those who open; there may be none left.
    this.#home.catch(() => undefined);
  }

  get streams(): number {
    const { producers, consumers } = this.counts;
    return producers + consumers;
  }

  get counts(): RoomCounts {
    const sum: RoomCounts = { transports: 0, producers: 0, consumers: 0 };
    for (const { counts } of this.#allMedia()) {
      sum.transports += counts.transports;
      sum.producers += counts.producers;
      sum.consumers += counts.consumers;
    }
    return sum;
  }

  /**
   * As `Media.open`. Refusal: `not-found` where it is closed or opened again meanwhile, `media-unavailable`,
   * `rate-limited` where so many are in the making for one participant that there would be more transports.
   */
  async open(
    participant: ParticipantId,
    capabilities: CheckedCapabilities,
    budget: number | null,
  ): Promise<MediaSession> {
    if (this.#making.get(participant)?.isFull === true) throw new Refusal('rate-limited');
    this.#places.get(participant)?.media?.close();
    // Part of the answer, and told one by one from then on.
    let missed: TrackRef[] | null = [];
    const place: Place = { media: null };
    this.#places.set(participant, place);
    try {
      const { router, worker, voices } = await this.#home;
      if (this.#places.get(participant) !== place) throw new Refusal('not-found');
      const media = new ParticipantMedia(participant, router, worker, capabilities, this.#hold.isOn, {
        receives: () => this.#hold.received(),
        published: (track, replaced) => this.#publish(voices, track, replaced),
        consumer: (parameters) => this.events.consumer(participant, parameters),
        consumerClosed: (consumerId) => this.events.consumerClosed(participant, consumerId),
        unreceivable: (track) => {
          if (receivesUsual(capabilities) && this.#recode(track)) return;
          const ref = { participant: track.participant, source: track.source };
          if (missed === null) this.events.unreceivable(participant, ref);
          else missed.push(ref);
        },
        flooded: ({ participant: of, producer }) => {
          if (!producer.closed) this.events.flooded(of, producer.id);
        },
        pictures: () => this.#pictures.size,
        saved: (pictures) => this.events.saved(participant, pictures),
        rewanted: () => this.#demand.allChanged(),
        weak: (weak) => this.events.weak(participant, weak),
      });
      place.media = media;
      media.setSpeaker(this.#speaker.now);
      this.#notices.renew();
      media.setBudget(budget);
      // What nobody looked at until now is on its way again while they connect.
      this.#demand.allChanged();
      const session = await this.#make(participant, () =>
        media.open(() => this.#tracksOfOthers(participant)),
      );
      const unreceivable = missed;
      missed = null;
      return { ...session, codecs: this.#codecsFor(participant), unreceivable };
    } catch (error) {
      place.media?.close();
      if (this.#places.get(participant) === place) this.leave(participant);
      throw refusalOf(error);
    }
  }

  /** Holds all media here, or lets them go again. */
  hold(held: boolean, when: LetGo): void {
    this.#hold.set(held, when);
  }

  /** Closes a participant's media; the room too where it was the last one's. */
  leave(participant: ParticipantId): void {
    const place = this.#places.get(participant);
    if (place === undefined) return;
    this.#places.delete(participant);
    place.media?.close();
    if (this.#places.size === 0) this.close();
    else this.#demand.allChanged();
  }

  /** A participant's media, or null where they have none. */
  mediaOf(participant: ParticipantId): ParticipantMedia | null {
    return this.#places.get(participant)?.media ?? null;
  }

  /** Sends a participant no more than so much. Those without media are passed over. */
  setBudget(participant: ParticipantId, budget: number | null): void {
    this.mediaOf(participant)?.setBudget(budget);
  }

  /** Takes what a participant's page shows now. Those without media are passed over. */
  look(participant: ParticipantId, tiles: readonly ViewedTile[]): void {
    const media = this.mediaOf(participant);
    if (media === null) return;
    const news = media.look(tiles);
    if (news === null) return this.#demand.allChanged();
    for (const [id, { participant: of, layers }] of this.#pictures) {
      if (layers !== null && news.has(pictureKey(of, layers.source))) this.#demand.changed(id);
    }
  }

  /** Closes everything here. */
  close(): void {
    if (this.#closed) return;
    this.#end();
    this.#router?.close();
    this.events.closed();
  }

  /** The worker died, and everything here with it. */
  workerDied(): void {
    this.#end();
  }

  #end(): void {
    this.#closed = true;
    this.#demand.close();
    this.#hold.close();
    this.#worker?.tenants.delete(this);
    for (const media of this.#allMedia()) media.close();
    this.#places.clear();
  }

  async #settle(pool: Pick<WorkerPool, 'place'>): Promise<Home> {
    const worker = await pool.place(this);
    this.#worker = worker;
    if (this.#closed) {
      worker.tenants.delete(this);
      throw new Refusal('not-found');
    }
    const router = await worker.createRouter();
    if (this.#closed) {
      router.close();
      throw new Refusal('not-found');
    }
    this.#router = router;
    return {
      worker,
      router,
      voices: new Voices(router, {
        speakers: (speakers) => this.#spoke(speakers),
        switched: (track) => this.#switch(track),
      }),
    };
  }

  #spoke(speakers: SpeakerLevel[]): void {
    const now = performance.now();
    if (this.#notices.due(speakers, now)) this.events.speakers(speakers);
    if (!this.#speaker.heard(speakers, now)) return;
    for (const media of this.#allMedia()) media.setSpeaker(this.#speaker.now);
  }

  async #make<Made>(participant: ParticipantId, make: () => Promise<Made>): Promise<Made> {
    const making = this.#making.get(participant) ?? new Cap(MOST_OPENING);
    if (!making.take()) throw new Refusal('rate-limited');
    this.#making.set(participant, making);
    try {
      return await make();
    } finally {
      making.give();
      if (making.isFree) this.#making.delete(participant);
    }
  }

  /**
   * The video codecs that all receive whom this participant sends to. Who receives neither VP8 nor H.264 is passed over:
   * one such page would have the whole room encode in what costs it most.
   */
  #codecsFor(participant: ParticipantId): string[] {
    const others = [...this.#allMedia()].filter(
      (media) => media.participant !== participant && receivesUsual(media.capabilities),
    );
    return commonVideoCodecs(others.map(({ videoCodecs }) => videoCodecs));
  }

  /** Asks for a picture in a codec that everybody receives; false where there is no other, or it was asked too often. */
  #recode(track: Track): boolean {
    const { participant, producer } = track;
    const used = codecOf(track);
    const codecs = this.#codecsFor(participant).filter((codec) => codec.toLowerCase() !== used);
    if (codecs.length === 0 || this.mediaOf(participant)?.mayRecode(track) !== true) return false;
    this.events.recode(participant, producer.id, codecs);
    return true;
  }

  #switch(track: Track): void {
    let consumers = 0;
    for (const media of this.#allMedia()) consumers += media.withheldChanged(track);
    this.events.voiceSwitched(!track.withheld, consumers);
  }

  /** How many layers of a picture the others want, at most. */
  #wanted(producerId: string): number {
    const track = this.#pictures.get(producerId);
    if (track?.layers == null) return 0;
    let most = 0;
    for (const media of this.#allMedia()) {
      if (media.participant === track.participant) continue;
      most = Math.max(most, media.wants(track));
      if (most === track.layers.scales.length) break;
    }
    return layersToSend(track.layers, most);
  }

  #publish(voices: Voices, track: Track, replaced: Track | null): void {
    if (track.source === 'microphone') voices.add(track);
    this.#picture(track);
    const offers: Promise<void>[] = [];
    for (const [participant, { media }] of this.#places) {
      if (media !== null && participant !== track.participant) offers.push(media.offer(track));
    }
    // The viewers have the new track before the old one goes.
    if (replaced !== null) void Promise.all(offers).then(() => replaced.producer.close());
  }

  /** Asks for a picture's layers as they are wanted, until it ends. */
  #picture(track: Track): void {
    const { layers, producer } = track;
    if (layers === null || producer.closed) return;
    this.#pictures.set(producer.id, track);
    producer.observer.once('close', () => {
      this.#pictures.delete(producer.id);
      this.#demand.remove(producer.id);
    });
    this.#demand.add(producer.id, layers.scales.length);
    watchStarts(producer, () => {
      for (const media of this.#allMedia()) media.reweigh(track);
    });
  }

  *#tracksOfOthers(participant: ParticipantId): Iterable<Track> {
    for (const media of this.#allMedia()) if (media.participant !== participant) yield* media.tracks;
  }

  *#allMedia(): Iterable<ParticipantMedia> {
    for (const { media } of this.#places.values()) if (media !== null) yield media;
  }
}
