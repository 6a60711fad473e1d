import type { Seat } from './seat.js';

/**
 * Who becomes host where no host is left: the cohost who has been there longest. Null where there is a host, or no
 * cohost: nobody is made host without being asked, and the room stays as it is.
 * `present` is in the order in which they came.
 */
export function heirOf<Sitting extends Pick<Seat, 'role'>>(present: readonly Sitting[]): Sitting | null {
  if (present.some(({ role }) => role === 'host')) return null;
  return present.find(({ role }) => role === 'cohost') ?? null;
}
