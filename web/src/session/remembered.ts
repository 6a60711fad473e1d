/** What a person has switched on or off, remembered by this browser for other visits. */
import { changeable } from './readable.js';
import type { Readable } from './session.js';

export interface Switch extends Readable<boolean> {
  set(on: boolean): void;
}

/** What is needed of `localStorage`. */
type SwitchStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A switch as it was left last; `first`, the first time. Where the browser refuses, this page alone remembers. */
export function rememberedSwitch(
  name: string,
  first: boolean,
  storage: SwitchStore | null = browserStorage(),
): Switch {
  const key = `hangouts:${name}`;
  const other = first ? 'off' : 'on';
  const value = changeable(first);
  try {
    value.set((storage?.getItem(key) === other) !== first);
  } catch {
    storage = null;
  }
  return {
    get: value.get,
    subscribe: value.subscribe,
    set(on) {
      value.set(on);
      try {
        if (on === first) storage?.removeItem(key);
        else storage?.setItem(key, other);
      } catch {
        // Full or refused: it still serves this page.
      }
    },
  };
}

/** The browser's storage, or null where it refuses (cookies blocked, a sandboxed frame). */
function browserStorage(): SwitchStore | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
