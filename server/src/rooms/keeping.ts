/** How long rooms are kept that nobody is in. Times in milliseconds. */
import type { PlanView, RoomKind } from '@hangouts/protocol';

const DAY = 24 * 60 * 60 * 1_000;

/** How long after a room that is nobody's was last empty its meeting is over. */
export const MEETING_KEPT = DAY;
/**
 * How long after a room that is somebody's was last empty: a router that starts anew and a whole class that changes its
 * room take less, and the next lesson, which is another meeting, is rarely sooner. Whose it is does not lose it by that.
 */
export const OWNED_MEETING_KEPT = 15 * 60 * 1_000;
/**
 * How long those are awaited who left a room that is nobody's and did not let in everybody: who loads the page anew stands
 * in its lobby for a while, and is host no more once somebody else has begun anew.
 */
export const GUARDED_KEPT = 5 * 60 * 1_000;
/** How long a planned hangout is kept after it was to end: for who comes back to it, or moves it. */
export const PLAN_KEPT = 7 * DAY;
/** How long a room for good is kept that nobody comes into: longer than any holidays, half a year. */
export const PERSONAL_KEPT = 180 * DAY;

/** Whether the meeting of a room that is somebody's, and that nobody is in since then, is over. Pure. */
export function isOwnedMeetingOver(emptySince: number | null, now: number): boolean {
  return emptySince !== null && now - emptySince > OWNED_MEETING_KEPT;
}

/**
 * Until when a hangout is kept that nobody has a meeting in, in milliseconds since the epoch. `now` is when it was made,
 * changed or used. Pure.
 */
export function keptUntil(kind: RoomKind, plan: PlanView | null, now: number): number {
  if (kind === 'personal') return now + PERSONAL_KEPT;
  const end = plan === null ? 0 : plan.startsAt + plan.duration * 60_000 + PLAN_KEPT;
  return Math.max(end, now + MEETING_KEPT);
}
