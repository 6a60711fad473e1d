import { expect, it } from 'vitest';
import { figuresOf } from './figures.js';

it.each([
  ['all come back', 4, [10, 30, 20, 40], { roundTrip: 30, jitter: 10, loss: 0 }],
  ['one is slow', 10, [9, 9, 9, 9, 9, 9, 9, 9, 9, 90], { roundTrip: 9, jitter: 81, loss: 0 }],
  ['half get lost', 4, [10, 20], { roundTrip: 20, jitter: 0, loss: 0.5 }],
  ['none comes back', 4, [], { roundTrip: null, jitter: null, loss: 1 }],
  ['none was sent', 0, [], { roundTrip: null, jitter: null, loss: 0 }],
  ['more come back than were sent', 1, [5, 5], { roundTrip: 5, jitter: 0, loss: 0 }],
])('%s', (_, sent, roundTrips, figures) => {
  expect(figuresOf(sent, roundTrips)).toEqual(figures);
});
