import { expect, it } from 'vitest';
import { neededShare, sentAfter, type Sent, type Share } from './demand-policy.js';

const HD = { width: 1280, height: 720 };

it.each([
  ['out of sight', 'camera', null, HD, 0],
  ['a screen out of sight', 'screen', null, HD, 0],
  ['as large as it is', 'camera', HD, HD, 1],
  ['larger', 'camera', { width: 2560, height: 1440 }, HD, 1],
  ['a little more than half as large', 'camera', { width: 860, height: 480 }, HD, 1],
  ['half as large', 'camera', { width: 640, height: 360 }, HD, 0.5],
  ['a third larger than the half', 'camera', { width: 853, height: 480 }, HD, 0.5],
  ['narrow and high, of which the sides are cut', 'camera', { width: 390, height: 700 }, HD, 1],
  ['tiny', 'camera', { width: 120, height: 90 }, HD, 0.25],
  ['tiny, of a picture whose size nobody knows', 'camera', { width: 120, height: 90 }, null, 1],
  ['a tiny screen', 'screen', { width: 120, height: 90 }, HD, 1],
] as const)('%s', (_, source, tile, captured, share) => {
  expect(neededShare(source, tile, captured)).toBe(share);
});

const since = (share: Share, tooMuchSince: number | null): Sent => ({ share, tooMuchSince });

it.each<[string, Sent, Share, number, Sent]>([
  ['enough', since(1, null), 1, 9_000, since(1, null)],
  ['more at once', since(0, null), 0.5, 9_000, since(0.5, null)],
  ['too much from now on', since(1, null), 0, 9_000, since(1, 9_000)],
  ['too much, not for long', since(1, 9_000), 0, 11_999, since(1, 9_000)],
  ['too much for long', since(1, 9_000), 0, 12_000, since(0, null)],
  ['by then something else', since(1, 9_000), 0.25, 12_000, since(0.25, null)],
  ['needed again', since(1, 9_000), 1, 11_000, since(1, null)],
])('%s', (_, before, needed, now, after) => {
  expect(sentAfter(before, needed, now)).toEqual(after);
});
