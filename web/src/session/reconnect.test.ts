import { describe, expect, it } from 'vitest';
import { awayFor, checkTime, joinDelay, mediaDelay, trackDelay } from './reconnect.js';

describe('how long to wait before trying again', () => {
  it.each([
    [0, 0.5, 0],
    [1, 0.5, 150],
    [2, 0.5, 300],
    [3, 0, 450],
    [3, 0.999, 750],
    [6, 0.5, 4_000],
    [1_000, 0.5, 4_000],
  ])('media, attempt %i with %f drawn: %i ms', (attempt, random, delay) => {
    expect(mediaDelay(attempt, random)).toBe(delay);
  });

  it.each([
    [0, 0.5, 300],
    [2, 0.5, 1_200],
    [50, 0.5, 5_000],
  ])('joining, attempt %i with %f drawn: %i ms', (attempt, random, delay) => {
    expect(joinDelay(attempt, random)).toBe(delay);
  });

  it.each([
    [0, 0.5, 500],
    [1, 0, 1_125],
    [2, 0.5, 4_000],
    [3, 0.5, null],
  ])('a track, attempt %i with %f drawn: %s ms', (attempt, random, delay) => {
    expect(trackDelay(attempt, random)).toBe(delay);
  });
});

it.each([
  [null, 2_000],
  [5, 600],
  [300, 1_200],
  [3_000, 4_000],
])('a check after a round trip of %s ms is waited for %i ms', (roundTrip, time) => {
  expect(checkTime(roundTrip)).toBe(time);
});

it.each([
  [0, false, 'connecting'],
  [59_999, false, 'connecting'],
  [60_000, false, 'lost'],
  [0, true, 'reconnecting'],
  [59_999, true, 'reconnecting'],
  [60_000, true, 'lost'],
] as const)('away for %i ms, connected before: %s → %s', (since, before, connection) => {
  expect(awayFor(since, before)).toBe(connection);
});
