/** What this browser remembers of a person's devices. Without storage nothing is remembered, and nothing fails. */
import { browserStorage, createMemory, type MemoryStore } from '../session/memory.js';
import { readChoice, type BackgroundChoice } from './background/choice.js';
import type { InputKind } from './devices.js';
import type { SoundChoice } from './sound.js';

export type ChoosableKind = InputKind | 'speakers';

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
  /** What is behind the person; what is there, the first time. */
  background(): BackgroundChoice;
  setBackground(choice: BackgroundChoice): void;
}

/** What is remembered of a person's devices in `storage`. */
export function createPreferences(storage: MemoryStore | null = browserStorage()): Preferences {
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
    background: () => readChoice(read('background')),
    setBackground: (choice) => write('background', choice),
  };
}

/** What a person had on last time: what `openBoth` is to be called with where the page's address says nothing. */
export function lastWanted(preferences: Preferences = createPreferences()): Record<InputKind, boolean> {
  return { microphone: preferences.wanted('microphone'), camera: preferences.wanted('camera') };
}
