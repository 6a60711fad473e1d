import type { ParticipantId, PictureSize, ViewedTile } from '@hangouts/protocol';
import type { Consumer, ConsumerLayers } from 'mediasoup/types';
import {
  decideLayers,
  likelyTile,
  wantedLayers,
  type LayerDecision,
  type PictureSource,
  type VideoLayers,
} from './layer-policy.js';

/** A published track, as far as it matters here. */
export interface ViewedTrack {
  participant: ParticipantId;
  /** Null for sound, which does not depend on what is looked at. */
  layers: VideoLayers | null;
  /** Nobody gets it now: a voice in a room where others are louder. Changes. */
  readonly withheld: boolean;
}

/** What is asked of a consumer; each settles once the worker has answered. */
export type SteeredConsumer = Pick<
  Consumer,
  'id' | 'paused' | 'pause' | 'resume' | 'setPreferredLayers' | 'setPriority'
>;

interface Entry {
  readonly consumer: SteeredConsumer;
  readonly track: ViewedTrack;
  /** The page has it: it may run. */
  started: boolean;
  running: boolean;
  /** What the worker was asked for last. */
  applied: Omit<LayerDecision, 'paused'>;
}

/** What mediasoup gives a consumer of whose priority nothing was said. */
const FIRST_PRIORITY = 1;

/** The consumers that a viewer's page knows of, steered by what the page shows. */
export class ViewerLayers {
  readonly #entries = new Map<string, Entry>();
  /** By `pictureKey`; null until the page says what it shows: everything, in likely sizes. */
  #tiles: ReadonlyMap<string, PictureSize> | null = null;
  #speaker: ParticipantId | null = null;

  /** `pictures` gives how many there are to show now: for a page that has not said how large it shows them. */
  constructor(private readonly pictures: () => number) {}

  get size(): number {
    return this.#entries.size;
  }

  /** The layers with which a consumer of this track is to begin; null where there is nothing to choose. */
  firstLayers(track: ViewedTrack): ConsumerLayers | null {
    const decision = this.#decide(track);
    if (decision === null) return null;
    const { spatialLayer, temporalLayer } = decision;
    return { spatialLayer, temporalLayer };
  }

  /** Takes a consumer that began with `first` layers, and may run or waits for `start`. */
  add(consumer: SteeredConsumer, track: ViewedTrack, first: ConsumerLayers | null, started: boolean): void {
    const { spatialLayer = 0, temporalLayer = 0 } = first ?? {};
    const entry: Entry = {
      consumer,
      track,
      started,
      running: !consumer.paused,
      applied: { spatialLayer, temporalLayer, priority: FIRST_PRIORITY },
    };
    this.#entries.set(consumer.id, entry);
    void this.#steer(entry);
  }

  /** Forgets a consumer; false where it was not known. */
  delete(consumerId: string): boolean {
    return this.#entries.delete(consumerId);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Lets these run as far as they are looked at. Settles with the worker's answers; unknown ids are passed over. */
  async start(consumerIds: readonly string[]): Promise<void> {
    const entries = consumerIds.flatMap((id) => this.#entries.get(id) ?? []);
    for (const entry of entries) entry.started = true;
    await Promise.all(entries.map((entry) => this.#steer(entry)));
  }

  /** Takes everything that the page shows now. Gives the pictures of which that is news, by `pictureKey`; null: all. */
  look(tiles: readonly ViewedTile[]): ReadonlySet<string> | null {
    const before = this.#tiles;
    const now = new Map(tiles.map((tile) => [pictureKey(tile.participant, tile.source), tile]));
    this.#tiles = now;
    const news = before === null ? null : changedKeys(before, now);
    for (const entry of this.#entries.values()) {
      const { participant, layers } = entry.track;
      if (layers === null) continue;
      if (news === null || news.has(pictureKey(participant, layers.source))) void this.#steer(entry);
    }
    return news;
  }

  /** Somebody else speaks now. */
  setSpeaker(speaker: ParticipantId | null): void {
    const before = this.#speaker;
    this.#speaker = speaker;
    for (const entry of this.#entries.values()) {
      const { participant } = entry.track;
      if (participant === before || participant === speaker) void this.#steer(entry);
    }
  }

  /** Takes that a track is withheld from now on, or not any more; gives how many consumers were paused or resumed. */
  withheldChanged(track: ViewedTrack): number {
    let switched = 0;
    for (const entry of this.#entries.values()) {
      if (entry.track !== track) continue;
      const { running } = entry;
      void this.#steer(entry);
      if (entry.running !== running) switched += 1;
    }
    return switched;
  }

  /** How many layers of a track the page wants, whether it has a consumer for it yet or not. */
  wants(track: ViewedTrack): number {
    const decision = this.#decide(track);
    return decision === null ? 0 : wantedLayers(decision);
  }

  /** Null for sound. */
  #decide({ participant, layers }: ViewedTrack): LayerDecision | null {
    if (layers === null) return null;
    const tile =
      this.#tiles === null
        ? likelyTile(this.pictures())
        : (this.#tiles.get(pictureKey(participant, layers.source)) ?? null);
    return decideLayers(layers, tile, participant === this.#speaker);
  }

  /** Asks the worker for what differs. Never rejects: what ends meanwhile is told to the page as closed. */
  async #steer(entry: Entry): Promise<void> {
    const { consumer, track, applied } = entry;
    const decision = this.#decide(track);
    const asked: Promise<void>[] = [];
    // Until the page has spoken each stays as it began: who joins is not to wait for more questions to the worker.
    // Before it runs, so that the key frame which the worker then asks for is of the right layer.
    if (this.#tiles !== null && decision !== null && !decision.paused) {
      const { spatialLayer, temporalLayer, priority } = decision;
      if (spatialLayer !== applied.spatialLayer || temporalLayer !== applied.temporalLayer) {
        asked.push(consumer.setPreferredLayers({ spatialLayer, temporalLayer }));
      }
      if (priority !== applied.priority) asked.push(consumer.setPriority(priority));
      entry.applied = { spatialLayer, temporalLayer, priority };
    }
    const runs = entry.started && !track.withheld && decision?.paused !== true;
    if (runs !== entry.running) {
      entry.running = runs;
      asked.push(runs ? consumer.resume() : consumer.pause());
    }
    await Promise.allSettled(asked);
  }
}

/** Names a picture: there is one of each source of a participant. */
export function pictureKey(participant: ParticipantId, source: PictureSource): string {
  return `${participant}/${source}`;
}

type Tiles = ReadonlyMap<string, PictureSize>;

function changedKeys(before: Tiles, now: Tiles): Set<string> {
  const keys = new Set<string>();
  for (const key of before.keys()) if (!now.has(key)) keys.add(key);
  for (const [key, { width, height }] of now) {
    const old = before.get(key);
    if (old?.width !== width || old.height !== height) keys.add(key);
  }
  return keys;
}
