import { randomUUID } from 'node:crypto';
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

it('everybody is told, and who comes late finds it', async () => {
  const participant = ben.joined.you;
  expect(ben.joined.spotlight).toBeNull();
  await ana.caller.get('room:spotlight', { participant });
  for (const { caller } of [ana, ben]) {
    expect(await caller.notice('room:spotlight')).toEqual({ participant });
  }
  const late = await Caller.joined(server.url, room, 'Cem');
  expect(late.joined.spotlight).toBe(participant);

  await ana.caller.get('room:spotlight', { participant: null });
  expect(await ben.caller.notice('room:spotlight', (one) => one.participant === null)).toBeDefined();
});

it('it ends when the one who is in it leaves', async () => {
  await ana.caller.get('room:spotlight', { participant: ben.joined.you });
  ben.caller.leave();
  await ana.caller.notice('room:spotlight', ({ participant }) => participant === null);
  await ana.caller.notice('participant:left');
  const late = await Caller.joined(server.url, room, 'Cem');
  expect(late.joined.spotlight).toBeNull();
});

it('it is not for people who are not in the room', async () => {
  const elsewhere = await Caller.joined(server.url, `room-${randomUUID()}`, 'Eve');
  for (const participant of [randomUUID(), elsewhere.joined.you]) {
    expect(await ana.caller.refusal('room:spotlight', { participant })).toBe('not-found');
  }
  expect(await elsewhere.caller.refusal('room:spotlight', { participant: ben.joined.you })).toBe('not-found');
  expect(await ben.caller.refusal('room:spotlight', { participant: ben.joined.you })).toBe('not-permitted');
  const outside = await Caller.connect(server.url);
  expect(await outside.refusal('room:spotlight', { participant: null })).toBe('not-in-room');
  expect(ana.caller.notices('room:spotlight')).toEqual([]);
  expect(ben.caller.notices('room:spotlight')).toEqual([]);
});

it('it is still there after the server was killed', async () => {
  const own = await TestServer.start();
  try {
    const host = await Caller.joined(own.url, 'lasting', 'Ana');
    await host.caller.get('room:spotlight', { participant: host.joined.you });
    const closed = host.caller.closed();
    await own.kill();
    await closed;
    await own.restart();
    const back = await Caller.connect(own.url, { page: host.caller.page });
    const joined = await back.join('lasting', 'Ana', { ticket: host.joined.ticket });
    expect(joined.spotlight).toBe(host.joined.you);
    back.leave();
  } finally {
    await own.stop();
  }
});
