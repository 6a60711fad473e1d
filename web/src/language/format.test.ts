import { expect, test } from 'vitest';
import { english } from './fixture.js';
import { namesInWords, peopleInWords, sizeInWords, timeAgo } from './format.js';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_400, '1.4 kB'],
  [10_000_000, '10 MB'],
  [123_456_789, '123 MB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeInWords(english, bytes)).toBe(words);
});

test('people are counted in words', () => {
  const counted = [1, 2, 1_000].map((count) => peopleInWords(english, count));
  expect(counted).toEqual(['1 person', '2 people', '1,000 people']);
});

test.each([
  [['Ana'], 'Ana'],
  [['Ana', 'Marko'], 'Ana and Marko'],
  [['Ana', 'Marko', 'Eve'], 'Ana, Marko, and Eve'],
  [['Ana', 'Marko', 'Eve', 'Bo'], 'Ana, Marko, and 2 others'],
])('%j are %s', (names, words) => {
  expect(namesInWords(english, names)).toBe(words);
});

const NOW = 1_000_000_000_000;

test.each([
  [0, 'this minute'],
  [-5, 'this minute'],
  [5 * 60_000, '5 minutes ago'],
  [3 * 3_600_000, '3 hours ago'],
  [30 * 3_600_000, 'yesterday'],
  [9 * 86_400_000, 'last week'],
  [70 * 86_400_000, '10 weeks ago'],
])('%i ms ago is %s', (past, words) => {
  expect(timeAgo(english, NOW - past, NOW)).toBe(words);
});
