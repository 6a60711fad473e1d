/** Every way by which somebody could get what was written privately to others, and none is one. */
import { randomUUID } from 'node:crypto';
import type { ChatMessage } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { fetchFile, sendFile } from '../support/sent-files.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let room: string;
/** The host. */
let hana: Seated;
let ana: Seated;
let ben: Seated;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  hana = await Caller.joined(server.url, room, 'Hana');
  ana = await Caller.joined(server.url, room, 'Ana');
  ben = await Caller.joined(server.url, room, 'Ben');
});

function write({ caller }: Seated, text: string, more: object = {}) {
  return caller.get('chat:send', { nonce: randomUUID(), text, ...more });
}

const to = ({ joined }: Seated) => ({ to: joined.you });

/** Waits until everything that was said before has come to somebody. */
async function hasHeardAll(who: Seated, from: Seated): Promise<void> {
  const { id } = await write(from, 'that is all');
  await who.caller.notice('chat:message', (message) => message.id === id);
}

/** All that somebody was told, as one text. */
const heardBy = ({ caller }: Seated) => JSON.stringify(caller.heard);

async function historyOf({ caller }: Seated, limit = 100): Promise<ChatMessage[]> {
  return (await caller.get('chat:history', { before: Number.MAX_SAFE_INTEGER, limit })).messages;
}

it('comes to the one whom it is for, and is marked as private for both', async () => {
  const message = await write(ana, 'a secret', to(ben));
  expect(message.to).toEqual({ participant: ben.joined.you, name: 'Ben' });
  expect(await ben.caller.notice('chat:message')).toEqual(message);
  expect(await ana.caller.notice('chat:message')).toEqual(message);
  expect(await historyOf(ben)).toEqual([message]);
});

it('a third hears and reads nothing of it, and neither does a host', async () => {
  const { sequence } = await write(ana, 'a secret', to(ben));
  await ana.caller.get('chat:edit', { sequence, text: 'another secret' });
  await write(ben, 'a secret too', { ...to(ana), replyTo: sequence, mentions: [ana.joined.you] });
  await hasHeardAll(hana, ana);
  expect(heardBy(hana)).not.toContain('secret');
  expect((await historyOf(hana)).map(({ text }) => text)).toEqual(['that is all']);
  const late = await Caller.joined(server.url, room, 'Late');
  expect(late.joined.chat.messages.map(({ text }) => text)).toEqual(['that is all']);
  for (const { caller } of [hana, late]) {
    expect(await caller.get('chat:quotes', { sequences: [sequence, sequence + 1] })).toEqual({
      messages: [],
    });
    expect((await caller.get('chat:search', { text: 'secret' })).messages).toEqual([]);
    const reply = { nonce: randomUUID(), text: 'I know', replyTo: sequence };
    expect(await caller.refusal('chat:send', reply)).toBe('not-found');
    expect(await caller.refusal('chat:edit', { sequence, text: 'mine' })).toBe('not-found');
    expect(await caller.refusal('chat:delete', { sequence })).toBe('not-found');
  }
  await ana.caller.get('chat:delete', { sequence });
  await ben.caller.notice('chat:changed', ({ deleted }) => deleted === 'sender');
  await hasHeardAll(hana, ana);
  expect(hana.caller.notices('chat:changed')).toEqual([]);
});

it('what others said privately takes no place on a page', async () => {
  await write(hana, 'first');
  for (let index = 0; index < 12; index += 1) await write(ana, `secret ${index}`, to(ben));
  await write(hana, 'last');
  const page = await hana.caller.get('chat:history', { before: Number.MAX_SAFE_INTEGER, limit: 2 });
  expect(page.messages.map(({ text }) => text)).toEqual(['first', 'last']);
  expect(page.more).toBe(false);
  const newest = await hana.caller.get('chat:history', { before: Number.MAX_SAFE_INTEGER, limit: 1 });
  expect([newest.messages.length, newest.more]).toEqual([1, true]);
});

it('a line that was lost for a moment recovers one’s own, and not others’', async () => {
  await write(hana, 'something to recover from');
  await Promise.all([hana, ben].map(({ caller }) => caller.notice('chat:message')));
  hana.caller.loseLine();
  ben.caller.loseLine();
  for (const { joined } of [hana, ben]) {
    await ana.caller.notice('participant:changed', ({ participant }) => participant.id === joined.you);
  }
  await write(ana, 'a secret', to(ben));
  await write(ana, 'for all');
  for (const { caller } of [hana, ben]) {
    caller.socket.connect();
    await caller.notice('chat:message', ({ text }) => text === 'for all');
    expect(caller.socket.recovered).toBe(true);
  }
  const texts = [hana, ben].map(({ caller }) =>
    caller.notices('chat:message').flatMap(({ text }) => (text.startsWith('something') ? [] : [text])),
  );
  expect(texts).toEqual([['for all'], ['a secret', 'for all']]);
});

it('who comes back to their seat finds it again; another with the same name does not', async () => {
  await write(ana, 'a secret', to(ben));
  ben.caller.leave();
  await ana.caller.notice('participant:left');
  const back = await Caller.connect(server.url);
  const joined = await back.join(room, 'Ben', { ticket: ben.joined.ticket });
  expect(joined.chat.messages.map(({ text }) => text)).toEqual(['a secret']);
  const impostor = await Caller.joined(server.url, room, 'Ben');
  expect(impostor.joined.chat.messages).toEqual([]);
});

it('after the server was killed it is private still', async () => {
  await write(ana, 'a secret', to(ben));
  await server.kill();
  await server.restart();
  const [benBack, hanaBack] = await Promise.all(
    [ben, hana].map(async ({ joined: { ticket } }) => {
      const caller = await Caller.connect(server.url);
      return caller.join(room, 'Somebody', { ticket });
    }),
  );
  expect(benBack?.chat.messages.map(({ text }) => text)).toEqual(['a secret']);
  expect(hanaBack?.chat.messages).toEqual([]);
});

describe('whom it can be for', () => {
  it('nobody who has left, was never there, is elsewhere, or is oneself', async () => {
    const elsewhere = await Caller.joined(server.url, `${room}-2`, 'Elsewhere');
    ben.caller.leave();
    await ana.caller.notice('participant:left');
    const refusal = (participant: Seated['joined']['you']) =>
      ana.caller.refusal('chat:send', { nonce: randomUUID(), text: 'hello?', to: participant });
    expect(await refusal(ben.joined.you)).toBe('recipient-gone');
    expect(await refusal(elsewhere.joined.you)).toBe('recipient-gone');
    expect(await refusal(ana.joined.you)).toBe('invalid');
    expect(await historyOf(ana)).toEqual([]);
  });

  it('an answer to what is private cannot be for others', async () => {
    const { sequence } = await write(ana, 'a secret', to(ben));
    const answer = (more: object) =>
      ben.caller.refusal('chat:send', { nonce: randomUUID(), text: 'she said', replyTo: sequence, ...more });
    expect(await answer({})).toBe('not-permitted');
    expect(await answer(to(hana))).toBe('not-permitted');
    expect(await answer(to(ana))).toBeNull();
  });
});

describe('a private file', () => {
  it('is fetched by two, whoever knows its id', async () => {
    const message = await sendFile(ana, { content: 'for two', ...to(ben), text: 'See this' });
    expect(message).toMatchObject({ text: 'See this', to: { participant: ben.joined.you } });
    await hasHeardAll(hana, ana);
    expect(heardBy(hana)).not.toContain(message.file?.id);
    const status = async ({ joined }: Seated) =>
      (await fetchFile(server.url, room, message.file?.id ?? '', joined.ticket)).status;
    expect([await status(ana), await status(ben), await status(hana)]).toEqual([200, 200, 404]);
    const nobody = await fetchFile(server.url, room, message.file?.id ?? '', null);
    expect(nobody.status).toBe(404);
  });

  it('is not begun for somebody who is not there, and never becomes public', async () => {
    const begin = { upload: randomUUID(), name: 'a.txt', size: 3, type: '' };
    expect(await ana.caller.refusal('file:begin', { ...begin, to: hana.joined.you })).toBeNull();
    hana.caller.leave();
    await ana.caller.notice('participant:left');
    const chunk = { upload: begin.upload, offset: 0, data: new Uint8Array(3) };
    expect(await ana.caller.refusal('file:chunk', chunk)).toBe('recipient-gone');
    const again = { ...begin, upload: randomUUID(), to: hana.joined.you };
    expect(await ana.caller.refusal('file:begin', again)).toBe('recipient-gone');
    expect(await historyOf(ana)).toEqual([]);
  });
});
