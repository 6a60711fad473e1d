/** What messages there and back say of a line. Pure. */

export interface EchoFigures {
  /** Milliseconds; half of the messages took longer. Null where none came back. */
  roundTrip: number | null;
  /** By how much the slowest tenth took longer than that, in milliseconds. */
  jitter: number | null;
  /** Part of the messages that did not come back, 0 to 1. */
  loss: number;
}

/** The figures of so many messages sent, by the round trips of those that came back (milliseconds, in any order). */
export function figuresOf(sent: number, roundTrips: readonly number[]): EchoFigures {
  const sorted = roundTrips.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(part * sorted.length)] ?? null;
  const roundTrip = at(0.5);
  const slow = at(0.9);
  return {
    roundTrip,
    jitter: roundTrip === null || slow === null ? null : slow - roundTrip,
    loss: sent === 0 ? 0 : Math.max(0, 1 - sorted.length / sent),
  };
}
