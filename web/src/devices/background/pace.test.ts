import { expect, test } from 'vitest';
import { isTooSlow, withPace, type Pace } from './pace.js';

const FINE: Pace = { frames: 30, spent: 200, span: 1_000 };
const BUSY_BUT_MOVING: Pace = { frames: 12, spent: 990, span: 1_000 };
const DARK: Pace = { frames: 7, spent: 60, span: 1_000 };
const HIDDEN: Pace = { frames: 1, spent: 20, span: 1_000 };
const SLOW: Pace = { frames: 5, spent: 980, span: 1_000 };
const ONE_A_SPAN: Pace = { frames: 1, spent: 1_900, span: 1_900 };
const many = (pace: Pace, times = 5) => Array.from({ length: times }, () => pace);

test.each<[string, Pace[], boolean]>([
  ['nothing is known', [], false],
  ['it has time left', many(FINE), false],
  ['it has none left and makes ten a second', many(BUSY_BUT_MOVING), false],
  ['the camera gives few pictures', many(DARK), false],
  ['the browser holds back a page that nobody sees', many(HIDDEN), false],
  ['it makes five a second', many(SLOW), true],
  ['one takes two seconds', many(ONE_A_SPAN), true],
  ['it has been slow for four seconds', many(SLOW, 4), false],
  ['it was slow and is no more', [...many(SLOW), FINE], false],
  ['it was fine for one second in between', [SLOW, SLOW, FINE, SLOW, SLOW], false],
  ['it was fine a while ago', [FINE, ...many(SLOW)], true],
])('where %s', (_, paces, slow) => {
  expect(isTooSlow(paces)).toBe(slow);
});

test('only the last stretches are kept', () => {
  const paces = many(SLOW, 9).reduce<Pace[]>((kept, pace) => withPace(kept, pace), []);
  expect(paces).toHaveLength(5);
  expect(withPace(paces, FINE)).toEqual([...many(SLOW, 4), FINE]);
});
