import { expect, it } from 'vitest';
import type { KeptRoom } from '../session/own-rooms.js';
import { listed } from './listed.js';

const HOUR = 60 * 60 * 1_000;
const NOW = 1_800_000_000_000;

function room(name: string, change: Partial<KeptRoom> = {}): KeptRoom {
  return { room: name, kind: 'once', title: null, plan: null, key: '', madeAt: NOW - HOUR, ...change };
}
const planned = (name: string, startsAt: number): KeptRoom =>
  room(name, { kind: 'planned', title: name, plan: { startsAt, duration: 60 } });

it('lists what is to come and under way, then what was just made, and one’s own room apart', () => {
  const rooms = [
    room('new'),
    planned('tomorrow', NOW + 24 * HOUR),
    room('mine', { kind: 'personal' }),
    planned('now', NOW - HOUR / 2),
    planned('over', NOW - 2 * HOUR),
    room('older', { madeAt: NOW - 2 * HOUR }),
    room('old', { madeAt: NOW - 25 * HOUR }),
    room('visited'),
  ];
  const { personal, others } = listed(rooms, new Set(['visited', 'now']), NOW);
  expect(personal?.room).toBe('mine');
  expect(others.map((one) => one.room)).toEqual(['now', 'tomorrow', 'new', 'older']);
});

it('lists nothing where there is nothing', () => {
  expect(listed([], new Set(), NOW)).toEqual({ personal: null, others: [] });
});
