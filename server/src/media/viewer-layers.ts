import type { ParticipantId, PictureSize, ViewedTile } from '@hangouts/protocol';
import type { Consumer } from 'mediasoup/types';
import { decideLayers, wantedLayers, type LayerDecision, type VideoLayers } from './layer-policy.js';

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

/** The consumers that a viewer's page knows of, steered by what the page shows. */
export class ViewerLayers {
  readonly #entries = new Map<string, Entry>();
  /** By participant and source; null until the page says what it shows, and until then it gets everything. */
  #tiles: ReadonlyMap<string, PictureSize> | null = null;
  #speaker: ParticipantId | null = null;

  get size(): number {
    return this.#entries.size;
  }

  /** Takes a consumer that may run, or waits for `start`. */
  add(consumer: SteeredConsumer, track: ViewedTrack, started: boolean): void {
    const { layers } = track;
    const entry: Entry = {
      consumer,
      track,
      started,
      running: !consumer.paused,
      // How a consumer begins.
      applied: {
        spatialLayer: (layers?.scales.length ?? 1) - 1,
        temporalLayer: (layers?.temporal ?? 1) - 1,
        priority: 1,
      },
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

  /** Takes everything that the page shows now. */
  look(tiles: readonly ViewedTile[]): void {
    this.#tiles = new Map(tiles.map((tile) => [keyOf(tile.participant, tile.source), tile]));
    for (const entry of this.#entries.values()) void this.#steer(entry);
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
    return wantedLayers(this.#decide(track));
  }

  /** Null where everything is to be sent. */
  #decide({ participant, layers }: ViewedTrack): LayerDecision | null {
    if (this.#tiles === null || layers === null) return null;
    const tile = this.#tiles.get(keyOf(participant, layers.source)) ?? null;
    return decideLayers(layers, tile, participant === this.#speaker);
  }

  /** Asks the worker for what differs. Never rejects: what ends meanwhile is told to the page as closed. */
  async #steer(entry: Entry): Promise<void> {
    const { consumer, track, applied } = entry;
    const decision = this.#decide(track);
    const asked: Promise<void>[] = [];
    // Before it runs, so that the key frame which the worker then asks for is of the right layer.
    if (decision !== null && !decision.paused) {
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

function keyOf(participant: ParticipantId, source: string): string {
  return `${participant}/${source}`;
}
