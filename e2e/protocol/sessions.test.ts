import { randomUUID } from 'node:crypto';
import { RoomId, type NewRoom } from '@hangouts/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { ServerClock } from '../support/clock.js';
import { TestServer } from '../support/server.js';

const MINUTE = 60_000;

let clock: ServerClock;
let server: TestServer;

beforeAll(async () => {
  clock = await ServerClock.make();
  server = await TestServer.start(clock.environment);
});

afterAll(async () => {
  await server.stop();
  await clock.remove();
});

/** A room of somebody's own, in whose first session its owner let in Guest, said something, and all left. */
async function afterSession(settings: NonNullable<NewRoom['settings']>) {
  const response = await fetch(`${server.url}/api/v1/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'personal', settings }),
  });
  const { room, key }: { room: string; key: string } = await response.json();
  const ownerComes = async () => {
    const caller = await Caller.connect(server.url);
    return { caller, joined: await caller.join(room, 'Owner', { invitation: key }) };
  };
  const owner = await ownerComes();
  const guest = await Caller.connect(server.url);
  await guest.refusal('join', { room: RoomId.parse(room), name: 'Guest', page: guest.page });
  await owner.caller.get('waiting:admit', { waiter: null });
  await guest.notice('waiting:answer');
  const { ticket } = await guest.join(room, 'Guest');
  await owner.caller.get('chat:send', { nonce: randomUUID(), text: 'at ten' });
  await guest.get('leave', {});
  await owner.caller.get('leave', {});
  const comesBack = async () => {
    const caller = await Caller.connect(server.url);
    return caller.refusal('join', { room: RoomId.parse(room), name: 'Guest', page: caller.page, ticket });
  };
  return { comesBack, ownerComes };
}

it('a guest of the session before waits as everybody does, a minute later already', async () => {
  const { comesBack, ownerComes } = await afterSession({ waitingRoom: true });
  await clock.forward(2 * MINUTE);
  expect(await comesBack()).toBe('waiting');
  const { caller, joined } = await ownerComes();
  expect(joined.chat.messages).toMatchObject([{ text: 'at ten' }]);
  expect(await comesBack()).toBe('waiting');
  await caller.notice('waiting:list', ({ waiting }) => waiting.length === 2);
});

it('a meeting is over a quarter of an hour after the last one left: its chat goes, or stays for the days that are set', async () => {
  const plain = await afterSession({ waitingRoom: true });
  const kept = await afterSession({ waitingRoom: true, history: { days: 7 } });
  await clock.forward(16 * MINUTE);
  const next = await plain.ownerComes();
  expect(next.joined).toMatchObject({ chat: { messages: [] }, settings: { waitingRoom: true } });
  expect(await plain.comesBack()).toBe('waiting');
  const { joined } = await kept.ownerComes();
  expect(joined.chat.messages).toMatchObject([{ text: 'at ten' }]);
  expect(await kept.comesBack()).toBe('waiting');
});
