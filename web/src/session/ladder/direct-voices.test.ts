import { expect, it } from 'vitest';
import { levelOf } from './direct-voices.js';

it.each([
  [1, 0],
  [2, 0],
  [0.1, -20],
  [0.001, -60],
  [0.0009, null],
  [0, null],
  [Number.NaN, null],
])('an audio level of %d is %s dBov', (audioLevel, level) => {
  expect(levelOf(audioLevel)).toBe(level);
});
