import { errors } from 'mediasoup';
import { Refusal } from '../rooms/refusal.js';

/**
 * What a call into mediasoup threw, as the protocol says it: `media-unavailable` where the worker died or is
 * being closed, `not-found` where the object is gone, `media-rejected` for everything else, which is then what
 * mediasoup or its worker found wrong with the parameters.
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof errors.WorkerClosedError) return new Refusal('media-unavailable');
  if (error instanceof errors.NotFoundError) return new Refusal('not-found');
  return new Refusal('media-rejected');
}

/** Throws what failed as the refusal it is. */
export function refuse(error: unknown): never {
  throw refusalOf(error);
}
