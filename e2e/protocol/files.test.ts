import { randomBytes, randomUUID } from 'node:crypto';
import { CHUNK_SIZE, FILE_SIZE, RoomId, type FileProgress } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { TestServer } from '../support/server.js';

/** The first bytes of a PNG (its signature), which make it one to the server. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

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

function anything(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(length));
}

interface Sending {
  upload: string;
  bytes: Uint8Array<ArrayBuffer>;
}

function begin({ caller }: Seated, { upload, bytes }: Sending, name = 'notes.bin'): Promise<FileProgress> {
  return caller.get('file:begin', { upload, name, size: bytes.length, type: 'application/x-anything' });
}

function send({ caller }: Seated, { upload, bytes }: Sending, offset: number): Promise<FileProgress> {
  return caller.get('file:chunk', { upload, offset, data: bytes.subarray(offset, offset + CHUNK_SIZE) });
}

/** Sends what is missing, and gives the last answer. */
async function finish(who: Seated, sending: Sending, from = 0): Promise<FileProgress> {
  let progress: FileProgress = { offset: from, message: null };
  while (progress.message === null) progress = await send(who, sending, progress.offset);
  return progress;
}

function fetchFile(id: string, ticket: string | null, where = room): Promise<Response> {
  const headers: Record<string, string> = ticket === null ? {} : { authorization: `Bearer ${ticket}` };
  return fetch(`${server.url}/api/v1/rooms/${where}/files/${id}`, { headers });
}

it('goes up in chunks, becomes a message, and comes down whole', async () => {
  const sending = { upload: randomUUID(), bytes: anything(3 * CHUNK_SIZE + 17) };
  expect(await begin(ana, sending, 'straße "1".bin')).toEqual({ offset: 0, message: null });
  const { message, offset } = await finish(ana, sending);
  expect(offset).toBe(sending.bytes.length);
  expect(message?.file).toMatchObject({ name: 'straße "1".bin', size: sending.bytes.length, image: false });
  expect(await ben.caller.notice('chat:message')).toEqual(message);

  const response = await fetchFile(message?.file?.id ?? '', ben.joined.ticket);
  expect(Buffer.from(await response.arrayBuffer()).equals(sending.bytes)).toBe(true);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
});

it('the kind is what the bytes are, not what the sender says', async () => {
  const picture = { upload: randomUUID(), bytes: new Uint8Array([...PNG, ...anything(500)]) };
  await begin(ana, picture, 'picture.html');
  const { message } = await finish(ana, picture);
  expect(message?.file).toMatchObject({ type: 'image/png', image: true });

  const page = { upload: randomUUID(), bytes: new TextEncoder().encode('<script>alert(1)</script>') };
  await ana.caller.get('file:begin', {
    upload: page.upload,
    name: 'a.png',
    size: page.bytes.length,
    type: 'text/html',
  });
  const html = await finish(ana, page);
  expect(html.message?.file).toMatchObject({ type: 'application/octet-stream', image: false });
});

describe('taken up again', () => {
  it('after a lost line, from where the server has it', async () => {
    const sending = { upload: randomUUID(), bytes: anything(4 * CHUNK_SIZE) };
    await begin(ana, sending);
    await send(ana, sending, 0);
    await send(ana, sending, CHUNK_SIZE);
    ana.caller.loseLine();
    const back = await Caller.connect(server.url, { page: ana.caller.page });
    const again = { caller: back, joined: await back.join(room, 'Ana', { ticket: ana.joined.ticket }) };
    expect(await begin(again, sending)).toEqual({ offset: 2 * CHUNK_SIZE, message: null });
    const { message } = await finish(again, sending, 2 * CHUNK_SIZE);
    const response = await fetchFile(message?.file?.id ?? '', ben.joined.ticket);
    expect(Buffer.from(await response.arrayBuffer()).equals(sending.bytes)).toBe(true);
  });

  it('when the last answer was lost: one message, given again', async () => {
    const sending = { upload: randomUUID(), bytes: anything(100) };
    await begin(ana, sending);
    const { message } = await finish(ana, sending);
    expect((await begin(ana, sending)).message).toEqual(message);
    expect((await send(ana, sending, 0)).message).toEqual(message);
    await ana.caller.get('chat:send', { nonce: randomUUID(), text: 'last' });
    await ben.caller.notice('chat:message', ({ text }) => text === 'last');
    expect(ben.caller.notices('chat:message')).toHaveLength(2);
  });
});

describe('the order of chunks', () => {
  it('a chunk that stands already is passed over', async () => {
    const sending = { upload: randomUUID(), bytes: anything(3 * CHUNK_SIZE) };
    await begin(ana, sending);
    await send(ana, sending, 0);
    await send(ana, sending, CHUNK_SIZE);
    expect((await send(ana, sending, 0)).offset).toBe(2 * CHUNK_SIZE);
    await finish(ana, sending, 2 * CHUNK_SIZE);
  });

  it('a chunk from further on, or over the end, is refused', async () => {
    const { caller } = ana;
    const sending = { upload: randomUUID(), bytes: anything(2 * CHUNK_SIZE) };
    await begin(ana, sending);
    const { upload } = sending;
    const data = anything(CHUNK_SIZE);
    expect(await caller.refusal('file:chunk', { upload, offset: CHUNK_SIZE, data })).toBe('file-offset');
    await send(ana, sending, 0);
    await caller.get('file:chunk', { upload, offset: CHUNK_SIZE, data: data.subarray(0, 10) });
    const over = { upload, offset: CHUNK_SIZE + 10, data };
    expect(await caller.refusal('file:chunk', over)).toBe('file-offset');
  });

  it('a chunk of too many bytes, or of none, is none', async () => {
    const { caller } = ana;
    const sending = { upload: randomUUID(), bytes: anything(2 * CHUNK_SIZE) };
    await begin(ana, sending);
    const { upload, bytes } = sending;
    for (const data of [bytes.subarray(0, CHUNK_SIZE + 1), new Uint8Array(0)]) {
      expect(await caller.refusal('file:chunk', { upload, offset: 0, data })).toBe('invalid');
    }
  });

  it('an upload is its sender’s own', async () => {
    const sending = { upload: randomUUID(), bytes: anything(200) };
    await begin(ana, sending);
    const chunk = { upload: sending.upload, offset: 0, data: sending.bytes };
    expect(await ben.caller.refusal('file:chunk', chunk)).toBe('not-found');
    await ben.caller.get('file:cancel', { upload: sending.upload });
    expect((await send(ana, sending, 0)).message).not.toBeNull();
  });

  it('what was cancelled is gone', async () => {
    const sending = { upload: randomUUID(), bytes: anything(2 * CHUNK_SIZE) };
    await begin(ana, sending);
    await ana.caller.get('file:cancel', { upload: sending.upload });
    const chunk = { upload: sending.upload, offset: 0, data: sending.bytes.subarray(0, 10) };
    expect(await ana.caller.refusal('file:chunk', chunk)).toBe('not-found');
  });
});

describe('limits', () => {
  const ask = (who: Seated, size: number) =>
    who.caller.refusal('file:begin', { upload: randomUUID(), name: 'large.bin', size, type: '' });

  it('nothing, too much, and a fourth at once', async () => {
    expect(await ask(ana, 0)).toBe('file-empty');
    expect(await ask(ana, FILE_SIZE + 1)).toBe('file-too-big');
    for (let count = 0; count < 3; count += 1) expect(await ask(ana, 1_000)).toBeNull();
    expect(await ask(ana, 1_000)).toBe('files-busy');
  });

  it('what is only announced takes no space from anybody', async () => {
    const people = [];
    for (let index = 0; index < 7; index += 1)
      people.push(await Caller.joined(server.url, room, `Sender ${index}`));
    const answers = [];
    for (const person of people) {
      for (let count = 0; count < 3; count += 1) answers.push(await ask(person, FILE_SIZE));
    }
    // More than the room's whole space.
    expect(answers).toEqual(Array(21).fill(null));
    const sending = { upload: randomUUID(), bytes: anything(CHUNK_SIZE) };
    await begin(ana, sending);
    expect((await finish(ana, sending)).message).not.toBeNull();
  });

  it('a room that is full says so, and has space again when somebody gives up', async () => {
    const senders = [];
    for (let index = 0; index < 7; index += 1)
      senders.push(await Caller.joined(server.url, room, `Sender ${index}`));
    const bytes = anything(FILE_SIZE);
    // All but the last piece of each: they go with their sender.
    const almost = async (who: Seated) => {
      const sending = { upload: randomUUID(), bytes };
      let { offset } = await begin(who, sending);
      while (offset + CHUNK_SIZE < bytes.length) ({ offset } = await send(who, sending, offset));
    };
    await Promise.all(
      senders.map(async (who) => {
        for (let count = 0; count < 3; count += 1) await almost(who);
      }),
    ).catch((error: unknown) => expect(String(error)).toContain('files-room-full'));
    expect(await ask(ana, FILE_SIZE)).toBe('files-room-full');
    senders[0]?.caller.leave();
    await ana.caller.notice('participant:left');
    expect(await ask(ana, FILE_SIZE)).toBeNull();
  });
});

describe('who may fetch', () => {
  let id: string;

  beforeEach(async () => {
    const sending = { upload: randomUUID(), bytes: anything(100) };
    await begin(ana, sending);
    const { message } = await finish(ana, sending);
    id = message?.file?.id ?? '';
  });

  it('members only; to everybody else the file does not exist', async () => {
    expect((await fetchFile(id, ben.joined.ticket)).status).toBe(200);
    const stranger = await Caller.joined(server.url, `${room}-2`, 'Stranger');
    const missing = await fetchFile('0'.repeat(40), ben.joined.ticket);
    const body = await missing.text();
    for (const [ticket, where] of [
      [null, room],
      ['nonsense', room],
      [stranger.joined.ticket, room],
      [stranger.joined.ticket, RoomId.parse(`${room}-2`)],
      [ana.joined.ticket, `${room}-2`],
    ] as const) {
      const response = await fetchFile(id, ticket, where);
      expect([response.status, await response.text()]).toEqual([404, body]);
    }
  });

  it('nobody who has left or was removed', async () => {
    const later = await Caller.joined(server.url, room, 'Later');
    await ana.caller.get('people:remove', { participant: ben.joined.you });
    expect((await fetchFile(id, ben.joined.ticket)).status).toBe(404);
    await ana.caller.get('leave', {});
    expect((await fetchFile(id, later.joined.ticket)).status).toBe(200);
    expect((await fetchFile(id, ana.joined.ticket)).status).toBe(404);
  });
});

it('whole files and half ones outlast a crash of the server', async () => {
  const whole = { upload: randomUUID(), bytes: anything(CHUNK_SIZE + 5) };
  const half = { upload: randomUUID(), bytes: anything(2 * CHUNK_SIZE) };
  await begin(ana, whole);
  const { message } = await finish(ana, whole);
  await begin(ana, half);
  await send(ana, half, 0);
  await server.kill();
  await server.restart();

  const back = await Caller.connect(server.url, { page: ana.caller.page });
  const again = { caller: back, joined: await back.join(room, 'Ana', { ticket: ana.joined.ticket }) };
  const response = await fetchFile(message?.file?.id ?? '', again.joined.ticket);
  expect(Buffer.from(await response.arrayBuffer()).equals(whole.bytes)).toBe(true);
  expect((await begin(again, half)).offset).toBe(CHUNK_SIZE);
  expect((await finish(again, half, CHUNK_SIZE)).message?.file?.size).toBe(half.bytes.length);
});
