import { expect, it } from 'vitest';
import { Conversation } from './conversation.js';
import { fixture } from './fixture.js';
import { Reading } from './reading.js';

it('a search begins with the newest message, or where the one before ended', async () => {
  const { come, context, rooms } = fixture();
  const ana = await come('Ana');
  const conversation = new Conversation(context, rooms);
  const reading = new Reading(context, rooms);
  const search = async (before?: number) => {
    const { messages } = await reading.search(ana.ref, { text: 'tea', before });
    return messages.map(({ text }) => text);
  };
  expect(await search()).toEqual([]);
  for (const text of ['tea', 'coffee', 'more tea'])
    await conversation.send(ana.ref, { nonce: crypto.randomUUID(), text });
  expect(await search()).toEqual(['tea', 'more tea']);
  expect(await search(3)).toEqual(['tea']);
});
