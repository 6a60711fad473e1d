import { describe, expect, it } from 'vitest';
import { isPlannable, soon, startOf, whenOf } from './when.js';

const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();
const NOW = at(2027, 0, 31, 18, 20);

it('is read and written in the time of the machine', () => {
  const start = at(2027, 1, 3, 9, 5);
  expect(whenOf(start, 45)).toEqual({ date: '2027-02-03', time: '09:05', duration: 45 });
  expect(startOf(whenOf(start, 45))).toBe(start);
});

it.each([
  [at(2027, 0, 31, 18, 20), '2027-01-31', '19:00'],
  [at(2027, 0, 31, 18, 40), '2027-01-31', '20:00'],
  [at(2027, 11, 31, 23, 10), '2028-01-01', '00:00'],
])('is soon at first', (now, date, time) => {
  expect(soon(now)).toEqual({ date, time, duration: 60 });
});

describe('can be planned', () => {
  it.each([
    ['2027-01-31', '19:00', true],
    ['2027-01-31', '17:30', true],
    ['2027-01-31', '17:00', false],
    ['2027-01-30', '19:00', false],
    ['2028-12-31', '19:00', true],
    ['2030-01-01', '19:00', false],
    ['0001-01-01', '00:00', false],
    ['2027-02-30', '99:00', false],
    ['', '19:00', false],
    ['2027-01-31', '', false],
  ])('%s %s: %s', (date, time, can) => {
    expect(isPlannable({ date, time, duration: 60 }, NOW)).toBe(can);
  });
});
