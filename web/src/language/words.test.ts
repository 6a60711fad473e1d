import { expect, test } from 'vitest';
import { english, wordsIn } from './fixture.js';
import { createDictionary } from './words.js';

test('what people are called does not become a part of the sentence’s grammar', () => {
  const room = '$t(ui:close) {{room}} <b>&amp;';
  expect(english('home:forget', { room })).toBe(`Forget ${room}`);
});

test('counts by the plural of each language', () => {
  const people = (tag: 'en' | 'ar' | 'ja') =>
    [0, 1, 2, 3, 11, 100].map((count) => wordsIn(tag)('ui:people', { count }));
  expect(people('en')).toEqual(['0 people', '1 person', '2 people', '3 people', '11 people', '100 people']);
  expect(people('ar')).toEqual(['لا أحد', 'شخص واحد', 'شخصان', '3 أشخاص', '11 شخصًا', '100 شخص']);
  expect(people('ja').at(-1)).toBe('100 人');
});

test('writes numbers as where the visitor lives', () => {
  const dictionary = createDictionary((language) => `${language}-CH`);
  expect(dictionary.in('de').locale).toBe('de-CH');
  expect(dictionary.in('en')('ui:people', { count: 12_345 })).toBe("12'345 people");
});

test('what is not there yet is said in English', () => {
  const dictionary = createDictionary((language) => language);
  expect(dictionary.in('fr')('ui:close')).toBe('Close');
  dictionary.add('fr', { ui: { close: 'Fermer' } });
  expect(dictionary.in('fr')('ui:close')).toBe('Fermer');
});

test.each([
  ['en', 'Ana', 'Forget Ana'],
  ['en', 'علي', 'Forget \u2068علي\u2069'],
  ['ar', 'Ana (2)', 'نسيان \u2068Ana (2)\u2069'],
] as const)('in %s, %s stands in a sentence without changing its order', (tag, room, said) => {
  expect(wordsIn(tag)('home:forget', { room })).toBe(said);
});
