import { expect, test } from 'vitest';
import { swipeOf } from './swipe.js';

test.each([
  ['to the left: the next page', -80, 10, 1],
  ['to the right: the page before', 80, -10, -1],
  ['too short', 40, 0, 0],
  ['aslant', 60, 50, 0],
  ['downwards', 10, 200, 0],
])('%s', (_words, x, y, step) => {
  expect(swipeOf(x, y)).toBe(step);
});
