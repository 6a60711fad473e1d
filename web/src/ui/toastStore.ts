import { failureWords } from '../language/errorWords.js';
import { wordsNow } from '../language/language.js';
import { create } from 'zustand';

export interface Toast {
  id: number;
  words: string;
  /** `quiet` can be seen, and no screen reader says it on its own. */
  tone: 'plain' | 'quiet' | 'danger';
  /** Of what it is news; null where it is an answer to what a person did. */
  about: About | null;
  /** The id of the place that was on top when it was said. */
  place: string | undefined;
}

/** Somewhere toasts can stand. What has a higher level lies above, whenever it came. */
export interface Place {
  id: string;
  level: number;
}

/** What can be seen elsewhere too, where it is no news any more. */
type About = 'chat';

// Long enough to read twice at a slow pace, by the length of the words.
const shownFor = (words: string): number => 4_000 + words.length * 60;

interface Toasts {
  shown: readonly Toast[];
  /** Where toasts can stand, what lies on top last. */
  places: readonly Place[];
  /** Says something in passing; `danger` for what went wrong. */
  say(words: string, tone?: Toast['tone'], about?: About): void;
  dismiss(id: number): void;
  /** Takes away what is no news any more. */
  dismissAbout(about: About): void;
  /** Opens a place on top of those that are not above its level; gives the way to close it. */
  open(place: Place): () => void;
}

let nextId = 1;

/** What is said in passing, at most three at once. */
export const useToasts = create<Toasts>()((set, get) => {
  const keep = (kept: (toast: Toast) => boolean) => {
    const { shown } = get();
    if (!shown.every(kept)) set({ shown: shown.filter(kept) });
  };
  return {
    shown: [],
    places: [],
    say(words, tone = 'plain', about) {
      const id = nextId++;
      const { shown, places } = get();
      const others = shown.filter((toast) => toast.words !== words);
      const toast: Toast = { id, words, tone, about: about ?? null, place: places.at(-1)?.id };
      set({ shown: [...others.slice(-2), toast] });
      setTimeout(() => get().dismiss(id), shownFor(words));
    },
    dismiss: (id) => keep((toast) => toast.id !== id),
    dismissAbout: (about) => keep((toast) => toast.about !== about),
    open(place) {
      const { places } = get();
      const above = places.filter(({ level }) => level > place.level);
      set({ places: [...places.filter((one) => !above.includes(one)), place, ...above] });
      return () => set({ places: get().places.filter((one) => one !== place) });
    },
  };
});

/** Where a toast stands: where it was said, and once that is gone on top of what is left. */
export function placeOf({ place }: Toast, places: readonly Place[]): string | undefined {
  return (places.find(({ id }) => id === place) ?? places.at(-1))?.id;
}

/** How a screen reader hears a toast in a place: what was said elsewhere first is not said again. */
export function heardIn(toast: Toast, place: string): Toast['tone'] {
  return toast.place === undefined || toast.place === place ? toast.tone : 'quiet';
}

/** Runs what a person asked for and says why where it did not work. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    useToasts.getState().say(failureWords(wordsNow(), error), 'danger');
    return false;
  }
}
