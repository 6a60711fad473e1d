import { expect, it } from 'vitest';
import { moved } from './grid.js';

it.each([
  ['ArrowRight', 3, 'ltr', 4],
  ['ArrowRight', 3, 'rtl', 2],
  ['ArrowLeft', 0, 'ltr', 0],
  ['ArrowDown', 3, 'ltr', 11],
  ['ArrowDown', 18, 'ltr', 19],
  ['ArrowUp', 3, 'ltr', 0],
  ['Home', 13, 'ltr', 0],
  ['End', 3, 'rtl', 19],
  ['a', 3, 'ltr', null],
] as const)('%s from %i, %s', (key, from, direction, to) => {
  expect(moved(key, from, 20, 8, direction)).toBe(to);
});
