import { describe, expect, test } from 'vitest';
import {
  cornerByKey,
  cornerRect,
  CORNERS,
  floatingSize,
  isCorner,
  nearestCorner,
  nextCorner,
} from './corner.js';

const AREA = { x: 100, y: 50, width: 800, height: 600 };
const TILE = { width: 160, height: 120 };

test.each([
  ['top-left', 112, 62],
  ['top-right', 728, 62],
  ['bottom-right', 728, 518],
  ['bottom-left', 112, 518],
] as const)('%s of an area, and a picture dropped there stays there', (corner, x, y) => {
  const rect = cornerRect(corner, AREA, TILE, 12);
  expect(rect).toEqual({ x, y, ...TILE });
  expect(nearestCorner(rect, AREA)).toBe(corner);
});

test.each([
  ['a little off its corner', 600, 400, 'bottom-right'],
  ['over the middle to the left', 400, 400, 'bottom-left'],
  ['thrown out of the window', -500, -500, 'top-left'],
  ['out of the window at the right', 2_000, 0, 'top-right'],
] as const)('dropped %s', (_words, x, y, corner) => {
  expect(nearestCorner({ x, y, ...TILE }, AREA)).toBe(corner);
});

describe('by the keyboard', () => {
  test.each([
    ['bottom-right', 'ArrowUp', 'top-right'],
    ['bottom-right', 'ArrowLeft', 'bottom-left'],
    ['bottom-right', 'ArrowDown', 'bottom-right'],
    ['top-left', 'ArrowRight', 'top-right'],
    ['top-left', 'ArrowDown', 'bottom-left'],
    ['top-left', 'Enter', null],
  ] as const)('%s, %s: %s', (corner, key, expected) => {
    expect(cornerByKey(corner, key)).toBe(expected);
  });

  test('four clicks go round', () => {
    const round = CORNERS.map((corner) => nextCorner(corner));
    expect(round.toSorted()).toEqual(CORNERS.toSorted());
    expect(CORNERS.reduce((corner) => nextCorner(corner), CORNERS[0])).toBe(CORNERS[0]);
  });
});

test.each([
  ['a phone', 374, 716, 101, 135],
  ['a phone on its side', 820, 300, 139, 104],
  ['a window of 1440 × 900', 1_416, 808, 241, 181],
  ['a wall', 4_000, 2_000, 260, 195],
])('it leaves the most of %s to the others', (_words, width, height, wide, high) => {
  expect(floatingSize({ width, height })).toEqual({ width: wide, height: high });
});

test('what was remembered is a corner or nothing', () => {
  expect(isCorner('top-left')).toBe(true);
  expect(isCorner('middle')).toBe(false);
  expect(isCorner(null)).toBe(false);
});
