/** Small values that this browser keeps between visits. Without storage nothing is kept, and nothing fails. */

/** What is needed of `localStorage`. */
export type MemoryStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's storage, or null where it refuses (cookies blocked, a sandboxed frame). */
export function browserStorage(): MemoryStore | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

export interface Memory {
  read(name: string): string | null;
  /** Keeps a value under a name; null forgets it. */
  write(name: string, value: string | null): void;
}

/** Values kept in `storage`, and for as long as the page lives where that fails or is null. */
export function createMemory(storage: MemoryStore | null): Memory {
  const values = new Map<string, string | null>();
  return {
    read(name) {
      const known = values.get(name);
      if (known !== undefined) return known;
      try {
        return storage?.getItem(`hangouts:${name}`) ?? null;
      } catch {
        return null;
      }
    },
    write(name, value) {
      values.set(name, value);
      try {
        if (value === null) storage?.removeItem(`hangouts:${name}`);
        else storage?.setItem(`hangouts:${name}`, value);
      } catch {
        // Full or refused: remembered by this page only.
      }
    },
  };
}
