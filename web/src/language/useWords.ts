import { useSyncExternalStore } from 'react';
import { followLanguage, wordsNow } from './language.js';
import type { Words } from './words.js';

/** The words of the language that the page speaks; whoever uses them is drawn anew when it is another. */
export function useWords(): Words {
  return useSyncExternalStore(followLanguage, wordsNow);
}
