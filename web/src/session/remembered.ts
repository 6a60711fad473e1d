/** What a person has chosen, or switched on or off, remembered by this browser for other visits. */
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

export interface Remembered<Value> extends Readable<Value> {
  set(value: Value): void;
}

/** A choice as it was made last; `read` makes one of what is kept, which may be nothing (null) or make no sense. */
export function rememberedChoice<Value extends string | null>(
  name: string,
  read: (kept: string | null) => Value,
  storage: MemoryStore | null = browserStorage(),
): Remembered<Value> {
  const memory = createMemory(storage);
  const value = changeable(read(memory.read(name)));
  return {
    get: value.get,
    subscribe: value.subscribe,
    set(chosen) {
      value.set(chosen);
      memory.write(name, chosen);
    },
  };
}
