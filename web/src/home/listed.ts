/** Which of one's own hangouts the first page lists, and in which order. Pure. */
import { endOf, type KeptRoom } from '../session/own-rooms.js';

const DAY = 24 * 60 * 60 * 1_000;

export interface Listed {
  personal: KeptRoom | null;
  /** Those to come and those under way, the next first; then those for now that nobody was in yet, the newest first. */
  others: readonly KeptRoom[];
}

/** `visited` are the rooms that one was in, which are listed elsewhere. */
export function listed(rooms: readonly KeptRoom[], visited: ReadonlySet<string>, now: number): Listed {
  const planned = rooms
    .filter((room) => (endOf(room) ?? 0) > now)
    .toSorted((a, b) => (a.plan?.startsAt ?? 0) - (b.plan?.startsAt ?? 0));
  const once = rooms
    .filter(({ kind, room, madeAt }) => kind === 'once' && madeAt > now - DAY && !visited.has(room))
    .toSorted((a, b) => b.madeAt - a.madeAt);
  return { personal: rooms.find(({ kind }) => kind === 'personal') ?? null, others: [...planned, ...once] };
}
