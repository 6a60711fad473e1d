import { ERROR_SENTENCES, type ErrorCode } from '@hangouts/protocol/errors';
import { expect, test } from 'vitest';
import { connectionWords } from './connectionWords.js';
import { english } from '../language/fixture.js';
import { endWords } from './endWords.js';
import { spotlightWords } from './spotlightWords.js';
import { trackProblemWords } from './trackProblemWords.js';

test.each([
  ['connected', null, /2 are here/],
  ['connecting', 'Connecting…', /Connecting/],
  ['reconnecting', 'Reconnecting…', /seat is kept/],
  ['lost', 'Connection lost. Trying again…', /lost/],
] as const)('%s is shown as %s', (connection, shown, said) => {
  const words = connectionWords(english, connection, 2, 'room');
  expect(words.shown).toBe(shown);
  expect(words.said).toMatch(said);
});

test('whoever is alone is told so', () => {
  expect(connectionWords(english, 'connected', 1, 'room').said).toMatch(/alone/);
});

test('what carries the call is told, without alarm', () => {
  expect(connectionWords(english, 'connected', 2, 'direct')).toEqual({
    shown: null,
    said: 'Connected. 2 are here, directly from device to device.',
    news: 'Connected.',
  });
});

test.each(['connecting', 'connected', 'reconnecting', 'lost'] as const)(
  'while it is %s nothing is news of who comes, goes, or carries the call',
  (connection) => {
    const news = [1, 2, 3].flatMap((people) => [
      connectionWords(english, connection, people, 'direct').news,
      connectionWords(english, connection, people, 'room').news,
    ]);
    expect(new Set(news).size).toBe(1);
  },
);

test.each([
  ['Ben', false, false, 'Ben is in the spotlight.'],
  ['Ben', false, true, 'Ben is in the spotlight.'],
  ['Ana', true, false, 'You are in the spotlight: everyone sees you large.'],
  [null, false, true, 'You are no longer in the spotlight.'],
  [null, false, false, null],
] as const)('the spotlight goes to %s', (name, you, wasYou, words) => {
  expect(spotlightWords(english, name, { you, wasYou })).toBe(words);
});

test('every end has words; where one was sent home one is not asked back', () => {
  const codes = Object.keys(ERROR_SENTENCES) as ErrorCode[];
  for (const problem of [null, 'server-gone' as const, ...codes]) {
    const { title, help, back } = endWords(english, problem, 'book-club');
    expect(title).not.toBe('');
    expect(help).not.toBe('');
    expect(back).toBe(problem !== 'removed' && problem !== 'meeting-ended');
  }
});

test.each([
  [null, 'camera', 'Your camera cannot be sent. Switch it off and on to try again.'],
  ['Ben', 'microphone', 'Ben’s microphone cannot be heard here. Reloading the page may help.'],
] as const)('a track of %s that does not get through (%s)', (name, source, words) => {
  expect(trackProblemWords(english, name, source)).toBe(words);
});
