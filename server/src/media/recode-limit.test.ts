import { expect, test } from 'vitest';
import { RecodeLimit } from './recode-limit.js';

test('a picture is asked for anew four times a minute, each of its producers as often as there are viewers', () => {
  const limit = new RecodeLimit();
  expect([0, 1, 2, 3].map((at) => limit.take(`p${at}`, at))).toEqual([true, true, true, true]);
  expect(limit.take('p4', 59_999)).toBe(false);
  expect(limit.take('p3', 59_999)).toBe(true);
  expect(limit.take('p4', 60_000)).toBe(true);
  expect(limit.take('p5', 60_000)).toBe(false);
});
