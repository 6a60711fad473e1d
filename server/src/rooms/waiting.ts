import { randomUUID } from 'node:crypto';
import type { PageId, Waiter } from '@hangouts/protocol';
import type { Visitor } from './identity-port.js';

/** The most who wait at once at one room: of all, from one network, in one browser. */
export interface WaitingPlaces {
  all: number;
  network: number;
  browser: number;
}

/**
 * A class of 60 behind one router waits together, and takes no more than a third: whoever opens pages without end leaves
 * places for others. A browser has its tabs; what keeps no cookie is another browser each time, and counts with its
 * network.
 */
const PLACES: WaitingPlaces = { all: 200, network: 60, browser: 3 };
/** Who was not let in so often in one meeting cannot ask again. */
const DENIALS = 2;

/** Who waits before a room to be let in, and who was. Knows pages, not seats: a seat is what they do not have yet. */
export class Waiting {
  readonly #waiters = new Map<PageId, Waiter & { visitor: Visitor }>();
  /** Under the name by which a host let them in. */
  readonly #admitted = new Map<PageId, string>();
  readonly #denials = new Map<string, number>();

  constructor(private readonly places: WaitingPlaces = PLACES) {}

  get empty(): boolean {
    return this.#waiters.size === 0;
  }

  /** In the order they asked; `isSuspect` says of whom those who let them in are warned. */
  list(isSuspect: (visitor: Visitor) => boolean = () => false): Waiter[] {
    return [...this.#waiters.values()].map(({ id, name, since, visitor }) => ({
      id,
      name,
      since,
      ...(isSuspect(visitor) && { suspect: true }),
    }));
  }

  /** Takes somebody's place in the row; who asks again keeps it. Gives why they cannot wait, or null. */
  ask(page: PageId, name: string, visitor: Visitor, now: number): 'not-admitted' | 'waiting-full' | null {
    if ((this.#denials.get(visitor.browser) ?? 0) >= DENIALS) return 'not-admitted';
    const known = this.#waiters.get(page);
    if (known === undefined && !this.#hasPlaceFor(visitor)) return 'waiting-full';
    this.#waiters.set(page, { id: known?.id ?? randomUUID(), name, since: known?.since ?? now, visitor });
    return null;
  }

  /** Somebody waits no longer. False where they did not. */
  leave(page: PageId): boolean {
    return this.#waiters.delete(page);
  }

  /** Lets one in who waits, or all (null); gives their pages, none where nobody is known by that id. */
  admit(id: string | null): PageId[] {
    const pages = this.#take(id);
    for (const { page, name } of pages) this.#admitted.set(page, name);
    return pages.map(({ page }) => page);
  }

  /** Lets in all who come from where they need not wait; gives their pages. */
  admitFrom(isFree: (visitor: Visitor) => boolean): PageId[] {
    const free = [...this.#waiters.values()].filter(({ visitor }) => isFree(visitor));
    return free.flatMap(({ id }) => this.admit(id));
  }

  /** Does not let one in, or nobody who waits (null); gives their pages. */
  deny(id: string | null): PageId[] {
    const pages = this.#take(id);
    for (const { visitor } of pages) {
      const { browser } = visitor;
      this.#denials.set(browser, (this.#denials.get(browser) ?? 0) + 1);
    }
    return pages.map(({ page }) => page);
  }

  /** Whether a page was let in under this name: nobody lets in Ana and gets Mallory. */
  isAdmitted(page: PageId, name: string): boolean {
    return this.#admitted.get(page) === name;
  }

  /** Somebody has come in, in whatever way. */
  cameIn(page: PageId): boolean {
    this.#admitted.delete(page);
    return this.#waiters.delete(page);
  }

  #hasPlaceFor({ browser, network }: Visitor): boolean {
    const { places } = this;
    if (this.#waiters.size >= places.all) return false;
    let [fromNetwork, inBrowser] = [0, 0];
    for (const { visitor } of this.#waiters.values()) {
      if (visitor.network === network) fromNetwork += 1;
      if (visitor.browser === browser) inBrowser += 1;
    }
    return fromNetwork < places.network && inBrowser < places.browser;
  }

  #take(id: string | null): { page: PageId; name: string; visitor: Visitor }[] {
    const taken = [...this.#waiters].filter(([, waiter]) => id === null || waiter.id === id);
    for (const [page] of taken) this.#waiters.delete(page);
    return taken.map(([page, { name, visitor }]) => ({ page, name, visitor }));
  }
}
