/** Runs the tasks of one key one after the other, those of different keys side by side. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<void>>();

  /** Gives what the task gives, or throws what it throws; the next task of the key runs either way. */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key);
    const { promise: mine, resolve: done } = deferred();
    this.#tails.set(key, mine);
    try {
      await before;
      return await task();
    } finally {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
      done();
    }
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
