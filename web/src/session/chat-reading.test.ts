import { describe, expect, it } from 'vitest';
import { ChatReading } from './chat-reading.js';
import { SessionError } from './error.js';
import { FakeSignaling, message, rest } from './fixture.js';
import { initialState, reduce, type LocalAction } from './reducer.js';

/** A page with the message 40 that answers its questions from a chat of so many messages, a few at a time. */
function open() {
  const signaling = new FakeSignaling();
  const actions: LocalAction[] = [];
  let { chat } = reduce(initialState(), { type: 'older', page: { messages: [message(40)], more: true } });
  const reading = new ChatReading({
    signaling,
    dispatch(action) {
      actions.push(action);
      ({ chat } = reduce({ ...initialState(), chat }, action));
    },
    chat: () => chat,
  });
  return { signaling, actions, reading, chat: () => chat };
}

const never = new AbortController().signal;

it('loads the page before the oldest message, once at a time', async () => {
  const { reading, signaling, actions } = open();
  const loading = Promise.all([reading.loadOlder(), reading.loadOlder()]);
  const asked = signaling.next('chat:history');
  expect(asked.payload).toEqual({ before: 40, limit: 100 });
  expect(signaling.open).toEqual([]);
  asked.answer({ messages: [message(39)], more: false });
  await loading;
  expect(actions).toEqual([{ type: 'older', page: { messages: [message(39)], more: false } }]);
  await reading.loadOlder();
  expect(signaling.open).toEqual([]);
});

describe('loading until a message', () => {
  it('goes page by page, and waits as the server says', async () => {
    const { reading, signaling } = open();
    const found = reading.loadUntil(20, never);
    signaling.next('chat:history').answer({ messages: [message(30)], more: true });
    await rest();
    signaling.next('chat:history').refuse(new SessionError('rate-limited', 1));
    await expect.poll(() => signaling.open).toHaveLength(1);
    signaling.next('chat:history').answer({ messages: [message(20), message(25)], more: true });
    expect(await found).toBe(true);
    expect(await reading.loadUntil(40, never)).toBe(true);
  });

  it('ends where it is not: private, gone, or called off', async () => {
    const { reading, signaling } = open();
    const missing = reading.loadUntil(35, never);
    signaling.next('chat:history').answer({ messages: [message(30)], more: true });
    expect(await missing).toBe(false);
    const calledOff = new AbortController();
    calledOff.abort();
    expect(await reading.loadUntil(1, calledOff.signal)).toBe(false);
    expect(signaling.open).toEqual([]);
  });
});

it('asks for quotes together, once each', async () => {
  const { reading, signaling, chat } = open();
  for (const sequence of [3, 4, 3, 40]) reading.want(sequence);
  await rest();
  const asked = signaling.next('chat:quotes');
  expect(asked.payload).toEqual({ sequences: [3, 4] });
  asked.answer({ messages: [message(3)] });
  await rest();
  expect([...chat().quoted]).toEqual([
    [3, message(3)],
    [4, null],
  ]);
  reading.want(4);
  await rest();
  expect(signaling.open).toEqual([]);
});

it('gives all there is, oldest first, and says how far it is', async () => {
  const { reading, signaling } = open();
  const progress: number[] = [];
  const all = reading.all((loaded) => progress.push(loaded), never);
  signaling.next('chat:history').answer({ messages: [message(5), message(6)], more: true });
  await rest();
  const second = signaling.next('chat:history');
  expect(second.payload).toMatchObject({ before: 5 });
  second.answer({ messages: [message(2)], more: false });
  expect((await all).map(({ sequence }) => sequence)).toEqual([2, 5, 6]);
  expect(progress).toEqual([2, 3]);
});

it('searches on from where an earlier answer ended', async () => {
  const { reading, signaling } = open();
  const found = reading.search('cat', 17, never);
  const asked = signaling.next('chat:search');
  expect(asked.payload).toEqual({ text: 'cat', before: 17 });
  asked.answer({ messages: [], before: null });
  expect(await found).toEqual({ messages: [], before: null });
});
