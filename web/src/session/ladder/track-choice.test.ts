import { expect, it } from 'vitest';
import { chosen, type Choice, type Worth } from './track-choice.js';

type Row = [
  what: string,
  aim: 'direct' | 'room',
  shown: 'direct' | 'room' | null,
  direct: Worth,
  room: Worth,
  sent: boolean,
  chosen: 'direct' | 'room' | null,
];

it.each<Row>([
  ['nothing is there', 'room', null, 'absent', 'absent', true, null],
  ['the first track of the room', 'room', null, 'absent', 'waiting', true, 'room'],
  ['a direct attempt has begun', 'direct', 'room', 'absent', 'running', true, 'room'],
  ['its track has come, no frame yet', 'direct', 'room', 'waiting', 'running', true, 'room'],
  ['frames come by it', 'direct', 'room', 'running', 'running', true, 'direct'],
  ['the room is held', 'direct', 'direct', 'running', 'waiting', true, 'direct'],
  ['muted: not waited for', 'direct', 'room', 'waiting', 'waiting', false, 'direct'],
  ['switched on while direct', 'direct', null, 'waiting', 'waiting', true, 'direct'],
  ['the room takes over, nothing of it yet', 'room', 'direct', 'running', 'waiting', true, 'direct'],
  ['the same, the direct path being dead', 'room', 'direct', 'waiting', 'waiting', true, 'direct'],
  ['the same, the room having no track yet', 'room', 'direct', 'running', 'absent', true, 'direct'],
  ['frames come by the room', 'room', 'direct', 'running', 'running', true, 'room'],
  ['muted while it takes over', 'room', 'direct', 'waiting', 'waiting', false, 'room'],
  ['the direct one is gone before', 'room', 'direct', 'absent', 'waiting', true, 'room'],
  ['gone with the room’s track too', 'room', 'direct', 'absent', 'absent', true, null],
  ['the room’s is gone while direct is aimed at', 'direct', 'room', 'waiting', 'absent', true, 'direct'],
  ['nothing shown, the other one runs', 'direct', null, 'waiting', 'running', true, 'room'],
])('%s (aim %s, shown %s, direct %s, room %s)', (_, aim, shown, direct, room, sent, expected) => {
  const choice: Choice = { aim, shown, sent, worth: { direct, room } };
  expect(chosen(choice)).toBe(expected);
});
