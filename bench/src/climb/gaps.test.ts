import { expect, it } from 'vitest';
import { longestGap, percentile } from './gaps.js';

it.each([
  [[100, 150, 300, 350], 90, 400, 150],
  [[100, 150], 0, 200, 100],
  [[100, 150], 0, 400, 250],
  [[], 0, 70, 70],
  [[10, 500], 100, 200, 100],
])('frames at %j between %d and %d: %d', (times, from, to, gap) => {
  expect(longestGap(times, from, to)).toBe(gap);
});

it.each([
  [[5, 1, 3, 2, 4], 0.5, 3],
  [[5, 1, 3, 2, 4], 1, 5],
  [Array.from({ length: 40 }, (_, index) => index + 1), 0.95, 38],
  [[7], 0.95, 7],
])('of %j, %d are not above %d', (values, share, value) => {
  expect(percentile(values, share)).toBe(value);
});

it('there is none of nothing', () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});
