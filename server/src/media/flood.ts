/** What a browser has the worker tell in a second is a few; so many come only of packets made for it. */
const MOST = 100;
/** Milliseconds. */
const SECOND = 1_000;

/**
 * Counts what the packets of one stream have the media worker tell this process. Each costs every viewer of the stream
 * something here, and nothing in the worker bounds it.
 */
export class Flood {
  #since = -Infinity;
  #count = 0;

  /** One more, at this moment (milliseconds); true where that is too many within a second. */
  take(now: number): boolean {
    if (now - this.#since >= SECOND) {
      this.#since = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count > MOST;
  }
}
