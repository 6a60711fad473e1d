import { expect, test } from 'vitest';
import { namesInWords, peopleInWords, sizeInWords } from './format.js';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_400, '1.4 kB'],
  [10_000_000, '10 MB'],
  [123_456_789, '123 MB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});

test('people are counted in words', () => {
  expect([1, 2, 1_000].map(peopleInWords)).toEqual(['1 person', '2 people', '1,000 people']);
});

test.each([
  [['Ana'], 'Ana'],
  [['Ana', 'Marko'], 'Ana and Marko'],
  [['Ana', 'Marko', 'Eve'], 'Ana, Marko, and Eve'],
  [['Ana', 'Marko', 'Eve', 'Bo'], 'Ana, Marko, and 2 others'],
])('%j are %s', (names, words) => {
  expect(namesInWords(names)).toBe(words);
});
