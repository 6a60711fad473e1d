import { expect, test } from 'vitest';
import { english, wordsIn } from './fixture.js';
import {
  bitrateInWords,
  clockInWords,
  durationInWords,
  dayInWords,
  millisecondsInWords,
  namesInWords,
  peopleInWords,
  shareInWords,
  sizeInWords,
  spanInWords,
  timeAgo,
  timeUntil,
} from './format.js';

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

test.each([
  [1, 'this minute'],
  [40_000, 'in 1 minute'],
  [119 * 60_000, 'in 119 minutes'],
  [2 * 3_600_000, 'in 2 hours'],
  [47 * 3_600_000, 'in 47 hours'],
  [3 * 86_400_000, 'in 3 days'],
  [30 * 86_400_000, 'in 4 weeks'],
  [-5 * 60_000, '5 minutes ago'],
])('in %i ms is %s', (ahead, words) => {
  expect(timeUntil(english, NOW + ahead, NOW)).toBe(words);
});

test('a time to come is told with its day, its year and whose time it is', () => {
  const start = new Date(2027, 0, 31, 19, 0).getTime();
  const span = spanInWords(english, start, 90);
  expect(span).toMatch(/^Sunday, January 31, 2027,? (?:at )?7:00\s–\s8:30\sPM \S+$/u);
  expect(spanInWords(english, start, 24 * 60)).toMatch(/Sunday.+Monday, February 1/u);
  expect([5, 60, 90].map((minutes) => durationInWords(english, minutes))).toEqual([
    '5 minutes',
    '1 hour',
    '1.5 hours',
  ]);
});

test('figures are short', () => {
  expect([0.2, 41.4, 1_200].map((time) => millisecondsInWords(english, time))).toEqual([
    'under 1 ms',
    '41 ms',
    '1,200 ms',
  ]);
  expect([0, 0.004, 0.123].map((part) => shareInWords(english, part, true))).toEqual(['0%', '0.4%', '12%']);
  expect([0, 31_600, 999_600, 2_340_000].map((bits) => bitrateInWords(english, bits))).toEqual([
    '0 kbit/s',
    '32 kbit/s',
    '1.0 Mbit/s',
    '2.3 Mbit/s',
  ]);
});

test('each language writes them its own way', () => {
  const [german, french, japanese] = [wordsIn('de'), wordsIn('fr'), wordsIn('ja')];
  expect(sizeInWords(german, 1_400_000)).toBe('1,4 MB');
  expect(sizeInWords(french, 1_400_000).replaceAll(/\s/gu, ' ')).toBe('1,4 Mo');
  expect(bitrateInWords(german, 2_340_000)).toBe('2,3 Mbit/s');
  expect(namesInWords(german, ['Ana', 'Marko', 'Eve', 'Bo'])).toBe('Ana, Marko und 2 weitere');
  expect(namesInWords(japanese, ['Ana', 'Marko'])).toBe('Ana、Marko');
  const time = new Date(2026, 10, 29, 15, 4);
  expect(clockInWords(german, time)).toBe('15:04');
  expect(dayInWords(german, time)).toBe('Sonntag, 29. November');
  expect(timeAgo(german, NOW - 30 * 3_600_000, NOW)).toBe('gestern');
});
