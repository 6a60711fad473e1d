import type { ParticipantId } from '@hangouts/protocol';

/** Who is in a room together. */
export interface Company {
  people: readonly ParticipantId[];
  /** Since when exactly these people, in milliseconds since the epoch. */
  since: number;
  /** Whether there were more before. */
  wereMore: boolean;
}

/** The company of a room whose people are these now; the one that is known where nobody came or went. */
export function companyOf(people: readonly ParticipantId[], known: Company | null, now: number): Company {
  const isSame = people.length === known?.people.length && people.every((one) => known.people.includes(one));
  if (known !== null && isSame) return known;
  return { people, since: now, wereMore: (known?.people.length ?? 0) > people.length };
}
