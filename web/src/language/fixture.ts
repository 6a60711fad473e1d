/** All words of all languages at once, for unit tests. */
import { TAGS, type LanguageTag } from './languages.js';
import { loadWords } from './load.js';
import { createDictionary, type Words } from './words.js';

const dictionary = createDictionary((language) => language);
await Promise.all(
  TAGS.flatMap((tag) =>
    (['first', 'call', 'panels', 'offline'] as const).map(async (part) =>
      dictionary.add(tag, await loadWords(tag, part)),
    ),
  ),
);

/** The words of a language. */
export function wordsIn(language: LanguageTag): Words {
  return dictionary.in(language);
}

export const english: Words = wordsIn('en');
