import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { ChatMessage, RoomId } from '@hangouts/protocol';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { lounge, newFolder, newMessage, newSeat, openTestStore, reader } from './fixtures/store.js';

it('counts up by one in each room', async () => {
  const { chat } = await openTestStore();
  const seat = newSeat();
  const garden = RoomId.parse('garden');
  const sequences = [];
  for (const room of [lounge, garden, lounge, lounge, garden]) {
    sequences.push((await chat.append(room, newMessage(seat, 'hello'))).message.sequence);
  }
  expect(sequences).toEqual([1, 1, 2, 3, 2]);
});

it('gives a message back as it was written', async () => {
  const { chat } = await openTestStore();
  const file = { id: 'f', name: 'ноты.pdf', size: 12, type: 'application/octet-stream', image: false };
  const written = { ...newMessage(newSeat(), "Robert'); DROP TABLE messages;-- 🦊\n"), file };
  const { message } = await chat.append(lounge, written);
  expect(ChatMessage.parse(message)).toMatchObject({ text: written.text, file, at: written.at, sequence: 1 });
  expect((await chat.page(reader(), null, 10)).messages).toEqual([message]);
});

it('keeps what stands around characters that a database would choke on', async () => {
  const { chat } = await openTestStore();
  const { message } = await chat.append(lounge, newMessage(newSeat(), 'a\u0000b\ud800c'));
  expect(message.text).toBe('a\ufffdb\ufffdc');
  expect((await chat.page(reader(), null, 10)).messages).toEqual([message]);
});

it('appends once what is sent twice, for each participant', async () => {
  const { chat } = await openTestStore();
  const [ana, ben] = [newSeat(), newSeat()];
  const nonce = randomUUID();
  const first = await chat.append(lounge, newMessage(ana, 'hello', nonce));
  const second = await chat.append(lounge, newMessage(ana, 'hello again', nonce));
  const other = await chat.append(lounge, newMessage(ben, 'hi', nonce));
  expect(first.repeated).toBe(false);
  expect(second).toEqual({ message: first.message, repeated: true });
  expect(other.repeated).toBe(false);
  expect(other.message.sequence).toBe(2);
});

it('goes back page by page', async () => {
  const { chat } = await openTestStore();
  const seat = newSeat();
  for (let i = 1; i <= 5; i += 1) await chat.append(lounge, newMessage(seat, `${i}`));
  const texts = async (before: number | null, limit: number) => {
    const { messages, more } = await chat.page(reader(), before, limit);
    return [messages.map(({ text }) => text).join(''), more];
  };
  expect(await texts(null, 2)).toEqual(['45', true]);
  expect(await texts(4, 2)).toEqual(['23', true]);
  expect(await texts(2, 2)).toEqual(['1', false]);
  expect(await texts(1, 2)).toEqual(['', false]);
  expect(await texts(null, 5)).toEqual(['12345', false]);
  expect(await texts(Number.MAX_SAFE_INTEGER, 100)).toEqual(['12345', false]);
});

it('keeps its count however many write at once, some of them twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 60 }), async (nonces) => {
      const store = await openTestStore();
      const seats = [newSeat(), newSeat()];
      const ids = nonces.map((nonce) => `00000000-0000-4000-8000-00000000000${nonce}`);
      const sent = await Promise.all(
        ids.map((nonce, index) => {
          const seat = seats[index % 2] ?? newSeat();
          return store.chat.append(lounge, newMessage(seat, `${index}`, nonce));
        }),
      );
      const { messages } = await store.chat.page(reader(), null, 100);
      expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, index) => index + 1));
      expect(sent.filter(({ repeated }) => !repeated)).toHaveLength(messages.length);
      for (const { message } of sent) expect(messages).toContainEqual(message);
      await store.close();
    }),
    { numRuns: 20 },
  );
});

it('keeps every message that was acknowledged before the process was killed', async () => {
  const dataDir = await newFolder();
  const child = fork(new URL('fixtures/append-forever.ts', import.meta.url), [dataDir], {
    execArgv: ['--import', 'tsx'],
  });
  const acknowledged = await new Promise<number>((resolve, reject) => {
    let last = 0;
    child.on('message', (sequence) => {
      last = Number(sequence);
      if (last === 200) child.kill('SIGKILL');
    });
    child.on('exit', () => resolve(last));
    child.on('error', reject);
  });
  expect(acknowledged).toBeGreaterThanOrEqual(200);
  const { chat } = await openTestStore({ dataDir });
  const { messages } = await chat.page(reader(), null, 1_000_000);
  expect(messages.length).toBeGreaterThanOrEqual(acknowledged);
  expect(messages.at(-1)?.sequence).toBe(messages.length);
});
