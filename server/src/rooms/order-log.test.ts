import { expect, it } from 'vitest';
import { OrderLog } from './order-log.js';

it('keeps the newest lines, reports apart from decisions, and says which go', () => {
  const log = new OrderLog([]);
  const add = (act: 'reported' | 'muted-all', at: number) => log.add(act, { at, by: 'Ana' });
  const decisions = Array.from({ length: 400 }, (_, at) => add('muted-all', at));
  const reports = Array.from({ length: 100 }, (_, at) => add('reported', at));
  for (const { gone } of [...decisions, ...reports]) expect(gone).toEqual([]);
  expect(add('reported', 500).gone).toEqual([reports[0]?.logged.id]);
  expect(add('muted-all', 501).gone).toEqual([decisions[0]?.logged.id]);
  expect(log.entries()).toHaveLength(500);
  expect(log.find(decisions[0]?.logged.id ?? '')).toBeUndefined();
  expect(log.find(decisions[1]?.logged.id ?? '')).toBeDefined();
});
