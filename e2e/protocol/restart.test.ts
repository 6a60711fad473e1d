import { randomUUID } from 'node:crypto';
import { NO_RESTRICTIONS } from '../support/rights.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let ana: Seated;
let ben: Seated;

beforeEach(async () => {
  server = await TestServer.start();
  ana = await Caller.joined(server.url, 'lasting', 'Ana');
  ben = await Caller.joined(server.url, 'lasting', 'Ben');
});

afterEach(() => server.stop());

async function crash(): Promise<void> {
  const closed = [ana.caller.closed(), ben.caller.closed()];
  await server.kill();
  await Promise.all(closed);
  await server.restart();
}

/** The page of somebody is still there and comes back by itself. */
async function comesBack({ caller, joined }: Seated, name: string): Promise<Seated> {
  const again = await Caller.connect(server.url, { page: caller.page });
  return { caller: again, joined: await again.join('lasting', name, { ticket: joined.ticket }) };
}

it('everybody is back in their seats, with their names and roles, whoever comes first', async () => {
  await ana.caller.get('people:role', { participant: ben.joined.you, role: 'host' });
  const cem = await Caller.joined(server.url, 'lasting', 'Cem');
  await crash();
  const backCem = await comesBack(cem, 'Cem');
  const backBen = await comesBack(ben, 'Ben');
  const backAna = await comesBack(ana, 'Ana');
  const seats = backAna.joined.participants.map(({ id, name, role }) => ({ id, name, role }));
  expect(seats).toHaveLength(3);
  expect(seats).toEqual(
    expect.arrayContaining([
      { id: ana.joined.you, name: 'Ana', role: 'host' },
      { id: ben.joined.you, name: 'Ben', role: 'host' },
      { id: cem.joined.you, name: 'Cem', role: 'speaker' },
    ]),
  );
  for (const { caller } of [backAna, backBen, backCem]) caller.leave();
});

it('somebody new is no host of a room whose host has not come back yet', async () => {
  await crash();
  const early = await Caller.joined(server.url, 'lasting', 'Early');
  const back = await comesBack(ana, 'Ana');
  const roles = Object.fromEntries(back.joined.participants.map(({ name, role }) => [name, role]));
  expect(roles['Ana']).toBe('host');
  early.caller.leave();
});

it("an old ticket gives today's rights", async () => {
  const restrictions = { ...NO_RESTRICTIONS, chat: true, camera: true };
  await ana.caller.get('people:restrict', { participant: ben.joined.you, restrictions });
  await ana.caller.get('room:settings', { limit: 7 });
  await crash();
  const back = await comesBack(ben, 'Ben');
  const you = back.joined.participants.find(({ id }) => id === ben.joined.you);
  expect(you).toMatchObject({ role: 'speaker', restrictions });
  expect(back.joined.settings).toMatchObject({ limit: 7 });
  expect(await back.caller.refusal('chat:send', { nonce: randomUUID(), text: 'hello' })).toBe(
    'not-permitted',
  );
});

it('who was removed stays out', async () => {
  await ana.caller.get('people:remove', { participant: ben.joined.you });
  await crash();
  const again = await Caller.connect(server.url, { page: ben.caller.page });
  const join = { room: 'lasting', name: 'Ben', page: ben.caller.page, ticket: ben.joined.ticket };
  expect(await again.refusal('join', join)).toBe('removed');
  // Ana is awaited.
  expect((await again.get('lobby:enter', { room: 'lasting' })).people).toEqual([{ name: 'Ana' }]);
});

it('a reload while the server is away keeps the seat; the page before it does not', async () => {
  await crash();
  const reloaded = await Caller.connect(server.url);
  const joined = await reloaded.join('lasting', 'Ben', { ticket: ben.joined.ticket });
  expect(joined.you).toBe(ben.joined.you);
  reloaded.leave();
  const old = await comesBack(ben, 'Ben');
  expect(old.joined.you).not.toBe(ben.joined.you);
});

it('what was written is still there, and goes on counting', async () => {
  const first = await ana.caller.get('chat:send', { nonce: randomUUID(), text: 'before the crash' });
  await crash();
  const back = await comesBack(ana, 'Ana');
  expect(back.joined.chat.messages).toEqual([first]);
  const second = await back.caller.get('chat:send', { nonce: randomUUID(), text: 'after it' });
  expect(second.sequence).toBe(first.sequence + 1);
});

it('an orderly stop closes the sockets, and the seats are there afterwards', async () => {
  const closed = [ana.caller.closed(), ben.caller.closed()];
  await server.terminate();
  await Promise.all(closed);
  await server.restart();
  const back = await comesBack(ben, 'Ben');
  expect(back.joined.you).toBe(ben.joined.you);
});
