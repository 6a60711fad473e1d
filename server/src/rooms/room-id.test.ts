import { expect, it } from 'vitest';
import { newRoomId } from './room-id.js';

it('is made of three groups of letters and digits that are not mistaken for each other', () => {
  const ids = Array.from({ length: 2_000 }, () => newRoomId());
  for (const id of ids) expect(id).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){2}[0-9a-hjkmnp-tv-z]{4}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

it('uses all of its letters', () => {
  let next = 0;
  const pick = (below: number) => next++ % below;
  const ids = Array.from({ length: 8 }, () => newRoomId(pick))
    .join('')
    .replaceAll('-', '');
  expect(new Set(ids).size).toBe(32);
});
