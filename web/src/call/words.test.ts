import { ERROR_SENTENCES, type ErrorCode } from '@hangouts/protocol/errors';
import { expect, test } from 'vitest';
import { connectionWords } from './connectionWords.js';
import { endWords } from './endWords.js';

test.each([
  ['connected', null, /2 are here/],
  ['connecting', 'Connecting…', /Connecting/],
  ['reconnecting', 'Reconnecting…', /seat is kept/],
  ['lost', 'Connection lost. Trying again…', /lost/],
] as const)('%s is shown as %s', (connection, shown, said) => {
  const words = connectionWords(connection, 2);
  expect(words.shown).toBe(shown);
  expect(words.said).toMatch(said);
});

test('whoever is alone is told so', () => {
  expect(connectionWords('connected', 1).said).toMatch(/alone/);
});

test('every end has words; only who was removed is not asked back', () => {
  const codes = Object.keys(ERROR_SENTENCES) as ErrorCode[];
  for (const problem of [null, 'server-gone' as const, ...codes]) {
    const { title, words, back } = endWords(problem, 'book-club');
    expect(title).not.toBe('');
    expect(words).not.toBe('');
    expect(back).toBe(problem !== 'removed');
  }
});
