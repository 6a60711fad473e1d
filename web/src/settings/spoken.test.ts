import { expect, it } from 'vitest';
import { TAGS } from '../language/languages.js';
import { SPOKEN, spokenIn, spokenName } from './spoken.js';

it.each([
  ['mk-MK', 'en', 'Macedonian'],
  ['mk-MK', 'de', 'Mazedonisch'],
  ['de-AT', 'en', 'German (Austria)'],
  ['en-GB', 'fr', 'anglais (Royaume-Uni)'],
])('%s is called in %s “%s”', (tag, locale, name) => {
  expect(spokenName(tag, locale)).toBe(name);
});

it('are in the order of the language in which they are named', () => {
  expect(spokenIn('en')[0]?.name).toBe('Afrikaans');
  const german = spokenIn('de').map(({ name }) => name);
  expect(german.indexOf('Ungarisch')).toBeGreaterThan(german.indexOf('Türkisch'));
});

it.each(TAGS)(
  'every language of the page is among them, and in %s no two are called the same',
  (language) => {
    expect(SPOKEN.some((tag) => tag.startsWith(`${language}-`))).toBe(true);
    expect(new Set(spokenIn(language).map(({ name }) => name)).size).toBe(SPOKEN.length);
  },
);
