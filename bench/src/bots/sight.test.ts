import { expect, it } from 'vitest';
import { inSight } from './sight.js';

const size = { width: 400, height: 225 };

it.each<[pictures: string, tiles: number, first: number, seen: string]>([
  ['', 9, 0, ''],
  ['', 9, 5, ''],
  ['abcd', 2, 0, 'ab'],
  ['abcd', 2, 3, 'da'],
  ['abcd', 2, 5, 'bc'],
  ['abcd', 9, 1, 'bcda'],
  ['abcd', 0, 1, ''],
])('of %j a page of %i from %i on shows %j', (pictures, tiles, first, seen) => {
  expect(inSight([...pictures], { tiles, first, ...size })).toEqual(
    [...seen].map((consumer) => ({ consumer, ...size })),
  );
});
