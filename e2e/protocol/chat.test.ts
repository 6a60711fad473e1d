import { randomUUID } from 'node:crypto';
import { HISTORY_PAGE } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let room: string;
let ana: Seated;
let ben: Seated;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  ana = await Caller.joined(server.url, room, 'Ana');
  ben = await Caller.joined(server.url, room, 'Ben');
});

function write({ caller }: Seated, text: string, nonce: string = randomUUID()) {
  return caller.get('chat:send', { nonce, text });
}

it('everybody hears a line once, its writer too, as it was answered', async () => {
  const message = await write(ana, 'hello');
  expect(message).toMatchObject({ participant: ana.joined.you, name: 'Ana', text: 'hello', file: null });
  expect(await ben.caller.notice('chat:message')).toEqual(message);
  expect(await ana.caller.notice('chat:message')).toEqual(message);
});

it('the same line sent twice stands once', async () => {
  const nonce = randomUUID();
  const [first, second] = await Promise.all([write(ana, 'once', nonce), write(ana, 'once', nonce)]);
  expect(second).toEqual(first);
  expect(await write(ana, 'once, in other words', nonce)).toEqual(first);
  await write(ana, 'last');
  await ben.caller.notice('chat:message', ({ text }) => text === 'last');
  expect(ben.caller.notices('chat:message').map(({ text }) => text)).toEqual(['once', 'last']);
});

it("a nonce is its sender's own", async () => {
  const nonce = randomUUID();
  const [his, hers] = await Promise.all([write(ben, 'his', nonce), write(ana, 'hers', nonce)]);
  expect(his.text).toBe('his');
  expect(hers.text).toBe('hers');
});

it('who comes late sees what was written, and can go back to the beginning', async () => {
  const people = await Promise.all(
    Array.from({ length: 3 }, (_, index) => Caller.joined(server.url, room, `Writer ${index}`)),
  );
  for (let index = 0; index < HISTORY_PAGE + 20; index += 1) {
    const writer = people[index % 3];
    if (writer !== undefined) await write(writer, `line ${index}`);
  }
  const late = await Caller.joined(server.url, room, 'Late');
  const { messages, more } = late.joined.chat;
  expect(messages).toHaveLength(HISTORY_PAGE);
  expect(more).toBe(true);
  expect(messages.at(-1)?.text).toBe(`line ${HISTORY_PAGE + 19}`);
  const [oldest] = messages;
  const before = await late.caller.get('chat:history', { before: oldest?.sequence ?? 0 });
  expect(before.messages.map(({ text }) => text)).toEqual(
    Array.from({ length: 20 }, (_, index) => `line ${index}`),
  );
  expect(before.more).toBe(false);
  expect(await late.caller.get('chat:history', { before: 1 })).toEqual({ messages: [], more: false });
});

it('lines written at the same time have one order for everybody', async () => {
  const lines = Array.from({ length: 20 }, (_, index) => index);
  await Promise.all(lines.flatMap((index) => [write(ana, `a${index}`), write(ben, `b${index}`)]));
  const late = await Caller.joined(server.url, room, 'Late');
  const kept = late.joined.chat.messages;
  expect(kept.map(({ sequence }) => sequence)).toEqual(
    kept.map((_, index) => (kept[0]?.sequence ?? 0) + index),
  );
  for (const { caller } of [ana, ben]) {
    await caller.notice('chat:message', ({ id }) => id === kept.at(-1)?.id);
    expect(caller.notices('chat:message')).toEqual(kept);
  }
});

it('a line stays as it was written', async () => {
  const text = '<img src=x onerror=alert(1)> & "quotes" \\ \u202eabc 👩‍👩‍👧 \n second line';
  expect((await write(ana, text)).text).toBe(text);
});

it.each([
  ['', 'message-empty'],
  [' \n\t ', 'message-empty'],
  ['x'.repeat(4_001), 'message-too-long'],
  ['x'.repeat(100_000), 'message-too-long'],
])('a line that is none is refused', async (text, code) => {
  expect(await ana.caller.refusal('chat:send', { nonce: randomUUID(), text })).toBe(code);
});

it('a line of 4,000 characters is one, whatever they take in bytes', async () => {
  const text = '👋'.repeat(4_000);
  expect((await write(ana, text)).text).toBe(text);
});

it("another room's history is not to be had", async () => {
  await write(ana, 'a secret');
  const stranger = await Caller.joined(server.url, `${room}-2`, 'Stranger');
  expect(stranger.joined.chat.messages).toEqual([]);
  expect(await stranger.caller.get('chat:history', { before: 1_000 })).toEqual({ messages: [], more: false });
  expect(stranger.caller.notices('chat:message')).toEqual([]);
});

it('the meeting is still the same when everybody has left for a moment', async () => {
  await write(ana, 'see you');
  ana.caller.leave();
  ben.caller.leave();
  const next = await Caller.connect(server.url);
  const joined = await next.join(room, 'Next');
  expect(joined.chat.messages.map(({ text }) => text)).toEqual(['see you']);
});
