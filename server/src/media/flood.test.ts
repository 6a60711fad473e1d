import { expect, it } from 'vitest';
import { Flood } from './flood.js';

it.each([
  ['ten a second', 100, false],
  ['a hundred a second', 10, false],
  ['a thousand a second', 1, true],
])('%s', (_words, interval, flooded) => {
  const flood = new Flood();
  const taken = Array.from({ length: 500 }, (_, index) => flood.take(index * interval));
  expect(taken.includes(true)).toBe(flooded);
});

it('what was too much in one second does not count in the next', () => {
  const flood = new Flood();
  for (let one = 0; one < 200; one += 1) flood.take(0);
  expect(flood.take(999)).toBe(true);
  expect(flood.take(1_000)).toBe(false);
});
