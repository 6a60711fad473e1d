import { expect, it } from 'vitest';
import { createCaptionSize } from './captions.js';

function storage(kept: string | null) {
  const values = new Map<string, string>(kept === null ? [] : [['hangouts:caption-size', kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

it.each([
  [null, 'medium'],
  ['large', 'large'],
  ['enormous', 'medium'],
] as const)('%j is %s', (kept, size) => {
  expect(createCaptionSize(storage(kept)).get()).toBe(size);
});

it('is remembered', () => {
  const store = storage(null);
  createCaptionSize(store).set('small');
  expect(createCaptionSize(store).get()).toBe('small');
});
