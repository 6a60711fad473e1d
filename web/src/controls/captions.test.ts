import { expect, it } from 'vitest';
import { createCaptionSize, createSpokenLanguage } from './captions.js';

function storage(kept: string | null, name = 'caption-size') {
  const values = new Map<string, string>(kept === null ? [] : [[`hangouts:${name}`, kept]]);
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

it.each([
  [null, null],
  ['mk-MK', 'mk-MK'],
  ['ja', 'ja'],
  ['<b>', null],
] as const)('of the kept %j one speaks %j', (kept, spoken) => {
  expect(createSpokenLanguage(storage(kept, 'spoken-language')).get()).toBe(spoken);
});

it('the language one speaks is remembered, and forgotten', () => {
  const store = storage(null);
  createSpokenLanguage(store).set('de-AT');
  expect(createSpokenLanguage(store).get()).toBe('de-AT');
  createSpokenLanguage(store).set(null);
  expect(createSpokenLanguage(store).get()).toBe(null);
});
