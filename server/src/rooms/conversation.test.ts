import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.js';
import { fixture } from './fixture.js';
import type { SeatRef } from './ports.js';

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
