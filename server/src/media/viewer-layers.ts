import type { ParticipantId, PictureSize, Source, ViewedTile } from '@hangouts/protocol';
import type { Consumer, ConsumerLayers } from 'mediasoup/types';
import {
  decideLayers,
  likelyTile,
  wantedLayers,
  type LayerDecision,
  type PictureSource,
  type VideoLayers,
} from './layer-policy.js';
import { type BudgetEffect, ViewerBudget, type ViewerBudgetDeps, type ViewerWish } from './viewer-budget.js';

/** A published track, as far as it matters here. */
export interface ViewedTrack {
  participant: ParticipantId;
  source: Source;
  /** Null for sound, which does not depend on what is looked at. */
  layers: VideoLayers | null;
  /** Nobody gets it now: a voice in a room where others are louder. Changes. */
  readonly withheld: boolean;
  /** Whether its publisher has it paused. Changes. */
  readonly paused: boolean;
}

/** What the room and the transport of a viewer give, and are told. */
export interface ViewerDeps extends ViewerBudgetDeps {
  /** How many pictures there are to show now: for a page that has not said how large it shows them. */
  pictures(): number;
  /** The page wants other layers, by what its budget pays for. */
  rewanted(): void;
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
const NO_TILE: PictureSize = { width: 0, height: 0 };

/** The consumers that a viewer's page knows of, steered by what the page shows. */
export class ViewerLayers {
  readonly #entries = new Map<string, Entry>();
  /** By `pictureKey`; null until the page says what it shows: everything, in likely sizes. */
  #tiles: ReadonlyMap<string, PictureSize> | null = null;
  #speaker: ParticipantId | null = null;

  readonly #budget: ViewerBudget;

  constructor(private readonly deps: ViewerDeps) {
    this.#budget = new ViewerBudget(deps);
  }

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
    this.#spend();
    void this.#steer(entry);
  }

  /** Forgets a consumer; false where it was not known. */
  delete(consumerId: string): boolean {
    const known = this.#entries.delete(consumerId);
    this.#spend();
    return known;
  }

  /** Sends no more than so many bits per second from now on; null: as much as there is. */
  setBudget(budget: number | null): void {
    this.#budget.set(budget);
    this.#spend();
    if (budget !== null) return;
    for (const entry of this.#entries.values()) void this.#steer(entry);
    this.deps.rewanted();
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Lets these run as far as they are looked at. Settles with the worker's answers; unknown ids are passed over. */
  async start(consumerIds: readonly string[]): Promise<void> {
    const entries = [...new Set(consumerIds)].flatMap((id) => this.#entries.get(id) ?? []);
    for (const entry of entries) entry.started = true;
    await Promise.all(entries.map((entry) => this.#steer(entry)));
  }

  /** Takes everything that the page shows now. Gives the pictures of which that is news, by `pictureKey`; null: all. */
  look(tiles: readonly ViewedTile[]): ReadonlySet<string> | null {
    const before = this.#tiles;
    const now = new Map(tiles.map((tile) => [pictureKey(tile.participant, tile.source), tile]));
    this.#tiles = now;
    this.#spend();
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
    this.#spend();
    for (const entry of this.#entries.values()) {
      const { participant } = entry.track;
      if (participant === before || participant === speaker) void this.#steer(entry);
    }
  }

  /** Takes that a track is withheld from now on, or not any more; gives how many consumers were paused or resumed. */
  withheldChanged(track: ViewedTrack): number {
    let switched = 0;
    this.#spend();
    for (const entry of this.#entries.values()) {
      if (entry.track !== track) continue;
      const { running } = entry;
      void this.#steer(entry);
      if (entry.running !== running) switched += 1;
    }
    return switched;
  }

  /**
   * Has the worker weigh anew what it forwards of a track. It does so when the wish is another one; each wish it gets
   * before the next packet, so that nothing is left out.
   */
  reweigh(track: ViewedTrack): void {
    for (const { consumer, track: its, running, applied } of this.#entries.values()) {
      const { spatialLayer, temporalLayer } = applied;
      if (its !== track || !running || temporalLayer === 0) continue;
      const wishes = [temporalLayer - 1, temporalLayer].map((layer) =>
        consumer.setPreferredLayers({ spatialLayer, temporalLayer: layer }),
      );
      // What ends meanwhile is told to the page as closed.
      void Promise.allSettled(wishes);
    }
  }

  /** What the budget does to a consumer, or null. */
  budgetEffect(consumerId: string): BudgetEffect | null {
    return this.#budget.effectOn(consumerId);
  }

  /** How many layers of a track the page wants, whether it has a consumer for it yet or not. */
  wants(track: ViewedTrack): number {
    const decision = this.#decisionFor(track);
    return decision === null ? 0 : wantedLayers(decision);
  }

  /** Spends the budget anew on what is heard and looked at, where there is one. */
  #spend(): void {
    if (!this.#budget.stands) return;
    const entries = [...this.#entries.values()];
    const running = entries.filter(({ track }) => !track.withheld && !track.paused);
    const sounds = running.flatMap(({ track }) => (track.layers === null ? track.source : []));
    this.#budget.spend(
      sounds,
      running.flatMap((entry) => this.#wish(entry) ?? []),
    );
    for (const entry of entries) void this.#steer(entry);
    this.deps.rewanted();
  }

  /** Null for sound. */
  #wish({ consumer: { id }, track }: Entry): ViewerWish | null {
    const { participant, layers } = track;
    const decision = this.#decide(track);
    if (layers === null || decision === null) return null;
    const { width, height } = this.#tileOf(participant, layers.source) ?? NO_TILE;
    const speaking = participant === this.#speaker;
    return { id, participant, layers, source: layers.source, speaking, area: width * height, decision };
  }

  #decisionFor(track: ViewedTrack): LayerDecision | null {
    for (const entry of this.#budget.stands ? this.#entries.values() : []) {
      if (entry.track === track) return this.#decisionOf(entry);
    }
    return this.#decide(track);
  }

  #decisionOf({ consumer, track }: Entry): LayerDecision | null {
    return this.#budget.decisionOf(consumer.id) ?? this.#decide(track);
  }

  #tileOf(participant: ParticipantId, source: PictureSource): PictureSize | null {
    if (this.#tiles === null) return likelyTile(this.deps.pictures());
    return this.#tiles.get(pictureKey(participant, source)) ?? null;
  }

  /** What is looked at, whatever it takes. Null for sound. */
  #decide({ participant, layers }: ViewedTrack): LayerDecision | null {
    if (layers === null) return null;
    return decideLayers(layers, this.#tileOf(participant, layers.source), participant === this.#speaker);
  }

  /** Asks the worker for what differs. Never rejects: what ends meanwhile is told to the page as closed. */
  async #steer(entry: Entry): Promise<void> {
    const { consumer, track, applied } = entry;
    const decision = this.#decisionOf(entry);
    const asked: Promise<void>[] = [];
    // Until the page has spoken each stays as it began: who joins is not to wait for more questions to the worker.
    // Before it runs, so that the key frame which the worker then asks for is of the right layer.
    const spoken = this.#tiles !== null || this.#budget.stands;
    if (spoken && decision !== null && !decision.paused) {
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
