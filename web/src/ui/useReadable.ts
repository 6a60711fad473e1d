import { useMemo, useSyncExternalStore } from 'react';

/** Anything that can be read and watched; a session's and a device's state are such. */
export interface Watchable<Value> {
  get(): Value;
  subscribe(listener: () => void): () => void;
}

/**
 * What `select` takes out of a readable value, kept up to date. The component renders again only when
 * the selection changes by `equal`. `select` must be a stable function where its answer is a new object.
 */
export function useReadable<Value, Selected>(
  readable: Watchable<Value>,
  select: (value: Value) => Selected,
  equal: (one: Selected, other: Selected) => boolean = Object.is,
): Selected {
  const snapshot = useMemo(() => {
    let last: { selected: Selected } | null = null;
    return () => {
      const selected = select(readable.get());
      if (last === null || !equal(last.selected, selected)) last = { selected };
      return last.selected;
    };
  }, [readable, select, equal]);
  return useSyncExternalStore(readable.subscribe, snapshot);
}

/** The whole of a readable value. */
export function useWhole<Value>(readable: Watchable<Value>): Value {
  return useSyncExternalStore(readable.subscribe, readable.get);
}

/** Whether two lists hold the same things in the same order. */
export function sameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => Object.is(item, other[index]));
}
