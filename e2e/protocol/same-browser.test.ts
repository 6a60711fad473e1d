import { randomUUID } from 'node:crypto';
import type { Participant, RequestInput } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { NO_RESTRICTIONS } from '../support/rights.js';
import { TestServer } from '../support/server.js';

const HOME = { 'x-forwarded-for': '198.51.100.20' };

let server: TestServer;
let room: string;
let host: Seated;
let cookie: string;
let ben: Seated;

beforeAll(async () => {
  server = await TestServer.start({ TRUST_PROXY: '127.0.0.1/8' });
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  cookie = await browserCookie();
  host = await Caller.joined(server.url, room, 'Host');
  ben = await opens();
});

/** The cookie that a browser gets with its first word to the server, as it sends it back. */
async function browserCookie(): Promise<string> {
  const response = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
  const [given = ''] = response.headers.getSetCookie();
  return given.split(';')[0] ?? '';
}

/** Ben opens the link in his browser: another page, and no ticket where none is given. */
async function opens(more: Partial<RequestInput<'join'>> = {}): Promise<Seated> {
  const caller = await Caller.connect(server.url, { headers: { cookie } });
  return { caller, joined: await caller.join(room, 'Ben', more) };
}

function self({ joined: { you, participants } }: Seated): Participant | undefined {
  return participants.find(({ id }) => id === you);
}

function says({ caller }: Seated) {
  return caller.refusal('chat:send', { nonce: randomUUID(), text: 'hello' });
}

it('what was taken is not had by opening the link again, nor by a second tab', async () => {
  const restrictions = { ...NO_RESTRICTIONS, chat: true };
  await host.caller.get('people:restrict', { participant: ben.joined.you, restrictions });
  const copy = await opens();
  expect(self(copy)).toMatchObject({ role: 'speaker', restrictions });
  expect(await says(copy)).toBe('not-permitted');
  for (const { caller } of [ben, copy]) await caller.get('leave', {});
  const again = await opens();
  expect(again.joined.you).not.toBe(ben.joined.you);
  expect(await says(again)).toBe('not-permitted');
  await host.caller.get('people:restrict', {
    participant: again.joined.you,
    restrictions: NO_RESTRICTIONS,
  });
  expect(await says(again)).toBeNull();
  await again.caller.get('leave', {});
  expect(await says(await opens())).toBeNull();
  expect(await says(await opens({ ticket: ben.joined.ticket }))).toBeNull();
});

it('who was moved to the audience is there again, and by an invitation what it says', async () => {
  await host.caller.get('people:role', { participant: ben.joined.you, role: 'audience' });
  await ben.caller.get('leave', {});
  expect(self(await opens())?.role).toBe('audience');
  const { invitation } = await host.caller.get('invitation:make', { role: 'speaker', lasts: 60 });
  expect(self(await opens({ invitation }))?.role).toBe('speaker');
  const stranger = await Caller.joined(server.url, room, 'Stranger');
  expect(self(stranger)?.role).toBe('speaker');
});

it('a restart forgets nothing of it, and who is removed right after one is known by browser and network', async () => {
  const restrictions = { ...NO_RESTRICTIONS, chat: true };
  const hers = await browserCookie();
  const eve = await Caller.connect(server.url, { headers: { ...HOME, cookie: hers } });
  const { you: participant } = await eve.join(room, 'Eve');
  await host.caller.get('people:restrict', { participant: ben.joined.you, restrictions });
  await server.kill();
  await server.restart();
  const back = await Caller.connect(server.url, { page: host.caller.page });
  await back.join(room, 'Host', { ticket: host.joined.ticket });
  expect(self(await opens())?.restrictions).toEqual(restrictions);
  // Before she is back.
  await back.get('people:remove', { participant });
  for (const [headers, answer] of [
    [{ cookie: hers }, 'removed'],
    [HOME, 'waiting'],
  ] as const) {
    const again = await Caller.connect(server.url, { headers });
    expect(await again.refusal('join', { room, name: 'Eve', page: again.page })).toBe(answer);
  }
});
