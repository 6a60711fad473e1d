import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { TestServer } from '../support/server.js';

/** What was asked for before something was decided, and would take hold only after it. */
let server: TestServer;
let room: string;
let host: Seated;
let cem: Seated;

const NOTHING = { microphone: false, camera: false, screen: false, chat: false };

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  host = await Caller.joined(server.url, room, 'Host');
  cem = await Caller.joined(server.url, room, 'Cem');
});

describe('a cohost whose passcode is being hashed', () => {
  /** Answers that are under way; the first hash takes longer than a removal. */
  let asked: Promise<unknown>[];
  beforeEach(async () => {
    await host.caller.get('people:role', { participant: cem.joined.you, role: 'cohost' });
    asked = Array.from({ length: 5 }, (_, index) =>
      cem.caller.refusal('room:settings', { passcode: `evil ${index}`, allow: NOTHING, locked: true }),
    );
    // Asked on the same line, so that it is answered after those have begun.
    await cem.caller.get('order:log', {});
  });

  it('and who is removed meanwhile changes nothing', async () => {
    await host.caller.get('people:remove', { participant: cem.joined.you });
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['not-in-room', 'rate-limited']));
    const { settings } = await host.caller.join(room, 'Host', { ticket: host.joined.ticket });
    expect(settings).toMatchObject({ passcode: false, locked: false, allow: { chat: true } });
  });

  it('does not bring back a meeting that is ended meanwhile', async () => {
    await host.caller.get('room:end', {});
    await Promise.all(asked);
    const { joined } = await Caller.joined(server.url, room, 'Dora');
    expect(joined.settings).toMatchObject({ passcode: false, locked: false });
    expect(joined.participants).toMatchObject([{ name: 'Dora', role: 'host' }]);
  });
});

describe('messages under way', () => {
  const answers = (to: number) =>
    Array.from({ length: 30 }, () =>
      cem.caller.refusal('chat:send', { nonce: randomUUID(), text: 'late', replyTo: to }),
    );

  it('go with a meeting that is ended', async () => {
    const { sequence } = await host.caller.get('chat:send', { nonce: randomUUID(), text: 'first' });
    const asked = answers(sequence);
    await host.caller.get('room:end', {});
    await Promise.all(asked);
    const { joined } = await Caller.joined(server.url, room, 'Dora');
    expect(joined.chat.messages).toEqual([]);
  });
});

it('who comes by another line has no other budget for the chat', async () => {
  const say = ({ caller }: Seated) => caller.refusal('chat:send', { nonce: randomUUID(), text: 'again' });
  const before = await Promise.all(Array.from({ length: 60 }, () => say(cem)));
  expect(before.filter((code) => code !== null)).toEqual([]);
  const { page } = cem.caller;
  const caller = await Caller.connect(server.url, { page });
  const joined = await caller.join(room, 'Cem', { ticket: cem.joined.ticket });
  expect(joined.you).toBe(cem.joined.you);
  expect(await say({ caller, joined })).toBe('rate-limited');
});

it('who was let in under a name comes in under no other', async () => {
  await host.caller.get('room:settings', { waitingRoom: true });
  const caller = await Caller.connect(server.url);
  const knock = (name: string) => caller.refusal('join', { room, name, page: caller.page });
  expect(await knock('Anna')).toBe('waiting');
  await host.caller.get('waiting:admit', { waiter: null });
  await caller.notice('waiting:answer', ({ admitted }) => admitted);
  expect(await knock('Mallory')).toBe('waiting');
  expect(await knock('Anna')).toBe(null);
});

it('reports take no place of what was decided', async () => {
  await host.caller.get('people:restrict', {
    participant: cem.joined.you,
    restrictions: { ...NOTHING, chat: true },
  });
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(
      Array.from({ length: 8 }, () =>
        cem.caller.refusal('order:report', { participant: host.joined.you, reason: 'again' }),
      ),
    );
  }
  const { entries } = await host.caller.get('order:log', {});
  expect(entries[0]).toMatchObject({ act: 'restricted', undo: 'possible' });
  expect(entries.filter(({ act }) => act === 'reported')).toHaveLength(4);
});
