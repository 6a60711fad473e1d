import { useMemo, useSyncExternalStore } from 'react';

/** Anything that can be read and watched; a session's and a device's state are such. */
export interface Watchable<Value> {
  get(): Value;
  subscribe(listener: () => void): () => void;
}

/** A reader that gives the same selection again as long as nothing in it has changed. */
function steadyReader<Value, Selected>(
  readable: Watchable<Value>,
  select: (value: Value) => Selected,
  equal: (one: Selected, other: Selected) => boolean,
): () => Selected {
  let last: { selected: Selected } | null = null;
  return () => {
    const selected = select(readable.get());
    if (last === null || !equal(last.selected, selected)) last = { selected };
    return last.selected;
  };
}

/**
 * What `select` takes out of a readable value, kept up to date. The component renders again only when
 * the selection changes by `equal`. A `select` that makes a new object each time needs an `equal` of its own.
 */
export function useReadable<Value, Selected>(
  readable: Watchable<Value>,
  select: (value: Value) => Selected,
  equal: (one: Selected, other: Selected) => boolean = Object.is,
): Selected {
  const read = useMemo(() => steadyReader(readable, select, equal), [readable, select, equal]);
  return useSyncExternalStore(readable.subscribe, read);
}

/** The whole of a readable value. */
export function useWhole<Value>(readable: Watchable<Value>): Value {
  return useSyncExternalStore(readable.subscribe, readable.get);
}

/** Whether two lists hold the same things in the same order. */
export function sameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => Object.is(item, other[index]));
}
