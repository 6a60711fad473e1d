import { expect, it } from 'vitest';
import { OrderLog } from './order-log.js';

it('keeps the newest lines, each kind apart from the others, and says which go', () => {
  const log = new OrderLog([]);
  const add = (act: 'reported' | 'admitted' | 'muted-all', at: number) => log.add(act, { at, by: 'Ana' });
  const decisions = Array.from({ length: 400 }, (_, at) => add('muted-all', at));
  const reports = Array.from({ length: 100 }, (_, at) => add('reported', at));
  const admitted = Array.from({ length: 200 }, (_, at) => add('admitted', at));
  for (const { gone } of [...decisions, ...reports, ...admitted]) expect(gone).toEqual([]);
  expect(add('reported', 500).gone).toEqual([reports[0]?.logged.id]);
  expect(add('muted-all', 501).gone).toEqual([decisions[0]?.logged.id]);
  expect(add('admitted', 502).gone).toEqual([admitted[0]?.logged.id]);
  expect(log.entries()).toHaveLength(700);
  expect(log.find(decisions[0]?.logged.id ?? '')).toBeUndefined();
  expect(log.find(decisions[1]?.logged.id ?? '')).toBeDefined();
});

it('keeps what was done at the same moment, or by a clock that was set back, in its order', () => {
  const log = new OrderLog([]);
  for (const at of [5, 5, 4]) log.add('muted-all', { at, by: 'Ana' });
  expect(log.entries().map(({ at }) => at)).toEqual([5, 6, 7]);
});
