import type { DirectEndReason } from '@hangouts/protocol';

/** Somebody present, also while they are reconnecting. */
interface Present {
  /** They may publish everything, no restriction stands on them, and nothing that was ended for them is still off. */
  unrestricted: boolean;
  /** Their page can connect directly, and they let it. */
  acceptsDirect: boolean;
}

/** What decides what carries a room. */
export interface Situation {
  /** Whether the operator lets people connect directly. */
  offered: boolean;
  /** Whether something needs the server's own copy of the media: a recording, a broadcast, an audience. */
  needsServerCopy: boolean;
  people: readonly Present[];
  /** How long exactly these people have been alone together, in milliseconds. */
  aloneFor: number;
  /** Whether there were more before. */
  wereMore: boolean;
  /** Whether the last direct connection of these two failed. */
  failedBefore: boolean;
  /** How long two wait after others have gone, in milliseconds, so that a room does not flap. */
  stepDownDelay: number;
}

/** What is to carry a room: a direct connection, to be begun in `after` milliseconds, or the media server, and why. */
export type Topology = { rung: 'direct'; after: number } | { rung: 'room'; because: DirectEndReason };

/** Decides the rung of a room from who is there and what runs. */
export function topologyOf(situation: Situation): Topology {
  const { people } = situation;
  if (people.length < 2) return { rung: 'room', because: 'left' };
  if (people.length > 2) return { rung: 'room', because: 'more-people' };
  if (people.some(({ unrestricted }) => !unrestricted)) return { rung: 'room', because: 'restricted' };
  const allowed = situation.offered && !situation.needsServerCopy;
  if (!allowed || people.some(({ acceptsDirect }) => !acceptsDirect)) {
    return { rung: 'room', because: 'not-allowed' };
  }
  if (situation.failedBefore) return { rung: 'room', because: 'failed' };
  const wait = situation.wereMore ? situation.stepDownDelay - situation.aloneFor : 0;
  return { rung: 'direct', after: Math.max(0, wait) };
}
