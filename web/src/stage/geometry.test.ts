import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridLayout, placeGrid, placeTiles, splitStage, type Box, type Rect } from './geometry.js';

const WINDOWS = {
  desktop: { width: 1416, height: 800 },
  wide: { width: 3400, height: 1200 },
  tablet: { width: 796, height: 1080 },
  phone: { width: 374, height: 730 },
  phoneLying: { width: 820, height: 300 },
};
const LYING = { least: 4 / 3, most: 16 / 9 };

describe('columns and rows', () => {
  test.each([
    [1, 'desktop', 1, 1],
    [2, 'desktop', 2, 1],
    [3, 'desktop', 2, 2],
    [4, 'desktop', 2, 2],
    [5, 'desktop', 3, 2],
    [9, 'desktop', 3, 3],
    [2, 'wide', 2, 1],
    [3, 'wide', 3, 1],
    [10, 'wide', 5, 2],
    [5, 'phoneLying', 3, 2],
  ] as const)('%d in %s: %d × %d', (count, window, columns, rows) => {
    expect(gridLayout(count, WINDOWS[window], 12, LYING)).toMatchObject({ columns, rows });
  });

  test.each([
    [1, 1, 1],
    [2, 1, 2],
    [3, 1, 3],
    [5, 2, 3],
    [9, 2, 5],
  ])('%d on a phone: %d × %d', (count, columns, rows) => {
    expect(gridLayout(count, WINDOWS.phone, 8, { least: 0.75, most: 16 / 9 })).toMatchObject({
      columns,
      rows,
    });
  });

  test('nothing, or no room, is no grid', () => {
    expect(gridLayout(0, WINDOWS.desktop, 12, LYING).columns).toBe(0);
    expect(gridLayout(5, { width: 0, height: 0 }, 12, LYING).columns).toBe(0);
  });
});

test('a last row that is not full stands in the middle', () => {
  const area = { x: 0, y: 0, ...WINDOWS.desktop };
  const rects = placeGrid(5, gridLayout(5, area, 12, LYING), area, 12);
  const left = rects[3]?.x ?? 0;
  const right = area.width - ((rects[4]?.x ?? 0) + (rects[4]?.width ?? 0));
  expect(Math.abs(left - right)).toBeLessThanOrEqual(2);
  expect(left).toBeGreaterThan(rects[0]?.x ?? 0);
});

function stageOf(screens: number, cameras: number, box: Box, gap: number) {
  const { main, strip } = splitStage(box, cameras, gap);
  return {
    screens: placeTiles(screens, 'screens', main, gap),
    cameras: placeTiles(cameras, 'strip', strip, gap),
  };
}

test('large pictures get most of the window, small ones a strip at the right or below', () => {
  const lying = stageOf(1, 4, WINDOWS.desktop, 12);
  expect(lying.screens[0]?.width).toBeGreaterThan(WINDOWS.desktop.width * 0.75);
  for (const { x } of lying.cameras) expect(x).toBeGreaterThan(WINDOWS.desktop.width * 0.75);

  const upright = stageOf(1, 4, WINDOWS.phone, 8);
  expect(upright.screens[0]?.width).toBe(WINDOWS.phone.width);
  for (const { y } of upright.cameras) expect(y).toBeGreaterThan(WINDOWS.phone.height * 0.5);
});

test('in any window and for any number no two pictures overlap and none leaves the window', () => {
  const window = fc.record({
    width: fc.integer({ min: 240, max: 4000 }),
    height: fc.integer({ min: 200, max: 2400 }),
  });
  fc.assert(
    fc.property(window, fc.nat({ max: 3 }), fc.integer({ min: 1, max: 60 }), (box, screens, cameras) => {
      const stage = stageOf(screens, cameras, box, 8);
      expect(stage.screens).toHaveLength(screens);
      expect(stage.cameras).toHaveLength(cameras);
      const all = [...stage.screens, ...stage.cameras];
      all.forEach((one, index) => {
        expect(one.x).toBeGreaterThanOrEqual(0);
        expect(one.y).toBeGreaterThanOrEqual(0);
        expect(one.x + one.width).toBeLessThanOrEqual(box.width + 1);
        expect(one.y + one.height).toBeLessThanOrEqual(box.height + 1);
        for (const other of all.slice(index + 1)) expect(overlap(one, other)).toBe(false);
      });
    }),
    { numRuns: 300 },
  );
});

// Rounding to whole pixels may take one from the gap.
function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x + one.width > other.x &&
    other.x + other.width > one.x &&
    one.y + one.height > other.y &&
    other.y + other.height > one.y
  );
}
