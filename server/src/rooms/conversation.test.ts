import { expect, it } from 'vitest';
import { Conversation } from './conversation.js';
import { fixture } from './fixture.js';
import type { SeatRef } from './ports.js';

it('keeps no space for a file whose sender leaves while it is reserved', async () => {
  const { come, context, rooms } = fixture();
  const ana = await come('Ana');
  const reserved = new Set<SeatRef['participant']>();
  context.files = {
    ...context.files,
    begin: async ({ participant }) => {
      rooms.leave(ana.ref, ana.page);
      reserved.add(participant);
      return { offset: 0, file: null };
    },
    drop: async ({ participant }) => void reserved.delete(participant),
  };
  const request = { upload: crypto.randomUUID(), name: 'a.txt', size: 10, type: 'text/plain' };
  const begun = new Conversation(context, rooms).beginFile(ana.ref, request);
  await expect(begun).rejects.toMatchObject({ code: 'not-in-room' });
  expect(reserved.size).toBe(0);
});
