import type { Removal } from './rooms-port.js';
import type { Visitor } from './identity-port.js';

/** Who was removed from a meeting, so that they stay out of it. */
export class Removals {
  readonly #removals = new Map<string, Removal>();

  constructor(stored: readonly Removal[]) {
    for (const removal of stored) this.add(removal);
  }

  add(removal: Removal): void {
    this.#removals.set(removal.participant, removal);
  }

  /** Takes a removal back; null where there is none of them. */
  lift(participant: string): Removal | null {
    const removal = this.#removals.get(participant) ?? null;
    this.#removals.delete(participant);
    return removal;
  }

  get empty(): boolean {
    return this.#removals.size === 0;
  }

  /** Whether somebody was removed who used this browser. */
  hasBrowser(browser: string): boolean {
    return this.#some('browser', browser);
  }

  /** Whether somebody was removed who came from this network. */
  hasNetwork(network: string): boolean {
    return this.#some('network', network);
  }

  #some(by: keyof Visitor, known: string): boolean {
    for (const removal of this.#removals.values()) if (removal[by] === known) return true;
    return false;
  }
}
