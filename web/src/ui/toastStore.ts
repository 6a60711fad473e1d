import { failureWords } from '../language/errorWords.js';
import { wordsNow } from '../language/language.js';
import { create } from 'zustand';

export interface Toast {
  id: number;
  words: string;
  /** `quiet` can be seen, and no screen reader says it on its own. */
  tone: 'plain' | 'quiet' | 'danger';
}

// Long enough to read twice at a slow pace, by the length of the words.
const shownFor = (words: string): number => 4_000 + words.length * 60;

interface Toasts {
  shown: readonly Toast[];
  /** Says something in passing; `danger` for what went wrong. */
  say(words: string, tone?: Toast['tone']): void;
  dismiss(id: number): void;
}

let nextId = 1;

/** What is said in passing, at most three at once. */
export const useToasts = create<Toasts>()((set, get) => ({
  shown: [],
  say(words, tone = 'plain') {
    const id = nextId++;
    const others = get().shown.filter((toast) => toast.words !== words);
    set({ shown: [...others.slice(-2), { id, words, tone }] });
    setTimeout(() => get().dismiss(id), shownFor(words));
  },
  dismiss(id) {
    set({ shown: get().shown.filter((toast) => toast.id !== id) });
  },
}));

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
