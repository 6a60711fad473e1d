import type { Readable } from './session.js';

/** A value with an owner who may change it; everybody else holds it as `Readable`. */
export interface Changeable<Value> extends Readable<Value> {
  /** Takes a new value and tells who watches; the same value again is passed over. */
  set(value: Value): void;
}

/** Makes a changeable value. Listeners are called at once, in the order they came. */
export function changeable<Value>(initial: Value): Changeable<Value> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      // Wrapped, so that the same function given twice is two listeners.
      const entry = () => listener();
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
}
