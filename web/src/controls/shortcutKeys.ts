/** The keys as this person has set them, remembered by this browser. */
import { browserStorage, createMemory, type MemoryStore } from '../session/memory.js';
import { changeable } from '../session/readable.js';
import type { Readable } from '../session/session.js';
import { canBeKey, FIRST_KEYS, type SingleAction, type SingleKeys } from './shortcuts.js';

export interface ShortcutKeys extends Readable<SingleKeys> {
  switchOn(on: boolean): void;
  /** Gives an action another key; false where that cannot be one, or another action has it. */
  change(action: SingleAction, key: string): boolean;
}

/** What is kept may be of another version, or anybody's: what makes no sense is as it is at first. */
export function createShortcutKeys(storage: MemoryStore | null = browserStorage()): ShortcutKeys {
  const { read, write } = createMemory(storage);
  const keys = { ...FIRST_KEYS };
  for (const action of Object.keys(FIRST_KEYS) as SingleAction[]) {
    const kept = read(`key-${action}`);
    if (kept !== null && canBeKey(kept, action, keys)) keys[action] = kept;
  }
  const value = changeable<SingleKeys>({ on: read('single-keys') !== 'off', keys });
  return {
    get: value.get,
    subscribe: value.subscribe,
    switchOn(on) {
      value.set({ ...value.get(), on });
      write('single-keys', on ? null : 'off');
    },
    change(action, pressed) {
      const before = value.get();
      const key = pressed.toLowerCase();
      if (!canBeKey(key, action, before.keys)) return false;
      value.set({ ...before, keys: { ...before.keys, [action]: key } });
      write(`key-${action}`, key === FIRST_KEYS[action] ? null : key);
      return true;
    },
  };
}

/** Those of this page. */
export const shortcutKeys = createShortcutKeys();
