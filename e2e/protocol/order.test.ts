import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let room: string;
let host: Seated;
let ben: Seated;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  host = await Caller.joined(server.url, room, 'Host');
  ben = await Caller.joined(server.url, room, 'Ben');
});

async function lines(who = host) {
  return (await who.caller.get('order:log', {})).entries;
}

/** Takes the newest line back. */
async function undo() {
  const { id } = (await lines()).at(-1) ?? { id: '' };
  return host.caller.refusal('order:undo', { entry: id });
}

it('hosts read what was done, by whom and to whom, as it happens and later', async () => {
  const participant = ben.joined.you;
  await host.caller.get('people:stop', { participant, source: 'microphone' });
  await host.caller.get('people:role', { participant, role: 'cohost' });
  await host.caller.get('room:settings', { history: { days: 7 } });
  await ben.caller.get('room:mute-all', { mayUnmute: true });
  const seen = await ben.caller.notice('order:entry', ({ act }) => act === 'muted-all');
  expect(seen).toMatchObject({ by: 'Ben', whom: null });
  const done = [
    { act: 'ended-source', by: 'Host', whom: 'Ben', source: 'microphone', undo: 'none' },
    { act: 'role', by: 'Host', whom: 'Ben', role: 'cohost', undo: 'possible' },
    { act: 'settings', by: 'Host', undo: 'possible' },
    { act: 'muted-all', by: 'Ben', undo: 'possible' },
  ];
  expect(await lines()).toMatchObject(done);
  await server.kill();
  await server.restart();
  const { caller } = host;
  const again = await Caller.connect(server.url, { page: caller.page });
  const joined = await again.join(room, 'Host', { ticket: host.joined.ticket });
  expect(await lines({ caller: again, joined })).toMatchObject(done);
});

it('who was removed may come again once that is taken back', async () => {
  const participant = ben.joined.you;
  await host.caller.get('people:remove', { participant });
  const knock = async () => {
    const caller = await Caller.connect(server.url);
    const { ticket } = ben.joined;
    return caller.refusal('join', { room, name: 'Ben', page: caller.page, ticket });
  };
  expect(await knock()).toBe('removed');
  expect(await undo()).toBeNull();
  expect(await knock()).toBeNull();
  const removed = (await lines()).find(({ act }) => act === 'removed');
  expect(removed?.undo).toBe('done');
  expect(await host.caller.refusal('order:undo', { entry: removed?.id ?? '' })).toBe('undone-already');
  // Nobody from there is asked about any more.
  const next = await Caller.connect(server.url);
  expect(await next.refusal('join', { room, name: 'Next', page: next.page })).toBeNull();
});

it('roles, restrictions and settings are as they were before', async () => {
  const participant = ben.joined.you;
  await host.caller.get('people:role', { participant, role: 'audience' });
  expect(await undo()).toBeNull();
  await ben.caller.notice(
    'participant:changed',
    ({ participant: { id, role } }) => id === participant && role === 'speaker',
  );
  const restrictions = { microphone: true, camera: false, screen: false, chat: true };
  await host.caller.get('people:restrict', { participant, restrictions });
  expect(await ben.caller.refusal('chat:send', { nonce: randomUUID(), text: 'a' })).toBe('not-permitted');
  expect(await undo()).toBeNull();
  expect(await ben.caller.refusal('chat:send', { nonce: randomUUID(), text: 'a' })).toBeNull();
  const { settings } = host.joined;
  await host.caller.get('room:settings', { locked: true, limit: 7, history: { days: 7 } });
  expect(await undo()).toBeNull();
  const { joined } = await Caller.joined(server.url, room, 'Next');
  expect(joined.settings).toEqual(settings);
});

it('anybody reports somebody to the hosts, who alone read it', async () => {
  const cem = await Caller.joined(server.url, room, 'Cem');
  const report = { participant: ben.joined.you, reason: ' Shouts at <b>everybody</b>. ' };
  expect(await cem.caller.refusal('order:report', report)).toBeNull();
  const told = await host.caller.notice('order:entry');
  expect(told).toMatchObject({
    act: 'reported',
    by: 'Cem',
    whom: 'Ben',
    reason: 'Shouts at <b>everybody</b>.',
  });
  expect(ben.caller.notices('order:entry')).toEqual([]);
  expect(cem.caller.notices('order:entry')).toEqual([]);
  expect(await cem.caller.refusal('order:report', { ...report, reason: 'x'.repeat(501) })).toBe(
    'report-too-long',
  );
  expect(await cem.caller.refusal('order:report', { ...report, participant: cem.joined.you })).toBe(
    'not-permitted',
  );
  expect(await host.caller.refusal('order:undo', { entry: told.id })).toBe('not-found');
});

it('nobody else reads the log or takes anything back', async () => {
  await host.caller.get('room:settings', { limit: 9 });
  const [line] = await lines();
  expect(await ben.caller.refusal('order:log', {})).toBe('not-permitted');
  expect(await ben.caller.refusal('order:undo', { entry: line?.id ?? '' })).toBe('not-permitted');
  expect(await host.caller.refusal('order:undo', { entry: randomUUID() })).toBe('not-found');
  expect(await lines()).toHaveLength(1);
});
