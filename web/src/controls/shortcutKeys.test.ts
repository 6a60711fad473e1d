import { expect, it } from 'vitest';
import { createShortcutKeys } from './shortcutKeys.js';
import { FIRST_KEYS } from './shortcuts.js';

function storage(kept: Record<string, string> = {}) {
  const values = new Map(Object.entries(kept));
  return {
    values,
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  };
}

it('what is changed is kept, and what is set back is forgotten', () => {
  const store = storage();
  const keys = createShortcutKeys(store);
  expect(keys.change('microphone', 'K')).toBe(true);
  keys.switchOn(false);
  expect(createShortcutKeys(store).get()).toEqual({ on: false, keys: { ...FIRST_KEYS, microphone: 'k' } });
  keys.change('microphone', 'm');
  keys.switchOn(true);
  expect(store.values.size).toBe(0);
});

it('a key that another action has changes nothing', () => {
  const keys = createShortcutKeys(storage());
  expect(keys.change('microphone', 'c')).toBe(false);
  expect(keys.get().keys).toEqual(FIRST_KEYS);
});

it('what makes no sense in the store is passed over', () => {
  const kept = { 'hangouts:key-chat': 'Enter', 'hangouts:key-hand': 'm', 'hangouts:key-camera': 'x' };
  expect(createShortcutKeys(storage(kept)).get().keys).toEqual({ ...FIRST_KEYS, camera: 'x' });
});
