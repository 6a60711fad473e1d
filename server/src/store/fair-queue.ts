import { Refusal } from '../rooms/refusal.js';

/** When there is room in the line again, in milliseconds: not before some of it is done. */
const AGAIN = 4_000;

/**
 * Runs one task after the other, one of each who asks in turn: who has many in the line does not keep others from having
 * one done.
 */
export class FairQueue {
  /** In the order in which it is their turn; the one whose task runs is first. */
  readonly #lines = new Map<string, (() => Promise<void>)[]>();
  #isRunning = false;

  /** `most` tasks of one who asks may stand in the line. */
  constructor(private readonly most: number) {}

  /** Gives what the task gives, or throws what it throws. @throws Refusal `rate-limited` where too many stand there */
  run<Result>(from: string, task: () => Promise<Result>): Promise<Result> {
    const line = this.#lines.get(from) ?? [];
    if (line.length >= this.most) return Promise.reject(new Refusal('rate-limited', AGAIN));
    return new Promise((resolve, reject) => {
      line.push(() => task().then(resolve, reject));
      this.#lines.set(from, line);
      if (!this.#isRunning) void this.#runAll();
    });
  }

  async #runAll(): Promise<void> {
    this.#isRunning = true;
    for (;;) {
      const [first] = this.#lines;
      if (first === undefined) break;
      const [from, line] = first;
      await line.shift()?.();
      // To the end, behind those who came meanwhile.
      this.#lines.delete(from);
      if (line.length > 0) this.#lines.set(from, line);
    }
    this.#isRunning = false;
  }
}
