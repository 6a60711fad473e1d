import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeTiles, splitStage } from './geometry.js';
import { placesInGrid, placesInStrip, windowOf } from './legible.js';

describe('how many people a page holds', () => {
  test.each([
    ['a phone held upright', 374, 716, 'phone', 10],
    ['a phone on its side', 828, 318, 'phone', 8],
    ['a tablet held upright', 796, 1_084, 'tablet', 18],
    ['a small window', 776, 508, 'tablet', 9],
    ['a laptop', 1_256, 628, 'wide', 16],
    ['a window of 1440 × 900', 1_416, 808, 'wide', 25],
    ['a wall', 5_000, 2_800, 'wide', 49],
    ['a window beside other work', 388, 257, 'mini', 12],
    ['hardly a window', 90, 60, 'mini', 1],
  ] as const)('%s', (_words, width, height, window, places) => {
    expect(windowOf({ width, height })).toBe(window);
    expect(placesInGrid({ width, height }, { width, height }, 12)).toBe(places);
  });

  test.each([
    ['a phone held upright', 374, 716, 9],
    ['a window of 1440 × 900', 1_416, 808, 14],
  ])('in the strip of %s', (_words, width, height, places) => {
    const { strip } = splitStage({ width, height }, 20, 12);
    expect(placesInStrip(strip, { width, height }, 12)).toBe(places);
  });
});

test('a full page is legible: no picture has less room than the smallest of its window', () => {
  const LEAST = { mini: 88 * 66, phone: 160 * 120, tablet: 200 * 150, wide: 256 * 144 };
  const box = fc.record({
    width: fc.integer({ min: 300, max: 4_000 }),
    height: fc.integer({ min: 200, max: 2_400 }),
  });
  fc.assert(
    fc.property(box, fc.integer({ min: 1, max: 60 }), (area, people) => {
      const count = Math.min(people, placesInGrid(area, area, 8));
      const [tile] = placeTiles(count, 'faces', { x: 0, y: 0, ...area }, 8);
      // A row that is not full may cost a little, and so does rounding to whole pixels.
      expect((tile?.width ?? 0) * (tile?.height ?? 0)).toBeGreaterThan(LEAST[windowOf(area)] * 0.95);
    }),
  );
});
