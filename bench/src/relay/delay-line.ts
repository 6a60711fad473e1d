/** What a line does to what passes over it. Milliseconds and probabilities (0 to 1). */
export interface LineConditions {
  /** How long each item is under way. */
  delay: number;
  /** Added to the delay, drawn evenly from 0 to this. */
  jitter: number;
  /** How likely an item is to be lost. For packets only: a stream of bytes cannot lose some. */
  loss: number;
  /** Whether an item may overtake another, where the jitter makes it so. */
  reorder: boolean;
  /** Nothing passes. Packets are lost; bytes wait until the line is whole again. */
  cut: boolean;
}

/** A line that does nothing. */
export const CLEAR: LineConditions = { delay: 0, jitter: 0, loss: 0, reorder: false, cut: false };

interface Waiting<Item> {
  item: Item;
  /** When it arrives, on the clock of `performance.now()`. */
  due: number;
}

/**
 * Hands on items after the time that the line's conditions give them. Timers of Node count whole milliseconds:
 * an item arrives up to about 1 ms late, never early.
 */
export class DelayLine<Item> {
  readonly #deliver: (item: Item) => void;
  readonly #random: () => number;
  /** Soonest first. */
  #waiting: Waiting<Item>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #timerDue = Infinity;

  /** `random` gives numbers in [0, 1); a test gives its own. */
  constructor(deliver: (item: Item) => void, random: () => number = Math.random) {
    this.#deliver = deliver;
    this.#random = random;
  }

  /** How many items are under way. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Sends an item down the line as it is now. What is under way is not touched by a later change. */
  push(item: Item, { delay, jitter, reorder }: Pick<LineConditions, 'delay' | 'jitter' | 'reorder'>): void {
    const now = performance.now();
    const arrival = now + delay + (jitter > 0 ? jitter * this.#random() : 0);
    const last = this.#waiting.at(-1);
    const due = reorder || last === undefined ? arrival : Math.max(arrival, last.due);
    if (due <= now && last === undefined) return this.#deliver(item);
    let place = this.#waiting.length;
    while (place > 0 && (this.#waiting[place - 1]?.due ?? 0) > due) place -= 1;
    this.#waiting.splice(place, 0, { item, due });
    this.#schedule();
  }

  /** Forgets what is under way. */
  clear(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerDue = Infinity;
  }

  #schedule(): void {
    const next = this.#waiting[0];
    if (next === undefined || this.#timerDue <= next.due) return;
    clearTimeout(this.#timer);
    this.#timerDue = next.due;
    this.#timer = setTimeout(() => this.#release(), Math.max(next.due - performance.now(), 0));
  }

  #release(): void {
    this.#timer = undefined;
    this.#timerDue = Infinity;
    const now = performance.now();
    const later = this.#waiting.findIndex(({ due }) => due > now);
    const arrived = this.#waiting.splice(0, later === -1 ? this.#waiting.length : later);
    for (const { item } of arrived) this.#deliver(item);
    this.#schedule();
  }
}
