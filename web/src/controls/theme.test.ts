import { expect, it } from 'vitest';
import { createThemeChoice, type Theme } from './theme.js';

class Kept extends Map<string, string> {
  getItem = (name: string) => this.get(name) ?? null;
  setItem = (name: string, value: string) => void this.set(name, value);
  removeItem = (name: string) => void this.delete(name);
}

const KEY = 'hangouts:theme';

it.each<[kept: string | null, theme: Theme]>([
  [null, 'system'],
  ['light', 'light'],
  ['dark', 'dark'],
  ['purple', 'system'],
])('what was kept as %s is %s', (kept, theme) => {
  const storage = new Kept(kept === null ? [] : [[KEY, kept]]);
  expect(createThemeChoice({ mark: () => undefined }, storage).get()).toBe(theme);
});

it('a choice is marked on the page at once and kept; the system’s leaves nothing behind', () => {
  const storage = new Kept();
  const marks: (string | null)[] = [];
  const choice = createThemeChoice({ mark: (theme) => marks.push(theme) }, storage);
  choice.set('dark');
  expect([choice.get(), storage.getItem(KEY)]).toEqual(['dark', 'dark']);
  choice.set('system');
  expect([choice.get(), storage.getItem(KEY)]).toEqual(['system', null]);
  expect(marks).toEqual(['dark', null]);
});
