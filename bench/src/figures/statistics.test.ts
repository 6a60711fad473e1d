import { describe, expect, it } from 'vitest';
import { median, pairRatios, summarize } from './statistics.js';

describe('median', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('has none for no values', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

it('sums up in the order of the readings', () => {
  expect(summarize([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, values: [3, 1, 2] });
});

it('divides pair by pair', () => {
  expect(pairRatios([3, 8], [2, 4])).toEqual([1.5, 2]);
});
