import type { PageId, ParticipantId } from '@hangouts/protocol';
import type { Seat } from './seat.js';

/** The most seats that are remembered of those who left. */
export interface SeatsKept {
  /** That carry nothing but a name: a speaker's, from whom nothing is taken. */
  plain: number;
  /** That carry something: a role, what was taken, a removal. */
  bearing: number;
  /** Of these in one browser. A newer one has what the older have, as far as it was taken (`same-browser.ts`). */
  inBrowser: number;
}

/**
 * Whoever leaves has a while, and a crowd, to come back in. A script that opens the link without end pushes out such as
 * itself first: what hosts decided about people has places of its own.
 */
const KEPT: SeatsKept = { plain: 500, bearing: 2_000, inBrowser: 20 };

/**
 * The seats of a room: those with somebody in them, and those that are remembered so that a ticket brings their holders
 * back. However many have left, what is asked at every join looks at those who are present, and those that carry something.
 */
export class Seats {
  readonly #all = new Map<ParticipantId, Seat>();
  readonly #pages = new Map<PageId, Seat>();
  readonly #present = new Set<Seat>();
  /** Of those who left, who left first comes first. */
  readonly #plain = new Set<Seat>();
  readonly #bearing = new Set<Seat>();

  /** @param stored in the order they came; more than are kept go when the next one leaves */
  constructor(
    stored: readonly Seat[],
    private readonly kept: SeatsKept = KEPT,
  ) {
    for (const seat of stored) this.#put(seat);
  }

  get(participant: ParticipantId): Seat | undefined {
    return this.#all.get(participant);
  }

  /** The seat that a page holds, or held last. */
  ofPage(page: PageId): Seat | undefined {
    return this.#pages.get(page);
  }

  /** How many have somebody in them. */
  get taken(): number {
    return this.#present.size;
  }

  /** How many there are, left ones too. */
  get size(): number {
    return this.#all.size;
  }

  /** Those with somebody in them, or kept for somebody who is reconnecting, in the order they came. */
  present(): Seat[] {
    return [...this.#present].toSorted((a, b) => a.joinedAt - b.joinedAt);
  }

  /** The others of the same browser with somebody in them, and of those that were left the ones that carry something. */
  othersOf(seat: Seat): Seat[] {
    const browser = seat.visitor?.browser;
    if (browser === undefined) return [];
    const isOther = (other: Seat) => other !== seat && other.visitor?.browser === browser;
    return [...this.#present, ...this.#bearing].filter(isOther);
  }

  /** Somebody sits in a seat, a new one or their own again, by this page. */
  sit(seat: Seat, page: PageId): void {
    this.#forgetPage(seat);
    this.#plain.delete(seat);
    this.#bearing.delete(seat);
    seat.page = page;
    seat.presence = 'connected';
    this.#put(seat);
  }

  /** Somebody has left a seat; gives those that are not remembered any more. */
  leave(seat: Seat): Seat[] {
    this.#present.delete(seat);
    seat.presence = 'away';
    this.#put(seat);
    const gone = [
      ...first(this.#plain, this.#plain.size - this.kept.plain),
      ...this.#tooManyOf(seat),
      ...first(lightFirst(this.#bearing), this.#bearing.size - this.kept.bearing),
    ];
    for (const one of gone) this.#drop(one);
    return [...new Set(gone)];
  }

  #tooManyOf(seat: Seat): Seat[] {
    const browser = seat.visitor?.browser;
    if (browser === undefined || !this.#bearing.has(seat)) return [];
    const same = [...this.#bearing].filter(({ visitor }) => visitor?.browser === browser);
    return first(same, same.length - this.kept.inBrowser);
  }

  #put(seat: Seat): void {
    this.#all.set(seat.participant, seat);
    this.#pages.set(seat.page, seat);
    if (seat.presence !== 'away') this.#present.add(seat);
    else if (bearsSomething(seat)) this.#bearing.add(seat);
    else this.#plain.add(seat);
  }

  #drop(seat: Seat): void {
    this.#all.delete(seat.participant);
    this.#plain.delete(seat);
    this.#bearing.delete(seat);
    this.#forgetPage(seat);
  }

  #forgetPage(seat: Seat): void {
    if (this.#pages.get(seat.page) === seat) this.#pages.delete(seat.page);
  }
}

/** Whether a seat is more than a name: then its holder is somebody else without it. */
function bearsSomething({ role, restrictions, removed }: Seat): boolean {
  return removed || role !== 'speaker' || Object.values(restrictions).includes(true);
}

/** Those who are only in the audience, as anybody is by a link for it, go before those about whom a host decided. */
function* lightFirst(seats: ReadonlySet<Seat>): Iterable<Seat> {
  for (const seat of seats) if (isLight(seat)) yield seat;
  for (const seat of seats) if (!isLight(seat)) yield seat;
}

function isLight({ role, restrictions, removed }: Seat): boolean {
  return !removed && role === 'audience' && !Object.values(restrictions).includes(true);
}

function first(seats: Iterable<Seat>, count: number): Seat[] {
  const taken: Seat[] = [];
  for (const seat of seats) {
    if (taken.length >= count) break;
    taken.push(seat);
  }
  return taken;
}
