import { expect, it } from 'vitest';
import {
  isOwnedMeetingOver,
  keptUntil,
  MEETING_KEPT,
  OWNED_MEETING_KEPT,
  PERSONAL_KEPT,
  PLAN_KEPT,
} from './keeping.js';

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

it.each([
  [null, false],
  [1_000_000 - OWNED_MEETING_KEPT, false],
  [999_999 - OWNED_MEETING_KEPT, true],
])('whether a meeting in a room that is somebody’s is over, which is empty since %j: %j', (since, over) => {
  expect(isOwnedMeetingOver(since, 1_000_000)).toBe(over);
});
