import { expect, it } from 'vitest';
import { folded } from './folded.js';

it.each([
  ['Ärger in ZÜRICH', 'arger in zurich'],
  ['ｈｅｌｌｏ', 'hello'],
  ['ПРИВЕТ', 'привет'],
  ['50%_\\', '50%_\\'],
  ['', ''],
])('%s is looked for as %s', (text, expected) => {
  expect(folded(text)).toBe(expected);
});

it('joins what there is', () => {
  expect(folded('See this', undefined, 'Notes.PDF')).toBe('see this\nnotes.pdf');
  expect(folded('', 'a.txt')).toBe('a.txt');
});
