/** Every language says everything, and nothing is kept that nobody says. */
import { expect, describe, test } from 'vitest';
import { FIRST_ENGLISH } from './english.js';
import { TAGS } from './languages.js';

type Texts = ReadonlyMap<string, string>;

const CATEGORY = /_(?:zero|one|two|few|many|other)$/u;
/** A call for words by a whole key, with the values that it is given there, if any. */
const CALL = /\b(?:words|wordsNow\(\))\(\s*'(?<key>\w+:[^']+)'\s*(?:\)|,\s*\{(?<values>[^{}]*)\})/gu;
const FILES = import.meta.glob<object>('./locales/*/*.json', { eager: true, import: 'default' });
const SOURCES = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '!../**/*.test.ts', '!../**/fixture.ts', '!./english.ts'],
  { eager: true, query: '?raw', import: 'default' },
);

const languages = new Map(TAGS.map((tag) => [tag, textsOf(tag)]));
const english = textsOf('en');
const keys = [...new Set([...english.keys()].map(baseOf))];

describe.each(TAGS)('%s', (tag) => {
  const texts = languages.get(tag) ?? new Map<string, string>();

  test('says everything that English says', () => {
    expect(missing(texts, formsFor(tag))).toEqual([]);
  });

  test('says nothing else', () => {
    const wanted = new Set(formsFor(tag));
    expect([...texts.keys()].filter((key) => !wanted.has(key))).toEqual([]);
  });

  test('puts the same values into its sentences', () => {
    const different = [...texts].filter(([key, text]) => !agree(key, text));
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test('has no empty sentence, and no space around one', () => {
    const odd = [...texts].filter(([, text]) => text === '' || text.trim() !== text);
    expect(odd.map(([key]) => key)).toEqual([]);
  });
});

test('every key is used', () => {
  const used = usedKeys();
  expect(
    keys.filter((key) => !key.startsWith('errors:') && !used.some((pattern) => pattern.test(key))),
  ).toEqual([]);
});

test('every sentence is given its values', () => {
  const calls = Object.values(SOURCES).flatMap((source) => [...source.matchAll(CALL)]);
  const wrong = calls.flatMap(({ groups }) => {
    const { key = '', values = '' } = groups ?? {};
    const text = english.get(key) ?? english.get(`${key}_other`) ?? '';
    const given = new Set(values.split(',').flatMap((value) => /^\s*(\w+)/u.exec(value)?.[1] ?? []));
    const wanted = valuesIn(text);
    return [...wanted].every((value) => given.has(value)) ? [] : [`${key} takes ${[...wanted].join(', ')}`];
  });
  expect(wrong).toEqual([]);
  expect(calls.length).toBeGreaterThan(100);
});

/** A language's texts by `namespace:key`. */
function textsOf(tag: string): Texts {
  const texts = new Map<string, string>();
  const add = (namespace: string, resource: object) => {
    for (const [key, text] of flat(resource)) texts.set(`${namespace}:${key}`, text);
  };
  if (tag === 'en') add('errors', FIRST_ENGLISH.errors);
  for (const [path, resource] of Object.entries(FILES)) {
    const [, language, namespace] = /^\.\/locales\/([^/]+)\/([^/]+)\.json$/u.exec(path) ?? [];
    if (language === tag && namespace !== undefined) add(namespace, resource);
  }
  return texts;
}

function flat(resource: object): [string, string][] {
  return Object.entries(resource).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? flat(value).map(([rest, text]) => [`${key}.${rest}`, text])
      : [[key, String(value)]],
  );
}

/** The key that the page asks for: without the plural category. */
function baseOf(key: string): string {
  return english.has(key.replace(CATEGORY, '_other')) ? key.replace(CATEGORY, '') : key;
}

/** The keys that a language must have: for what is counted, one for each category of its plural. */
function formsFor(tag: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  return keys.flatMap((key) =>
    english.has(`${key}_other`) ? pluralCategories.map((category) => `${key}_${category}`) : [key],
  );
}

function missing(texts: Texts, wanted: readonly string[]): string[] {
  return wanted.filter((key) => !texts.has(key));
}

/** Whether a text takes the same values as the English one. A form for one, two or none need not say the number. */
function agree(key: string, text: string): boolean {
  const counted = CATEGORY.test(key);
  const original = english.get(key) ?? english.get(key.replace(CATEGORY, '_other'));
  if (original === undefined) return true;
  const [has, wants] = [valuesIn(text), valuesIn(original)];
  if (counted && /_(?:zero|one|two)$/u.test(key)) {
    has.delete('count');
    wants.delete('count');
  }
  return has.size === wants.size && [...has].every((value) => wants.has(value));
}

function valuesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/gu)].map(([, name = '']) => name));
}

/** The keys that stand in the page's code, whole or with parts that are filled in. */
function usedKeys(): RegExp[] {
  const namespaces = [...new Set(keys.map((key) => key.split(':')[0]))].join('|');
  const plain = `'(?<plain>(?:${namespaces}):[^'\\s]+)'`;
  const filled = `\`(?<filled>(?:${namespaces}):(?:\\$\\{[^}]*\\}|[^\`\\s$])+)\``;
  const literal = new RegExp(`${plain}|${filled}`, 'gu');
  const found = new Set(
    Object.values(SOURCES).flatMap((source) =>
      [...source.matchAll(literal)].map(({ groups }) => groups?.['plain'] ?? groups?.['filled'] ?? ''),
    ),
  );
  return [...found].map((key) => {
    const parts = key.split(/\$\{[^}]*\}/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
    return new RegExp(`^${parts.join('[\\w.-]+')}$`, 'u');
  });
}
