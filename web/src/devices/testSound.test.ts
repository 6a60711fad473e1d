import { expect, it } from 'vitest';
import { testSound, waveFile } from './testSound.js';

it('the test sound begins and ends in silence and is never too loud', () => {
  const { samples, rate } = testSound();
  expect(samples.length / rate).toBeGreaterThan(1.5);
  expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
  expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.01);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBeGreaterThan(0.15);
  expect(loudest).toBeLessThan(0.8);
});

it('a sound becomes a file of its samples with its rate', async () => {
  const file = waveFile({ samples: Float32Array.of(0, 1, -1, 2), rate: 8_000 });
  const view = new DataView(await file.arrayBuffer());
  expect(file.type).toBe('audio/wav');
  expect(view.byteLength).toBe(52);
  expect(view.getUint32(24, true)).toBe(8_000);
  expect([0, 1, 2, 3].map((index) => view.getInt16(44 + index * 2, true))).toEqual([
    0, 32_767, -32_767, 32_767,
  ]);
});
