/** Tells the server which pictures can be seen on this page and how large, so that it sends no others. */
import type { Signaling } from './signaling.js';
import { keyOf, mostOf, reportDelay, tileOf, type Seen, type Tile, type Tiles } from './view-policy.js';

export interface ViewReporterDeps {
  signaling: Pick<Signaling, 'ask'>;
  /** Milliseconds, counting up. */
  now(): number;
}

export class ViewReporter {
  readonly #deps: ViewReporterDeps;
  /** What each place shows; a picture may stand in several, as in the small window beside the page. */
  readonly #places = new Map<object, Tile>();
  /** Whether the stage has spoken at all: before it has, an empty page would be taken for one that shows nobody. */
  #known = false;
  /** There is a media session to report to. */
  #open = false;
  /** What the session was told last. */
  #told: Tiles | null = null;
  #lastAt = -Infinity;
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generation = 0;

  constructor(deps: ViewReporterDeps) {
    this.#deps = deps;
  }

  /** What can be seen in one place of the page, or null: nothing, or the place is gone. */
  see(place: object, seen: Seen | null): void {
    this.#known = true;
    const tile = seen === null ? null : tileOf(seen);
    if (tile === null) this.#places.delete(place);
    else this.#places.set(place, tile);
    this.#plan();
  }

  /** A new media session, which was told nothing yet. */
  begin(): void {
    this.#generation += 1;
    this.#open = true;
    this.#told = null;
    this.#asking = false;
    this.#plan();
  }

  /** Tells again what a lost message left untold. */
  retry(): void {
    this.#plan();
  }

  /** The call is over. */
  stop(): void {
    this.#generation += 1;
    this.#open = false;
    this.#known = false;
    this.#asking = false;
    this.#places.clear();
    clearTimeout(this.#timer);
  }

  #plan(): void {
    // What changed while one is on its way is told with the next.
    if (!this.#open || !this.#known || this.#asking) return;
    const wait = reportDelay(this.#told, this.#tiles(), this.#deps.now() - this.#lastAt);
    clearTimeout(this.#timer);
    // Never at once: tiles that come together are told together.
    if (wait !== null) this.#timer = setTimeout(() => this.#report(), wait);
  }

  #report(): void {
    const generation = this.#generation;
    const tiles = this.#tiles();
    this.#told = tiles;
    this.#lastAt = this.#deps.now();
    this.#asking = true;
    this.#deps.signaling.ask('view:tiles', { tiles: mostOf(tiles) }, (outcome) => {
      if (this.#generation !== generation) return;
      this.#asking = false;
      // Told again with the next change, or when the line is back: to ask at once would be to ask without end.
      if (!outcome.ok) this.#told = null;
      else this.#plan();
    });
  }

  /** The largest of each picture. */
  #tiles(): Tiles {
    const tiles = new Map<string, Tile>();
    for (const tile of this.#places.values()) {
      const key = keyOf(tile);
      const other = tiles.get(key);
      if (other === undefined || tile.width * tile.height > other.width * other.height) tiles.set(key, tile);
    }
    return tiles;
  }
}
