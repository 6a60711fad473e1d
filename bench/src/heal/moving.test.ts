import { expect, it } from 'vitest';
import { movesAfter } from './moving.js';

/** `count` frames from `start` on, 66 ms apart. */
const camera = (start: number, count: number) =>
  Array.from({ length: count }, (_, index) => start + 66 * index);

it.each([
  ['goes on as if nothing was', camera(0, 40), 1_000, 56],
  ['comes back', [...camera(0, 10), ...camera(5_000, 10)], 1_000, 4_000],
  ['has four frames yet', camera(5_000, 4), 1_000, null],
  ['shows one frame before it moves', [2_000, ...camera(5_000, 5)], 1_000, 4_000],
  ['has stopped', camera(0, 10), 1_000, null],
])('a picture that %s', (_, frames, since, time) => {
  expect(movesAfter(frames, since)).toBe(time);
});
