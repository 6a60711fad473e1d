import { describe, expect, it } from 'vitest';
import { english } from '../language/fixture.js';
import { linePath, spanWords } from './history.js';

const box = { width: 100, height: 20, slots: 5, floor: 10 };

describe('a line through values', () => {
  it.each<[what: string, values: (number | null)[], path: string]>([
    ['nothing', [], ''],
    ['one value stands at the right edge', [0], 'M100 20L100 20'],
    ['goes up to the top', [0, 5, 10], 'M50 20L50 20L75 10L100 0'],
    ['has a gap where nothing was measured', [10, null, 10], 'M50 0L50 0M100 0L100 0'],
    ['the greatest value is the top', [0, 20], 'M75 20L75 20L100 0'],
    ['shows the newest', [9, 9, 0, 0, 0, 0, 0], 'M0 20L0 20L25 20L50 20L75 20L100 20'],
  ])('%s', (_, values, path) => {
    expect(linePath(values, box)).toBe(path);
  });
});

it('is said in words', () => {
  const say = (value: number) => `${value} ms`;
  expect(spanWords(english, 'Round trip', [20, null, 95, 41], 3, say)).toBe(
    'Round trip in the last 3 minutes: between 20 ms and 95 ms, now 41 ms',
  );
  expect(spanWords(english, 'Round trip', [null], 3, say)).toBe('Round trip: nothing measured yet');
});
