import type { ChatMessage } from '@hangouts/protocol';
import { describe, expect, test } from 'vitest';
import { rowsOf } from './rows.js';

const NOON = new Date(2026, 4, 1, 12).getTime();
const MINUTE = 60_000;

let sequence = 0;
function message(participant: string, at: number, more: Partial<ChatMessage> = {}): ChatMessage {
  sequence += 1;
  const written = {
    id: `m${sequence}`,
    sequence,
    participant,
    name: participant,
    at,
    text: 'hello',
    file: null,
  };
  return { ...written, ...more } as ChatMessage;
}

/** What stands above each: `d` a day, `u` the unread mark, `n` a name. */
function above(messages: ChatMessage[], readUpTo: number | null = null) {
  return rowsOf(messages, 'me', readUpTo).map(
    ({ newDay, unread, first }) => `${newDay ? 'd' : ''}${unread ? 'u' : ''}${first ? 'n' : ''}`,
  );
}

const to = (participant: string) => ({ to: { participant, name: participant } }) as Partial<ChatMessage>;

test.each<[string, ChatMessage[], string[]]>([
  ['nothing', [], []],
  ['one after the other', [message('ana', NOON), message('ana', NOON + MINUTE)], ['dn', '']],
  ['two people', [message('ana', NOON), message('me', NOON), message('ana', NOON)], ['dn', 'n', 'n']],
  ['a pause', [message('ana', NOON), message('ana', NOON + 6 * MINUTE)], ['dn', 'n']],
  ['midnight', [message('ana', NOON + 719 * MINUTE), message('ana', NOON + 721 * MINUTE)], ['dn', 'dn']],
  ['another name', [message('ana', NOON), message('ana', NOON, { name: 'Ana P.' })], ['dn', 'n']],
  ['an answer', [message('ana', NOON), message('ana', NOON, { replyTo: 1 })], ['dn', 'n']],
  [
    'privately',
    [
      message('ana', NOON),
      message('ana', NOON, to('me')),
      message('ana', NOON, to('me')),
      message('ana', NOON),
    ],
    ['dn', 'n', '', 'n'],
  ],
])('%s', (_, messages, expected) => {
  expect(above(messages)).toEqual(expected);
});

test('own messages are told apart', () => {
  const rows = rowsOf([message('me', NOON), message('ana', NOON)], 'me', null);
  expect(rows.map(({ own }) => own)).toEqual([true, false]);
});

describe('the mark of what is unread', () => {
  test('stands once, above the first that others wrote after what was read', () => {
    const messages = ['ana', 'ana', 'me', 'ana', 'ana'].map((name) => message(name, NOON));
    const readUpTo = messages[1]?.sequence ?? 0;
    expect(above(messages, readUpTo)).toEqual(['dn', '', 'n', 'un', '']);
  });

  test('stands nowhere where everything was read', () => {
    const messages = [message('ana', NOON), message('ana', NOON)];
    expect(above(messages, messages[1]?.sequence ?? 0)).toEqual(['dn', '']);
  });
});
