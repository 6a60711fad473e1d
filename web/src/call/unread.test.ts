import type { ChatMessage } from '@hangouts/protocol';
import { expect, test } from 'vitest';
import { changeable } from '../session/readable.js';
import type { RoomState } from '../session/state.js';
import { createUnread } from './unread.js';

function room(...from: string[]): Pick<RoomState, 'chat' | 'you'> {
  const messages = from.map((participant, index) => ({ participant, sequence: index + 1 }) as ChatMessage);
  return { you: 'me', chat: { messages, more: false, outgoing: [], uploads: [] } } as unknown as RoomState;
}

function setUp(...from: string[]) {
  const state = changeable(room(...from));
  const heard: number[] = [];
  const unread = createUnread(state, ({ sequence }) => heard.push(sequence));
  unread.start();
  return { state, heard, unread, counted: () => unread.count.get() };
}

test('what was there before is read, what others write after it is not', () => {
  const { state, heard, counted } = setUp('ana', 'bo');
  expect(counted()).toBe(0);
  state.set(room('ana', 'bo', 'ana', 'me', 'bo'));
  expect(counted()).toBe(2);
  expect(heard).toEqual([3, 5]);
});

test('what was written before one came is read, though it was not there yet in the lobby', () => {
  const state = changeable(room());
  const heard: number[] = [];
  const unread = createUnread(state, ({ sequence }) => heard.push(sequence));
  unread.setOpen(false);
  state.set(room('ana', 'bo'));
  const stop = unread.start();
  unread.setOpen(true);
  expect([unread.count.get(), unread.readUpTo.get(), heard]).toEqual([0, null, []]);
  // What comes while it is stopped is not lost.
  unread.setOpen(false);
  stop();
  state.set(room('ana', 'bo', 'ana'));
  unread.start();
  expect([unread.count.get(), heard]).toEqual([1, [3]]);
});

test('opening the chat reads everything, and what comes while it is open', () => {
  const { state, heard, unread, counted } = setUp();
  state.set(room('ana'));
  unread.setOpen(true);
  expect(counted()).toBe(0);
  state.set(room('ana', 'bo'));
  unread.setOpen(false);
  expect(counted()).toBe(0);
  state.set(room('ana', 'bo', 'bo'));
  expect(counted()).toBe(1);
  expect(heard).toEqual([1, 3]);
});

test('each is told once, however often the room changes', () => {
  const { state, heard } = setUp();
  state.set(room('ana'));
  state.set(room('ana'));
  expect(heard).toEqual([1]);
});

test('what was read when the chat was opened stays known as long as it is open', () => {
  const { state, unread } = setUp('ana', 'bo');
  unread.setOpen(true);
  expect(unread.readUpTo.get()).toBeNull();
  unread.setOpen(false);
  state.set(room('ana', 'bo', 'ana', 'bo'));
  unread.setOpen(true);
  expect(unread.readUpTo.get()).toBe(2);
  state.set(room('ana', 'bo', 'ana', 'bo', 'ana'));
  expect(unread.readUpTo.get()).toBe(2);
  unread.setOpen(false);
  unread.setOpen(true);
  expect(unread.readUpTo.get()).toBeNull();
});

test('what was deleted meanwhile is not waited for', () => {
  const { state, counted } = setUp();
  state.set(room('ana', 'bo'));
  const { you, chat } = state.get();
  const messages = chat.messages.map((message) => ({ ...message, deleted: 'sender' as const }));
  state.set({ you, chat: { ...chat, messages } });
  expect(counted()).toBe(0);
});
