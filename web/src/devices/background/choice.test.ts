import { expect, test } from 'vitest';
import { readChoice } from './choice.js';

test.each([
  [null, 'none'],
  ['none', 'none'],
  ['slight', 'slight'],
  ['sea', 'sea'],
  ['own', 'own'],
  ['a picture of another version', 'blur'],
] as const)('%j was %s', (text, choice) => {
  expect(readChoice(text)).toBe(choice);
});
