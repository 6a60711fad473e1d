/** When a hangout is, as a person writes it in their own time zone. Pure. */
import { PLAN_AHEAD } from '@hangouts/protocol/limits';

/** As the browser's own fields for date and time have it: 2027-01-31, 19:00. Minutes are of the duration. */
export interface When {
  date: string;
  time: string;
  duration: number;
}

/** The durations to choose from, in minutes. */
export const DURATIONS: readonly number[] = [15, 30, 45, 60, 90, 120, 180, 240, 480];

const HOUR = 60 * 60 * 1_000;
const two = (number: number) => String(number).padStart(2, '0');

/** A time in milliseconds since the epoch as the fields have it. */
export function whenOf(startsAt: number, duration: number): When {
  const at = new Date(startsAt);
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
    duration,
  };
}

/** What is offered first: the next full hour that is at least half an hour away, for an hour. */
export function soon(now: number): When {
  const at = new Date(now + 1.5 * HOUR);
  at.setMinutes(0, 0, 0);
  return whenOf(at.getTime(), 60);
}

/** When it begins, in milliseconds since the epoch; null where that is no time yet. */
export function startOf({ date, time }: When): number | null {
  // Without a zone it is read as local time (ECMA-262, 21.4.3.2); what is left empty gives none.
  const at = new Date(`${date}T${time}`).getTime();
  return date === '' || time === '' || Number.isNaN(at) ? null : at;
}

/** Whether it can be planned: what is over by now, or years away, is a slip. */
export function isPlannable(when: When, now: number): boolean {
  const start = startOf(when);
  if (start === null) return false;
  return (
    start + when.duration * 60_000 > now && start - now >= PLAN_AHEAD.least && start - now <= PLAN_AHEAD.most
  );
}
