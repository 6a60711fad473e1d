/** The language that the page speaks now. There is one page, and so one language. */
import { languageFor, localeFor, LANGUAGES, type LanguageTag } from './languages.js';
import { loadWords, type Part } from './load.js';
import { createDictionary, type Words } from './words.js';

/** Where the choice is kept. */
export interface LanguageMemory {
  read(name: 'language'): string | null;
  write(name: 'language', value: string | null): void;
}

const wanted: readonly string[] = globalThis.navigator?.languages ?? [];
const dictionary = createDictionary((language) => localeFor(language, wanted));
const loaded = new Map<string, Promise<void>>();
const parts = new Set<Part>(['first']);
const listeners = new Set<() => void>();
let current = dictionary.in('en');
let asked: LanguageTag = 'en';
let memory: LanguageMemory | null = null;

/** The words of the language that the page speaks now; for where no component is. */
export function wordsNow(): Words {
  return current;
}

/** Calls `listener` each time the page begins to speak another language. */
export function followLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Begins to speak the language chosen last in `remembered`, or the browser's. Resolves when its words are there;
 * where they cannot be fetched the page speaks English.
 */
export async function startLanguage(remembered: LanguageMemory): Promise<void> {
  memory = remembered;
  await speak(languageFor(remembered.read('language'), wanted)).catch(() => undefined);
}

/** Has the page speak another language from now on and from the next visit on. Throws where it cannot be fetched. */
export async function chooseLanguage(language: LanguageTag): Promise<void> {
  await speak(language);
  if (asked === language) memory?.write('language', language);
}

/**
 * Code that is fetched when it is needed, with the words that it says: in the language of now, and from then on in any
 * that follows. Throws where either cannot be fetched.
 */
export async function withWords<Code>(part: Part, load: () => Promise<Code>): Promise<Code> {
  const isNew = !parts.has(part);
  parts.add(part);
  try {
    const [code] = await Promise.all([load(), speak(asked)]);
    return code;
  } catch (error) {
    // Nothing else waits for what only this needed.
    if (isNew) parts.delete(part);
    throw error;
  }
}

/** The language asked for last is the one spoken, in whichever order they arrive. */
async function speak(language: LanguageTag): Promise<void> {
  const before = asked;
  asked = language;
  try {
    await Promise.all([...parts].map((part) => loadOnce(language, part)));
  } catch (error) {
    if (asked === language) asked = before;
    throw error;
  }
  // Who shows words of a part waits for it: only another language is news.
  if (asked !== language || current.language === language) return;
  current = dictionary.in(language);
  const page = globalThis.document?.documentElement;
  if (page) {
    page.lang = language;
    page.dir = LANGUAGES[language].direction;
  }
  for (const listener of listeners) listener();
}

function loadOnce(language: LanguageTag, part: Part): Promise<void> {
  const name = `${language} ${part}`;
  const known = loaded.get(name);
  if (known) return known;
  const loading = loadWords(language, part).then((words) => dictionary.add(language, words));
  loaded.set(name, loading);
  // Tried again the next time it is asked for.
  loading.catch(() => loaded.delete(name));
  return loading;
}
