import type { ChatMessage } from '@hangouts/protocol';
import { expect, test } from 'vitest';
import { groupsOf } from './groups.js';

const NOON = new Date(2026, 4, 1, 12).getTime();
const MINUTE = 60_000;

let sequence = 0;
function message(participant: string, at: number, name = participant): ChatMessage {
  sequence += 1;
  return { id: `m${sequence}`, sequence, participant, name, at, text: 'hello', file: null } as ChatMessage;
}

function shapeOf(messages: ChatMessage[]) {
  return groupsOf(messages, 'me').map((group) => [group.participant, group.messages.length, group.newDay]);
}

test.each<[string, ChatMessage[], [string, number, boolean][]]>([
  ['nothing', [], []],
  ['one after the other', [message('ana', NOON), message('ana', NOON + MINUTE)], [['ana', 2, true]]],
  [
    'two people',
    [message('ana', NOON), message('me', NOON), message('ana', NOON)],
    [
      ['ana', 1, true],
      ['me', 1, false],
      ['ana', 1, false],
    ],
  ],
  [
    'a pause',
    [message('ana', NOON), message('ana', NOON + 6 * MINUTE)],
    [
      ['ana', 1, true],
      ['ana', 1, false],
    ],
  ],
  [
    'midnight',
    [message('ana', NOON + 719 * MINUTE), message('ana', NOON + 721 * MINUTE)],
    [
      ['ana', 1, true],
      ['ana', 1, true],
    ],
  ],
  [
    'another name',
    [message('ana', NOON), message('ana', NOON, 'Ana P.')],
    [
      ['ana', 1, true],
      ['ana', 1, false],
    ],
  ],
])('%s', (_, messages, shape) => {
  expect(shapeOf(messages)).toEqual(shape);
});

test('own messages are told apart', () => {
  expect(groupsOf([message('me', NOON), message('ana', NOON)], 'me').map(({ own }) => own)).toEqual([
    true,
    false,
  ]);
});
