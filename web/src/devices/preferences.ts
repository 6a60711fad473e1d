/** What this browser remembers of a person's devices. Without storage nothing is remembered, and nothing fails. */
import type { InputKind } from './devices.js';
import type { SoundChoice } from './sound.js';

export type ChoosableKind = InputKind | 'speakers';

export type PreferenceStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Preferences {
  /** The device last chosen, or null for the browser's default. */
  chosen(kind: ChoosableKind): string | null;
  choose(kind: ChoosableKind, id: string | null): void;
  /** Whether a source was on last time; both are, the first time. */
  wanted(kind: InputKind): boolean;
  want(kind: InputKind, wanted: boolean): void;
  /** How the microphone is treated; as a voice, by the browser, the first time. */
  sound(): SoundChoice;
  setSound(sound: SoundChoice): void;
}

/** The browser's storage, or null where it refuses (cookies blocked, a sandboxed frame). */
export function browserStorage(): PreferenceStore | null {
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
export function createMemory(storage: PreferenceStore | null): Memory {
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

/** What is remembered of a person's devices in `storage`. */
export function createPreferences(storage: PreferenceStore | null = browserStorage()): Preferences {
  const { read, write } = createMemory(storage);
  return {
    chosen: (kind) => read(`${kind}-device`),
    choose: (kind, id) => write(`${kind}-device`, id),
    wanted: (kind) => read(`${kind}-wanted`) !== 'off',
    want: (kind, wanted) => write(`${kind}-wanted`, wanted ? 'on' : 'off'),
    sound: () => ({
      noise: read('noise-suppression') === 'strong' ? 'strong' : 'standard',
      original: read('original-sound') === 'on',
    }),
    setSound({ noise, original }) {
      write('noise-suppression', noise);
      write('original-sound', original ? 'on' : 'off');
    },
  };
}

/** What a person had on last time: what `openBoth` is to be called with where the page's address says nothing. */
export function lastWanted(preferences: Preferences = createPreferences()): Record<InputKind, boolean> {
  return { microphone: preferences.wanted('microphone'), camera: preferences.wanted('camera') };
}
