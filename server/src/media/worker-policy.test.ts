import { describe, expect, test } from 'vitest';
import { leastLoaded, restartDelay } from './worker-policy.js';

describe('the worker for a room', () => {
  const none = { rooms: 0, streams: 0 };
  test.each([
    ['no worker', [], -1],
    ['the first of idle ones', [none, none], 0],
    ['the one without a room', [{ rooms: 1, streams: 0 }, none], 1],
    [
      'the one with fewer streams',
      [
        { rooms: 1, streams: 80 },
        { rooms: 1, streams: 30 },
        { rooms: 1, streams: 60 },
      ],
      1,
    ],
    [
      'rooms that have just begun count as small ones',
      [
        { rooms: 3, streams: 0 },
        { rooms: 1, streams: 20 },
      ],
      1,
    ],
    [
      'many small rooms go before one large',
      [
        { rooms: 3, streams: 24 },
        { rooms: 1, streams: 90 },
      ],
      0,
    ],
  ])('%s', (_, loads, index) => {
    expect(leastLoaded(loads)).toBe(index);
  });
});

test.each([
  [0, 0],
  [1, 0],
  [2, 250],
  [3, 500],
  [6, 4_000],
  [7, 5_000],
  [200, 5_000],
])('after %i deaths in a minute a worker starts again in %i ms', (deaths, ms) => {
  expect(restartDelay(deaths)).toBe(ms);
});
