import { PageId, type RoomSettings } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { ROOM, STRANGER } from './fixture.js';
import { Room } from './room.js';

type History = RoomSettings['history'];

/** What a room's chat is kept for, one after the other, and how many messages there are when that begins. */
type Past = [messages: number, history: History][];

const OPENED: Past = [
  [0, 'none'],
  [10, 'meeting'],
];

it.each<[string, Past, cameAt: number, readsAfter: number]>([
  ['kept for the meeting, everybody reads all', [[0, 'meeting']], 5, 0],
  ['kept for days, everybody reads all', [[0, { days: 7 }]], 5, 0],
  ['not kept, everybody reads from when they came', [[0, 'none']], 5, 5],
  ['kept again, who was there reads what they could', OPENED, 0, 0],
  ['kept again, who came late reads what they could', OPENED, 5, 5],
  ['kept again, who comes then reads from there on', OPENED, 10, 10],
  ['kept again, who comes much later does too', OPENED, 15, 10],
  ['kept for days again, they do too', [...OPENED, [12, { days: 7 }]], 15, 10],
  ['not kept again, they read from when they came', [...OPENED, [20, 'none']], 15, 15],
  ['kept a third time, they still do', [...OPENED, [20, 'none'], [30, 'meeting']], 15, 15],
  [
    'taken for not kept and kept again at once, everybody reads all',
    [
      [0, 'meeting'],
      [10, 'none'],
      [10, 'meeting'],
    ],
    5,
    0,
  ],
  [
    'kept a third time, who comes then reads from there on',
    [...OPENED, [20, 'none'], [30, 'meeting']],
    40,
    30,
  ],
])('of a chat that is %s', (_what, past, cameAt, readsAfter) => {
  const room = new Room(ROOM, null, false);
  room.chatSequence = cameAt;
  const seat = room.newSeat('Ana', PageId.parse(crypto.randomUUID()), null, STRANGER, 0);
  for (const [messages, history] of past) {
    room.chatSequence = messages;
    room.settings = { ...room.settings, history };
  }
  expect(room.readerOf(seat).after).toBe(readsAfter);
});
