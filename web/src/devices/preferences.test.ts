import { expect, it } from 'vitest';
import { createPreferences, lastWanted } from './preferences.js';

it('remembers in the browser', () => {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  const first = createPreferences(storage);
  expect(lastWanted(first)).toEqual({ microphone: true, camera: true });
  first.want('camera', false);
  first.choose('speakers', 'desk');
  expect(first.sound()).toEqual({ noise: 'standard', original: false });
  first.setSound({ noise: 'strong', original: true });
  expect(first.background()).toBe('none');
  first.setBackground('sea');
  const second = createPreferences(storage);
  expect(second.background()).toBe('sea');
  expect(second.sound()).toEqual({ noise: 'strong', original: true });
  expect(lastWanted(second)).toEqual({ microphone: true, camera: false });
  expect(second.chosen('speakers')).toBe('desk');
  second.choose('speakers', null);
  expect(createPreferences(storage).chosen('speakers')).toBeNull();
});

it('remembers for the page where the browser does not', () => {
  const refuse = () => {
    throw new DOMException('refused', 'SecurityError');
  };
  const preferences = createPreferences({ getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(preferences.chosen('camera')).toBeNull();
  preferences.choose('camera', 'top');
  expect(preferences.chosen('camera')).toBe('top');
});
