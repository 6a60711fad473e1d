/** Whether a machine keeps up with changing the background. Pure: figures in, a judgement out. */

/** What was done in a stretch of time. */
export interface Pace {
  /** Pictures that were made. */
  frames: number;
  /** Time spent on them, in milliseconds. */
  spent: number;
  /** How long it was, in milliseconds. */
  span: number;
}

/** How long a stretch is, in milliseconds. */
export const STRETCH = 1_000;
/** How many stretches in a row have to be bad: a machine may be held up for a moment. */
const PATIENCE = 5;
/** Fewer pictures a second are no moving picture any more. */
const LEAST_RATE = 10;
/** From this share of the time on it does nothing else. */
const BUSY = 0.85;

/**
 * Whether it is too slow, by the last stretches, the newest at the end: it worked all the time, and yet made fewer
 * than ten pictures a second, five times in a row. A camera that gives few pictures, as in the dark, leaves it idle.
 */
export function isTooSlow(paces: readonly Pace[]): boolean {
  const last = paces.slice(-PATIENCE);
  return last.length === PATIENCE && last.every(isOverwhelmed);
}

function isOverwhelmed({ frames, spent, span }: Pace): boolean {
  return spent >= BUSY * span && frames * 1_000 < LEAST_RATE * span;
}

/** The stretches that still matter once this one is added. */
export function withPace(paces: readonly Pace[], pace: Pace): Pace[] {
  return [...paces.slice(1 - PATIENCE), pace];
}
