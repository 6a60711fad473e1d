import type { Router } from 'mediasoup/types';
import { Refusal } from '../rooms/refusal.js';
import type { MediaWorker } from './media-worker.js';

/** How long one participant's media last: until they are closed, or their router or worker is. */
export class Lifetime {
  #ended = false;

  constructor(
    private readonly router: Router,
    private readonly worker: MediaWorker,
  ) {}

  get isOver(): boolean {
    return this.#ended || this.router.closed;
  }

  /** Ends it; false where it had been ended before. */
  end(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    return true;
  }

  /** Refusal: `media-unavailable` where the worker died, else `not-found`. */
  assertOn(): void {
    if (this.isOver) throw new Refusal(this.worker.process.died ? 'media-unavailable' : 'not-found');
  }

  /** mediasoup lets a child come to life after its parent was closed: such a one is closed here. Refusal: as above. */
  closeIfLate(child: { close(): void }): void {
    if (this.isOver) child.close();
    this.assertOn();
  }
}
