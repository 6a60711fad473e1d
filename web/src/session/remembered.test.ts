import { expect, it } from 'vitest';
import { rememberedSwitch } from './remembered.js';

it('is on until it is switched off, or off until it is switched on, and stays as it was left', () => {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  const first = rememberedSwitch('direct', true, undefined, storage);
  expect(first.get()).toBe(true);
  first.set(false);
  expect(rememberedSwitch('direct', true, undefined, storage).get()).toBe(false);
  expect(rememberedSwitch('other', true, undefined, storage).get()).toBe(true);
  first.set(true);
  expect(values.size).toBe(0);
  const saver = rememberedSwitch('saver', false, undefined, storage);
  expect(saver.get()).toBe(false);
  saver.set(true);
  expect(rememberedSwitch('saver', false, undefined, storage).get()).toBe(true);
  saver.set(false);
  expect(rememberedSwitch('saver', false, undefined, storage).get()).toBe(false);
  expect(rememberedSwitch('direct', true, undefined, storage).get()).toBe(true);
});

it('is remembered by the page where the browser refuses', () => {
  const refuse = () => {
    throw new DOMException('refused', 'SecurityError');
  };
  const one = rememberedSwitch('direct', true, undefined, {
    getItem: refuse,
    setItem: refuse,
    removeItem: refuse,
  });
  expect(one.get()).toBe(true);
  one.set(false);
  expect(one.get()).toBe(false);
});
