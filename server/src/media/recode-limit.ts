/** So many times a picture is asked for in another codec within `WINDOW`. */
const MOST = 4;
/** Milliseconds. */
const WINDOW = 60_000;

/**
 * Bounds how often somebody is asked to publish a picture anew: people with other codecs who come and go would keep
 * their page at nothing else.
 */
export class RecodeLimit {
  #asked: { producer: string; at: number }[] = [];

  /** Whether this producer may be asked for in another codec now (milliseconds). The same again is the same asking. */
  take(producer: string, now: number): boolean {
    this.#asked = this.#asked.filter(({ at }) => now - at < WINDOW);
    if (this.#asked.some((one) => one.producer === producer)) return true;
    if (this.#asked.length >= MOST) return false;
    this.#asked.push({ producer, at: now });
    return true;
  }
}
