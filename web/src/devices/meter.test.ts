import { expect, it } from 'vitest';
import { loudness } from './meter.js';

const tone = (amplitude: number) =>
  Float32Array.from({ length: 1024 }, (_, index) => amplitude * (index % 2 ? 1 : -1));

it.each([
  [0, 0],
  [0.0005, 0],
  [0.001, 0],
  [0.0316, 0.5],
  [0.316, 0.833],
  [1, 1],
])('an amplitude of %f is %f', (amplitude, level) => {
  expect(loudness(tone(amplitude))).toBeCloseTo(level, 2);
});

it('no samples are silence', () => {
  expect(loudness(new Float32Array(0))).toBe(0);
});
