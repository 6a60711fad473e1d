/** How long a packet may wait for its turn, in milliseconds. */
const INTERVAL = 5;

/** One timer for all senders of a process. Runs while there are any. */
export class Pacer {
  readonly #turns = new Set<(now: number) => void>();
  #timer: NodeJS.Timeout | null = null;

  /** Calls `turn` with the time of `performance.now()`, again and again; gives the way to end that. */
  join(turn: (now: number) => void): () => void {
    this.#turns.add(turn);
    this.#timer ??= setInterval(() => {
      const now = performance.now();
      for (const each of this.#turns) each(now);
    }, INTERVAL);
    return () => {
      this.#turns.delete(turn);
      if (this.#turns.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }
}
