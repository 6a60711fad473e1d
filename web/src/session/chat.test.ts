import { describe, expect, it } from 'vitest';
import { Chat, checkedMessage } from './chat.js';
import { SessionError } from './error.js';
import { FakeSignaling, message, personId } from './fixture.js';
import type { LocalAction } from './reducer.js';
import { TO_ALL } from './state.js';

function open() {
  const signaling = new FakeSignaling();
  const actions: LocalAction[] = [];
  const chat = new Chat({ signaling, dispatch: (action) => actions.push(action) });
  return { signaling, actions, chat };
}

const payloadOf = (asked: { payload: unknown }) => asked.payload as { nonce: string; text: string };

it.each([
  ['  \n ', 'message-empty'],
  ['x'.repeat(4_001), 'message-too-long'],
])('%# is refused before it is sent', async (text, code) => {
  const { chat, signaling } = open();
  await expect(chat.send(text)).rejects.toMatchObject({ code });
  expect(signaling.asked).toEqual([]);
});

it('counts characters as people do, and trims', () => {
  expect(checkedMessage(` ${'🐈'.repeat(4_000)} `)).toHaveLength(8_000);
});

describe('sending', () => {
  it('goes in order, one after the other', async () => {
    const { chat, signaling, actions } = open();
    const sent = Promise.all([chat.send('one'), chat.send('two')]);
    expect(signaling.open).toHaveLength(1);
    const first = signaling.next('chat:send');
    expect(payloadOf(first).text).toBe('one');
    first.answer(message(41, 'one'));
    await Promise.resolve();
    await Promise.resolve();
    const second = signaling.next('chat:send');
    expect(payloadOf(second).text).toBe('two');
    second.answer(message(42, 'two'));
    await sent;
    expect(actions.map(({ type }) => type)).toEqual(['outgoing', 'outgoing', 'sent', 'sent']);
  });

  it('goes again with the same nonce after a gap', async () => {
    const { chat, signaling } = open();
    const lost = chat.send('hello');
    const first = signaling.next('chat:send');
    first.refuse(new SessionError('offline'));
    await lost;
    const again = chat.flush();
    const second = signaling.next('chat:send');
    expect(payloadOf(second)).toEqual(payloadOf(first));
    second.answer(message(41, 'hello'));
    await again;
    expect(signaling.open).toEqual([]);
  });

  it('keeps what is written without a line', async () => {
    const { chat, signaling } = open();
    signaling.connected = false;
    await chat.send('later');
    expect(signaling.asked).toEqual([]);
    signaling.connected = true;
    void chat.flush();
    expect(payloadOf(signaling.next('chat:send')).text).toBe('later');
  });

  it('a refusal stands on the message; it can go again or be forgotten', async () => {
    const { chat, signaling, actions } = open();
    const refused = chat.send('hello');
    const asked = signaling.next('chat:send');
    asked.refuse(new SessionError('not-permitted'));
    await refused;
    const { nonce } = payloadOf(asked);
    expect(actions.at(-1)).toEqual({
      type: 'outgoing',
      message: { nonce, text: 'hello', address: TO_ALL, problem: 'not-permitted' },
    });
    void chat.retry(nonce);
    expect(payloadOf(signaling.next('chat:send'))).toEqual(payloadOf(asked));
    chat.discard(nonce);
    expect(actions.at(-1)).toEqual({ type: 'outgoing-dropped', nonce });
  });
});

it('goes with its address, as far as it has one', () => {
  const { chat, signaling } = open();
  void chat.send('hello', { to: personId(2), replyTo: 4, mentions: [personId(2)] });
  expect(signaling.next('chat:send').payload).toMatchObject({
    to: personId(2),
    replyTo: 4,
    mentions: [personId(2)],
  });
  const other = open();
  void other.chat.send('hello');
  expect(Object.keys(payloadOf(other.signaling.next('chat:send')))).toEqual(['nonce', 'text']);
});

it('what the server made of a change is shown', async () => {
  const { chat, signaling, actions } = open();
  const edited = chat.edit(3, 'hello!', []);
  signaling.next('chat:edit').answer({ ...message(3, 'hello!'), edited: 9 });
  await edited;
  const deleted = chat.delete(3);
  signaling.next('chat:delete').answer({ ...message(3, ''), deleted: 'sender' });
  await deleted;
  expect(actions).toEqual([
    { type: 'changed', message: { ...message(3, 'hello!'), edited: 9 } },
    { type: 'changed', message: { ...message(3, ''), deleted: 'sender' } },
  ]);
});
