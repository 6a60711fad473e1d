/** What the other page looks at of what this one sends it directly, and how much is sent for that. */
import type { Source } from '@hangouts/protocol';
import { isPicture, type Size } from '../encodings.js';
import { LOWER_AFTER, neededShare, sentAfter, type Sent, type Share } from './demand-policy.js';
import type { LookedAt } from './direct-control.js';

const PICTURES = ['camera', 'screen'] as const;

export class DirectDemand {
  readonly #changed: (source: Source) => void;
  readonly #sent = new Map<Source, Sent>();
  readonly #timers = new Map<Source, ReturnType<typeof setTimeout>>();
  /** Null before the other page has said it: it gets everything. */
  #tiles: readonly LookedAt[] | null = null;
  #closed = false;

  /** `changed` is called when another share of a source may be to be sent. */
  constructor(changed: (source: Source) => void) {
    this.#changed = changed;
  }

  /** All that the other page looks at. */
  look(tiles: readonly LookedAt[]): void {
    this.#tiles = tiles;
    for (const source of PICTURES) this.#changed(source);
  }

  /** How much of a source of this size is to be sent now. */
  share(source: Source, captured: Size | null): Share {
    if (this.#tiles === null || !isPicture(source)) return 1;
    const tile = this.#tiles.find((one) => one.source === source) ?? null;
    const now = performance.now();
    const before = this.#sent.get(source) ?? { share: 1, tooMuchSince: null };
    const after = sentAfter(before, neededShare(source, tile, captured), now);
    this.#sent.set(source, after);
    clearTimeout(this.#timers.get(source));
    if (after.tooMuchSince !== null && !this.#closed) {
      const wait = after.tooMuchSince + LOWER_AFTER - now;
      // A timer may be early by a part of a millisecond.
      this.#timers.set(
        source,
        setTimeout(() => this.#changed(source), Math.ceil(wait) + 1),
      );
    }
    return after.share;
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
