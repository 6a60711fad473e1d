import { expect, it } from 'vitest';
import { settleMask } from './mask.js';

function after(...said: number[]): number {
  const [memory, mask] = [new Float32Array(1), new Float32Array(1)];
  for (const one of said) settleMask(Float32Array.of(one), memory, mask);
  return mask[0] ?? -1;
}

it.each<[string, number[], number]>([
  ['what was never a person is none', [0, 0, 0], 0],
  ['a doubt is background', [0.3, 0.3, 0.3], 0],
  ['who stays is whole', [1, 1, 1], 1],
  ['who is seen once is mostly there', [1], 0.957],
  ['who is gone is gone two pictures later', [1, 1, 1, 0, 0], 0],
])('%s', (_, said, shown) => {
  expect(after(...said)).toBeCloseTo(shown, 2);
});
