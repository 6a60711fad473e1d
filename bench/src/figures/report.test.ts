import { expect, it } from 'vitest';
import { bar, measure, ratioBar, table } from './report.js';

it('holds a bar up to its limit and no further', () => {
  expect(bar('page', 'kB', 200, 200).held).toBe(true);
  expect(bar('page', 'kB', 200.1, 200).held).toBe(false);
});

it('compares medians, and keeps the pairs', () => {
  const join = measure('join', 'ms', [100, 200, 300], [110, 190, 600]);
  expect(ratioBar(join, 1.1)).toMatchObject({ value: 0.95, held: true });
  expect(join.pairRatio).toMatchObject({ min: 0.95, max: 2, median: 1.1 });
});

it('lines up columns', () => {
  expect(
    table([
      ['', 'ours'],
      ['join (ms)', '9'],
    ]),
  ).toBe('           ours\njoin (ms)     9');
});
