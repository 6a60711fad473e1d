import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.js';
import { fixture } from './fixture.js';
import { Moderation } from './moderation.js';
import type { SeatRef } from './identity-port.js';

it('keeps no upload of somebody who leaves while it is begun', async () => {
  const { come, context, rooms } = fixture();
  const ana = await come('Ana');
  const begunBy = new Set<SeatRef['participant']>();
  context.files = {
    ...context.files,
    begin: async ({ participant }) => {
      rooms.leave(ana.ref, ana.page);
      begunBy.add(participant);
      return { offset: 0, whole: null };
    },
    drop: async ({ participant }) => void begunBy.delete(participant),
  };
  const request = { upload: crypto.randomUUID(), name: 'a.txt', size: 10, type: 'text/plain' };
  const begun = new Conversation(context, rooms).beginFile(ana.ref, request);
  await expect(begun).rejects.toMatchObject({ code: 'not-in-room' });
  expect(begunBy.size).toBe(0);
});

describe('what becomes of messages', () => {
  async function talk() {
    const made = fixture();
    const conversation = new Conversation(made.context, made.rooms);
    const [ana, ben, cleo] = [await made.come('Ana'), await made.come('Ben'), await made.come('Cleo')];
    const say = (who: typeof ana, text: string, more: object = {}) =>
      conversation.send(who.ref, { nonce: crypto.randomUUID(), text, ...more });
    return { ...made, conversation, ana, ben, cleo, say };
  }

  it('a private one is told to two, its changes too', async () => {
    const { conversation, told, ana, ben, say } = await talk();
    const { sequence } = await say(ana, 'psst', { to: ben.you });
    await conversation.edit(ana.ref, { sequence, text: 'psst!' });
    await conversation.delete(ana.ref, { sequence });
    const heard = told.filter(({ event }) => event.startsWith('message'));
    expect(heard.map(({ event, args }) => [event, args[2]])).toEqual([
      ['message', [ana.you, ben.you]],
      ['message-changed', [ana.you, ben.you]],
      ['message-changed', [ana.you, ben.you]],
    ]);
  });

  it('is not a host’s to delete or to quote where it is private to others', async () => {
    const { conversation, ana, ben, cleo, say } = await talk();
    const { sequence } = await say(ben, 'psst', { to: cleo.you });
    await expect(conversation.delete(ana.ref, { sequence })).rejects.toMatchObject({ code: 'not-found' });
    await expect(say(ana, 'I heard', { replyTo: sequence })).rejects.toMatchObject({ code: 'not-found' });
    await expect(say(cleo, 'for all to know', { replyTo: sequence })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it('sent again after the one whom it was for has left, stands as it was', async () => {
    const { conversation, rooms, ana, ben } = await talk();
    const request = { nonce: crypto.randomUUID(), text: 'psst', to: ben.you };
    const message = await conversation.send(ana.ref, request);
    rooms.leave(ben.ref, ben.page);
    expect(await conversation.send(ana.ref, request)).toEqual(message);
    const another = { ...request, nonce: crypto.randomUUID() };
    await expect(conversation.send(ana.ref, another)).rejects.toMatchObject({ code: 'recipient-gone' });
  });

  it('a file for somebody who has left meanwhile is removed', async () => {
    const { conversation, context, rooms, ana, ben } = await talk();
    const removed: string[] = [];
    const file = { id: 'f', name: 'a.txt', size: 1, type: 'application/octet-stream', image: false };
    context.files = {
      ...context.files,
      write: async () => ({ offset: 1, whole: { file, draft: { text: '', to: ben.you } } }),
      remove: async (_seat, id) => void removed.push(id),
    };
    rooms.leave(ben.ref, ben.page);
    const chunk = { upload: crypto.randomUUID(), offset: 0, data: new Uint8Array(1) };
    await expect(conversation.writeFile(ana.ref, chunk)).rejects.toMatchObject({ code: 'recipient-gone' });
    expect(removed).toEqual(['f']);
  });
});

/** Something that waits until it is let go. */
function newGate() {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { gate, letGo: () => letGo() };
}

/** Everything that waits for nothing from outside has been done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('who is removed', () => {
  /** Cleo, and a message of hers; what the store is asked waits until it is let go. */
  async function removal() {
    const made = fixture();
    const { context, rooms, come } = made;
    const conversation = new Conversation(context, rooms);
    const [ana, cleo] = [await come('Ana'), await come('Cleo')];
    const nonce = () => crypto.randomUUID();
    const { sequence } = await conversation.send(cleo.ref, { nonce: nonce(), text: 'hello' });
    const { gate, letGo } = newGate();
    const remove = () => new Moderation(context, rooms).remove(ana.ref, { participant: cleo.you });
    return { ...made, conversation, ana, cleo, sequence, nonce, gate, letGo, remove };
  }

  it('deletes nothing that was looked up before', async () => {
    const { context, conversation, cleo, sequence, gate, letGo, remove, told } = await removal();
    const { chat } = context;
    const find = chat.get.bind(chat);
    chat.get = async (reader, sequences) => {
      await gate;
      return find(reader, sequences);
    };
    const deleting = conversation.delete(cleo.ref, { sequence });
    await remove();
    letGo();
    await expect(deleting).rejects.toMatchObject({ code: 'not-in-room' });
    expect(told.filter(({ event }) => event === 'message-changed')).toEqual([]);
  });

  it('has said what was being stored before', async () => {
    const { context, conversation, cleo, nonce, gate, letGo, remove, told } = await removal();
    const { chat } = context;
    const append = chat.append.bind(chat);
    chat.append = async (room, message) => {
      await gate;
      return append(room, message);
    };
    const sending = conversation.send(cleo.ref, { nonce: nonce(), text: 'last words' });
    // It is being stored.
    await settled();
    await remove();
    letGo();
    await sending;
    const heard = told.filter(({ event }) => event === 'message').map(({ args }) => args[1]);
    expect(heard.at(-1)).toMatchObject({ text: 'last words', name: 'Cleo' });
    const history = await chat.page({ ...cleo.ref, after: 0 }, null, 10);
    expect(history.messages.at(-1)?.text).toBe('last words');
    const again = conversation.send(cleo.ref, { nonce: nonce(), text: 'one more' });
    await expect(again).rejects.toMatchObject({ code: 'not-in-room' });
  });
});

it('a meeting does not end before what is being deleted is gone', async () => {
  const { come, context, rooms, store } = fixture();
  const conversation = new Conversation(context, rooms);
  const ana = await come('Ana');
  const { sequence } = await conversation.send(ana.ref, { nonce: crypto.randomUUID(), text: 'hello' });
  const order: string[] = [];
  const { gate, letGo } = newGate();
  const remove = context.chat.delete.bind(context.chat);
  context.chat.delete = async (...asked) => {
    await gate;
    order.push('deleted');
    return remove(...asked);
  };
  store.endMeeting = async () => void order.push('ended');
  const deleting = conversation.delete(ana.ref, { sequence });
  // It has been looked up, and is being deleted.
  await settled();
  const ending = rooms.end(rooms.find(ana.ref).room);
  await settled();
  letGo();
  await Promise.all([deleting, ending]);
  expect(order).toEqual(['deleted', 'ended']);
});

it('with no history, the chat goes with the last one', async () => {
  const { come, context, rooms } = fixture();
  const conversation = new Conversation(context, rooms);
  const ana = await come('Ana');
  const { room } = rooms.find(ana.ref);
  room.settings = { ...room.settings, history: 'none' };
  await conversation.send(ana.ref, { nonce: crypto.randomUUID(), text: 'hello' });
  rooms.leave(ana.ref, ana.page);
  expect(await context.chat.page({ ...ana.ref, after: 0 }, null, 10)).toMatchObject({ messages: [] });
});
