import type { MadeRoom } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { createOwnRooms } from './own-rooms.js';

const DAY = 24 * 60 * 60 * 1_000;
const NOW = 1_800_000_000_000;

function made(room: string, change: Partial<MadeRoom> = {}): MadeRoom {
  return { room, kind: 'once', title: null, plan: null, key: `key of ${room}`, ...change };
}

/** Storage that holds what it is given. */
function storage(kept: string | null = null) {
  const values = new Map<string, string>(kept === null ? [] : [['hangouts:own-rooms', kept]]);
  return {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  };
}

const names = (rooms: ReturnType<typeof createOwnRooms>) => rooms.get().map(({ room }) => room);

it('are there at the next visit, newest first, each with its key', () => {
  const store = storage();
  const rooms = createOwnRooms(store, NOW);
  rooms.add(made('tea'), NOW);
  rooms.add(made('mine', { kind: 'personal' }), NOW + 1);
  const again = createOwnRooms(store, NOW);
  expect(names(again)).toEqual(['mine', 'tea']);
  expect([again.keyOf('tea'), again.keyOf('other')]).toEqual(['key of tea', null]);
  again.change({ room: 'tea', kind: 'once', title: 'Tea', plan: null });
  again.forget('mine');
  expect(createOwnRooms(store, NOW).get()).toEqual([{ ...made('tea', { title: 'Tea' }), madeAt: NOW }]);
});

it('go a week after their time, and those for good never', () => {
  const store = storage();
  const rooms = createOwnRooms(store, NOW);
  const plan = { startsAt: NOW + 10 * DAY, duration: 60 };
  rooms.add(made('once'), NOW);
  rooms.add(made('planned', { kind: 'planned', title: 'Tea', plan }), NOW);
  rooms.add(made('mine', { kind: 'personal' }), NOW);
  expect(names(createOwnRooms(store, NOW + 7 * DAY))).toEqual(['mine', 'planned', 'once']);
  expect(names(createOwnRooms(store, NOW + 17 * DAY))).toEqual(['mine', 'planned']);
  expect(names(createOwnRooms(store, NOW + 400 * DAY))).toEqual(['mine']);
});

it('are at most sixty, beside those for good', () => {
  const rooms = createOwnRooms(storage(), NOW);
  rooms.add(made('mine', { kind: 'personal' }), NOW);
  for (let count = 0; count < 70; count += 1) rooms.add(made(`room-${count}`), NOW);
  expect(rooms.get()).toHaveLength(61);
  expect(names(rooms).at(-1)).toBe('mine');
});

describe('what is no room is passed over', () => {
  const good = { ...made('tea'), madeAt: NOW };
  it.each([
    ['nothing', ''],
    ['half of JSON', '[{'],
    ['no list', '{}'],
    ['nothing in it', '[null, 7, "tea", []]'],
    ['no slug', JSON.stringify([{ ...good, room: '../x' }])],
    ['no key', JSON.stringify([{ ...good, key: undefined }])],
    ['another kind', JSON.stringify([{ ...good, kind: 'weekly' }])],
    ['a title of numbers', JSON.stringify([{ ...good, title: 7 }])],
    ['a plan of text', JSON.stringify([{ ...good, plan: 'soon' }])],
    ['a plan without a time', JSON.stringify([{ ...good, plan: { duration: 60 } }])],
    ['a plan at the end of time', JSON.stringify([{ ...good, plan: { startsAt: 9e15, duration: 60 } }])],
    ['no age', JSON.stringify([{ ...good, madeAt: 'today' }])],
  ])('%s', (_what, kept) => {
    expect(createOwnRooms(storage(kept), NOW).get()).toEqual([]);
  });

  it('and what is one is not', () => {
    expect(createOwnRooms(storage(JSON.stringify([7, good])), NOW).get()).toEqual([good]);
  });
});
