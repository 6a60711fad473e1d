/**
 * How long nobody has to want a layer before its publisher is told, in milliseconds: tiles come and go while somebody
 * scrolls or looks into the chat, and each time switched on again costs a key frame.
 */
const LOWER_AFTER = 3_000;

interface Asked {
  /** All that the publisher has. */
  readonly all: number;
  /** What the publisher was told last. */
  told: number;
  lowering: NodeJS.Timeout | null;
}

/** Tells the publishers of a room how many of their layers somebody wants: more at once, fewer after a while. */
export class Demand {
  readonly #asked = new Map<string, Asked>();

  /**
   * `wanted` gives how many layers of a producer the viewer who wants most wants now; `tell` is called when that is
   * another number than the publisher knows of.
   */
  constructor(
    private readonly wanted: (producer: string) => number,
    private readonly tell: (producer: string, layers: number) => void,
  ) {}

  /** A producer that has begun to send all of its layers. */
  add(producer: string, all: number): void {
    this.#asked.set(producer, { all, told: all, lowering: null });
    this.changed(producer);
  }

  remove(producer: string): void {
    clearTimeout(this.#asked.get(producer)?.lowering ?? undefined);
    this.#asked.delete(producer);
  }

  /** What the viewers of this producer want has changed. Unknown ones are passed over. */
  changed(producer: string): void {
    const asked = this.#asked.get(producer);
    if (asked === undefined) return;
    const wanted = Math.min(this.wanted(producer), asked.all);
    if (wanted >= asked.told) {
      clearTimeout(asked.lowering ?? undefined);
      asked.lowering = null;
      if (wanted > asked.told) this.#tell(producer, asked, wanted);
      return;
    }
    if (asked.lowering !== null) return;
    asked.lowering = setTimeout(() => {
      asked.lowering = null;
      // By now it may be another number than the one that began the wait; it was below all the time.
      this.#tell(producer, asked, Math.min(this.wanted(producer), asked.all));
    }, LOWER_AFTER);
    asked.lowering.unref();
  }

  /** The viewers have changed. */
  allChanged(): void {
    for (const producer of this.#asked.keys()) this.changed(producer);
  }

  close(): void {
    for (const producer of this.#asked.keys()) this.remove(producer);
  }

  #tell(producer: string, asked: Asked, layers: number): void {
    asked.told = layers;
    this.tell(producer, layers);
  }
}
