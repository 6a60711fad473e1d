import { expect, it } from 'vitest';
import { isForEver } from './serving.js';

it.each([
  ['public, max-age=31536000, immutable', true],
  ['public, max-age=31536000', false],
  ['public, max-age=3600, immutable', false],
  ['no-cache', false],
  ['', false],
])('keeps %j for ever: %j', (header, expected) => {
  expect(isForEver(header)).toBe(expected);
});
