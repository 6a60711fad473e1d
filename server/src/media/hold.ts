/** Whether a room's media are held, and when they are let go. */
import type { LetGo } from '../rooms/media-port.js';

/** After this the media are let go though nobody has connected, in milliseconds. */
const PATIENCE = 1_000;

export class Hold {
  #waiting: NodeJS.Timeout | null = null;

  /** `apply` is called with each change. */
  constructor(
    private held: boolean,
    private readonly apply: (held: boolean) => void,
  ) {}

  /** Whether nothing is passed on now. */
  get isOn(): boolean {
    return this.held;
  }

  /** Holds the media, or lets them go. */
  set(held: boolean, when: LetGo = 'now'): void {
    this.#stopWaiting();
    if (held === this.held) return;
    if (held || when === 'now') {
      this.#change(held);
      return;
    }
    this.#waiting = setTimeout(() => this.received(), PATIENCE);
    this.#waiting.unref();
  }

  /** Somebody can receive from now on. */
  received(): void {
    if (this.#waiting === null) return;
    this.#stopWaiting();
    this.#change(false);
  }

  /** The room is over. */
  close(): void {
    this.#stopWaiting();
  }

  #change(held: boolean): void {
    this.held = held;
    this.apply(held);
  }

  #stopWaiting(): void {
    clearTimeout(this.#waiting ?? undefined);
    this.#waiting = null;
  }
}
