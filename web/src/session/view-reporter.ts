/** Tells whoever sends pictures here which of them can be seen and how large, so that no others are sent. */
import type { SeenPlaces } from './seen-places.js';
import { mostOf, reportDelay, type Tile, type Tiles } from './view-policy.js';

export interface ViewReporterDeps {
  seen: Pick<SeenPlaces, 'tiles' | 'watch'>;
  /** Tells it, and calls back with whether that got through. */
  tell(tiles: readonly Tile[], done: (heard: boolean) => void): void;
  /** Milliseconds, counting up. */
  now(): number;
}

export class ViewReporter {
  readonly #deps: ViewReporterDeps;
  /** There is somebody to tell. */
  #open = false;
  /** What they were told last. */
  #told: Tiles | null = null;
  #lastAt = -Infinity;
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generation = 0;
  #unwatch: (() => void) | null = null;

  constructor(deps: ViewReporterDeps) {
    this.#deps = deps;
  }

  /** There is somebody to tell, who was told nothing yet. */
  begin(): void {
    this.#generation += 1;
    this.#open = true;
    this.#told = null;
    this.#asking = false;
    this.#unwatch ??= this.#deps.seen.watch(() => this.#plan());
    this.#plan();
  }

  /** Tells again what a lost message left untold. */
  retry(): void {
    this.#plan();
  }

  /** There is nobody to tell any more. */
  stop(): void {
    this.#generation += 1;
    this.#open = false;
    this.#asking = false;
    this.#unwatch?.();
    this.#unwatch = null;
    clearTimeout(this.#timer);
  }

  #plan(): void {
    // What changed while one is on its way is told with the next.
    if (!this.#open || this.#asking) return;
    const { seen, now } = this.#deps;
    const tiles = seen.tiles();
    if (tiles === null) return;
    const wait = reportDelay(this.#told, tiles, now() - this.#lastAt);
    clearTimeout(this.#timer);
    // Never at once: tiles that come together are told together.
    if (wait !== null) this.#timer = setTimeout(() => this.#report(), wait);
  }

  #report(): void {
    const { seen, tell, now } = this.#deps;
    const tiles = seen.tiles();
    if (tiles === null) return;
    const generation = this.#generation;
    this.#told = tiles;
    this.#lastAt = now();
    this.#asking = true;
    tell(mostOf(tiles), (heard) => {
      if (this.#generation !== generation) return;
      this.#asking = false;
      // Told again with the next change, or when the line is back: to ask at once would be to ask without end.
      if (heard) this.#plan();
      else this.#told = null;
    });
  }
}
