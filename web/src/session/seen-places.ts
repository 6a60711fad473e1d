/** Which pictures of the others can be seen on this page, and how large. */
import { keyOf, tileOf, type Seen, type Tile, type Tiles } from './view-policy.js';

export class SeenPlaces {
  /** What each place shows; a picture may stand in several, as in the small window beside the page. */
  readonly #places = new Map<object, Tile>();
  readonly #listeners = new Set<() => void>();
  #known = false;

  /** What can be seen in one place of the page, or null: nothing, or the place is gone. */
  see(place: object, seen: Seen | null): void {
    this.#known = true;
    const tile = seen === null ? null : tileOf(seen);
    if (tile === null) this.#places.delete(place);
    else this.#places.set(place, tile);
    for (const listener of this.#listeners) listener();
  }

  /** Calls back after each change; gives the way to stop. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The call is over: the page shows nobody, and says so to nobody. */
  clear(): void {
    this.#places.clear();
    this.#known = false;
  }

  /** The largest of each picture; null before the stage has spoken at all: an empty page would be one that shows nobody. */
  tiles(): Tiles | null {
    if (!this.#known) return null;
    const tiles = new Map<string, Tile>();
    for (const tile of this.#places.values()) {
      const key = keyOf(tile);
      const other = tiles.get(key);
      if (other === undefined || tile.width * tile.height > other.width * other.height) tiles.set(key, tile);
    }
    return tiles;
  }
}
