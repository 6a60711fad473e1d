/**
 * Who opens the link once more has another seat, and is the same person all the same, as far as a browser tells. What a
 * host took from one seat is taken from the next. Pure.
 */
import { Power, type Restrictions } from '@hangouts/protocol';
import type { Seat } from './seat.js';

/** What holds for a seat that others of the same browser bring along. */
export interface Held {
  restrictions: Restrictions;
  role: Seat['role'];
}

/**
 * What holds for somebody who sits down: what is taken from any other seat of theirs is taken from them, and where one
 * is in the audience they are, unless `invited` says as what they come. A host is bound by nothing of it: whose the room
 * is, or who comes where nobody is, would have nobody to ask.
 */
export function heldBy(
  seat: Pick<Seat, 'role' | 'restrictions'>,
  others: readonly Pick<Seat, 'role' | 'restrictions'>[],
  invited: boolean,
): Held {
  const restrictions = { ...seat.restrictions };
  if (seat.role === 'host') return { restrictions, role: seat.role };
  for (const power of Power.options)
    restrictions[power] ||= others.some((other) => other.restrictions[power]);
  const listens = seat.role === 'speaker' && !invited && others.some(({ role }) => role === 'audience');
  return { restrictions, role: listens ? 'audience' : seat.role };
}
