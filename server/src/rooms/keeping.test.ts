import { expect, it } from 'vitest';
import { keptUntil, MEETING_KEPT, PERSONAL_KEPT, PLAN_KEPT } from './keeping.js';

const HOUR = 60 * 60 * 1_000;
const PLAN = { startsAt: 10 * HOUR, duration: 30 };

it.each([
  ['personal', null, 1_000 + PERSONAL_KEPT],
  ['once', null, 1_000 + MEETING_KEPT],
  ['planned', PLAN, PLAN.startsAt + 30 * 60_000 + PLAN_KEPT],
  ['planned', { startsAt: 1_000 - 8 * 24 * HOUR, duration: 5 }, 1_000 + MEETING_KEPT],
] as const)('how long a room is kept: %s, %j: until %j', (kind, plan, until) => {
  expect(keptUntil(kind, plan, 1_000)).toBe(until);
});
