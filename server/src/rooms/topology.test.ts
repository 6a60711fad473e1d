import { describe, expect, it } from 'vitest';
import { topologyOf, type Situation, type Topology } from './topology.js';

const willing = { unrestricted: true, acceptsDirect: true };
const restricted = { unrestricted: false, acceptsDirect: true };
const unwilling = { unrestricted: true, acceptsDirect: false };

const two: Situation = {
  offered: true,
  needsServerCopy: false,
  people: [willing, willing],
  aloneFor: 0,
  wereMore: false,
  failedBefore: false,
  stepDownDelay: 30_000,
};
const room = (because: Extract<Topology, { rung: 'room' }>['because']): Topology => ({
  rung: 'room',
  because,
});
const direct = (after: number): Topology => ({ rung: 'direct', after });

describe('what carries a room', () => {
  it.each<[string, Partial<Situation>, Topology]>([
    ['two who have just met', {}, direct(0)],
    ['two who met a while ago', { aloneFor: 5_000 }, direct(0)],
    ['nobody', { people: [] }, room('left')],
    ['one alone', { people: [willing] }, room('left')],
    ['three', { people: [willing, willing, willing] }, room('more-people')],
    ['three, one restricted', { people: [willing, restricted, willing] }, room('more-people')],
    ['two, one restricted', { people: [willing, restricted] }, room('restricted')],
    ['two, the first restricted', { people: [restricted, willing] }, room('restricted')],
    ['two, one restricted and one unwilling', { people: [unwilling, restricted] }, room('restricted')],
    ['two, one of whom does not show their address', { people: [unwilling, willing] }, room('not-allowed')],
    ['an operator who does not offer it', { offered: false }, room('not-allowed')],
    ['a recording', { needsServerCopy: true }, room('not-allowed')],
    ['a pair whose last attempt failed', { failedBefore: true }, room('failed')],
    ['two whom the third has just left', { wereMore: true }, direct(30_000)],
    ['two, 29 s after the third left', { wereMore: true, aloneFor: 29_000 }, direct(1_000)],
    ['two, 30 s after the third left', { wereMore: true, aloneFor: 30_000 }, direct(0)],
    ['two, long after the third left', { wereMore: true, aloneFor: 3_000_000 }, direct(0)],
    ['a delay of the operator’s own', { wereMore: true, aloneFor: 200, stepDownDelay: 1_000 }, direct(800)],
    ['no delay at all', { wereMore: true, stepDownDelay: 0 }, direct(0)],
    [
      'a failed pair whom the third has left',
      { wereMore: true, failedBefore: true, aloneFor: 60_000 },
      room('failed'),
    ],
  ])('%s', (_who, change, expected) => {
    expect(topologyOf({ ...two, ...change })).toEqual(expected);
  });
});
