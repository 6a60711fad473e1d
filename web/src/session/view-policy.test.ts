import { describe, expect, it, test } from 'vitest';
import { personId } from './fixture.js';
import { keyOf, mostOf, reportDelay, tileOf, type Tile } from './view-policy.js';

const face = { participant: personId(1), source: 'camera' } as const;

describe('tileOf', () => {
  test.each([
    [1, 1, 1, 1],
    [320, 180, 323, 203],
    [322.5, 200, 323, 203],
    [324, 204, 406, 256],
    [640, 360, 645, 406],
    [100_000, 100_000, 16_384, 16_384],
  ])('%d by %d physical pixels', (width, height, wide, high) => {
    expect(tileOf({ ...face, width, height })).toEqual({ ...face, width: wide, height: high });
  });

  it.each([
    [0, 100],
    [100, 0],
    [0.4, 100],
    [-5, 100],
    [Number.NaN, 100],
  ])('of %d by %d is none', (width, height) => {
    expect(tileOf({ ...face, width, height })).toBeNull();
  });
});

describe('reportDelay', () => {
  const tile = (number: number, width = 320): Tile => ({
    participant: personId(number),
    source: 'camera',
    width,
    height: 180,
  });
  const tiles = (...all: Tile[]) => new Map(all.map((one) => [keyOf(one), one]));

  test.each([
    ['nothing new', tiles(tile(1)), tiles(tile(1)), 10_000, null],
    ['nothing at all, as before', tiles(), tiles(), 10_000, null],
    ['the first report', null, tiles(tile(1)), Infinity, 0],
    ['the first report, of nothing', null, tiles(), Infinity, 0],
    ['one that comes', tiles(tile(1)), tiles(tile(1), tile(2)), 10_000, 0],
    ['one that comes right after the last report', tiles(tile(1)), tiles(tile(1), tile(2)), 10, 40],
    ['one that goes', tiles(tile(1), tile(2)), tiles(tile(1)), 10_000, 0],
    ['one that goes right after the last report', tiles(tile(1), tile(2)), tiles(tile(1)), 10, 240],
    ['one that grows right after the last report', tiles(tile(1)), tiles(tile(1, 640)), 100, 150],
    ['one in place of another', tiles(tile(1)), tiles(tile(2)), 100, 0],
  ])('%s', (_case, told, seen, sinceLast, expected) => {
    expect(reportDelay(told, seen, sinceLast)).toBe(expected);
  });

  it('the largest 200 are told', () => {
    const many = tiles(...Array.from({ length: 250 }, (_, index) => tile(index, index + 1)));
    const most = mostOf(many);
    expect(most).toHaveLength(200);
    expect(Math.min(...most.map(({ width }) => width))).toBe(51);
  });
});
