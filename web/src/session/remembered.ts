/** What a person has switched on or off, remembered by this browser for other visits. */
import { browserStorage, createMemory, type MemoryStore } from './memory.js';
import { changeable } from './readable.js';
import type { Readable } from './session.js';

export interface Switch extends Readable<boolean> {
  set(on: boolean): void;
}

/** A switch as it was left last; `first`, the first time. `changed` is called with each change by a person. */
export function rememberedSwitch(
  name: string,
  first: boolean,
  changed: () => void = () => undefined,
  storage: MemoryStore | null = browserStorage(),
): Switch {
  const { read, write } = createMemory(storage);
  const other = first ? 'off' : 'on';
  const value = changeable((read(name) === other) !== first);
  return {
    get: value.get,
    subscribe: value.subscribe,
    set(on) {
      value.set(on);
      write(name, on === first ? null : other);
      changed();
    },
  };
}
