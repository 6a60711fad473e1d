import { describe, expect, test } from 'vitest';
import { languageFor, localeFor } from './languages.js';

test.each([
  ['nothing is known', null, [], 'en'],
  ['the browser says German', null, ['de-AT', 'en'], 'de'],
  ['the first that there is', null, ['sv', 'mk-MK', 'de'], 'mk'],
  ['none of the browser’s is there', null, ['sv', 'fi'], 'en'],
  ['what was chosen comes first', 'ar', ['de'], 'ar'],
  ['what was chosen is not there any more', 'tlh', ['fr-CA'], 'fr'],
  ['odd tags', null, ['', '*', 'ES_mx'], 'es'],
] as const)('%s', (_, chosen, wanted, language) => {
  expect(languageFor(chosen, wanted)).toBe(language);
});

describe('the locale of numbers and dates', () => {
  test.each([
    ['en', ['en-GB', 'en'], 'en-GB'],
    ['en', ['de-DE', 'en-AU'], 'en-AU'],
    ['de', ['en-GB'], 'de'],
    ['en', ['en-@@'], 'en'],
    ['ar', ['ar-EG'], 'ar'],
    ['ar', ['ar-MA'], 'ar-MA'],
  ] as const)('%s for a browser with %j is %s', (language, wanted, locale) => {
    expect(localeFor(language, wanted)).toBe(locale);
  });
});
