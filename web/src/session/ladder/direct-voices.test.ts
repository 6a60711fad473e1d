import { expect, it } from 'vitest';
import { levelBetween } from './direct-voices.js';

const at = (energy: number, seconds: number) => ({ energy, seconds });

it.each([
  [at(1, 10), at(1.3, 10.3), 0],
  [at(1, 10), at(2, 10.3), 0],
  [at(1, 10), at(1.003, 10.3), -20],
  [at(1, 10), at(1 + 3.1e-7, 10.3), -60],
  [at(1, 10), at(1 + 2e-7, 10.3), null],
  [at(1, 10), at(1, 10.3), null],
  [at(1, 10), at(1, 10), null],
  [at(5, 10), at(1, 0.3), null],
  [null, at(1, 0.3), null],
  [at(1, 10), null, null],
])('from %j to %j: %s dBov', (before, now, level) => {
  expect(levelBetween(before, now)).toBe(level);
});
