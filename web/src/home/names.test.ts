import { roomIdProblem } from '@hangouts/protocol/text';
import { expect, test } from 'vitest';
import { newRoomName, ROOM_NAMES } from './names.js';

test('every new name is a room id of three words', () => {
  for (const pick of [() => 0, (below: number) => below - 1, (below: number) => below >> 1]) {
    const name = newRoomName(pick);
    expect(roomIdProblem(name)).toBeNull();
    expect(name.split('-')).toHaveLength(3);
  }
  expect(newRoomName((below) => below - 1)).toBe('zesty-zebra-yawns');
});

test('there are enough that two strangers hardly ever meet', () => {
  expect(ROOM_NAMES).toBeGreaterThan(1_000_000);
});

test('chance makes different names', () => {
  expect(new Set(Array.from({ length: 50 }, () => newRoomName())).size).toBeGreaterThan(45);
});
