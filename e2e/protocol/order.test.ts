import { randomUUID } from 'node:crypto';
import type { Notice, Waiter } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { NO_RESTRICTIONS } from '../support/rights.js';
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

/** Takes a line back, counted from the newest. */
async function undo(nth = 1) {
  const { id } = (await lines()).at(-nth) ?? { id: '' };
  return host.caller.refusal('order:undo', { entry: id });
}

/** What holds in the room now, as somebody new hears it. */
async function settings() {
  const { caller, joined } = await Caller.joined(server.url, room, 'Next');
  caller.leave();
  return joined.settings;
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
    { act: 'settings', by: 'Host', change: { of: 'history', to: { days: 7 } }, undo: 'possible' },
    { act: 'muted-all', by: 'Ben', undo: 'none' },
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
  await host.caller.get('room:settings', { locked: true, limit: 7, history: { days: 7 } });
  for (const change of [
    { of: 'limit', to: 7 },
    { of: 'locked', to: true },
    { of: 'history', to: { days: 7 } },
  ]) {
    const line = (await lines()).find((one) => JSON.stringify(one.change) === JSON.stringify(change));
    expect(await host.caller.refusal('order:undo', { entry: line?.id ?? '' })).toBeNull();
  }
  expect(await settings()).toEqual(host.joined.settings);
});

it('what is taken back is what the line says, and nothing that was decided since', async () => {
  const { allow } = host.joined.settings;
  await host.caller.get('room:settings', { allow: { ...allow, screen: false } });
  await host.caller.get('room:settings', { waitingRoom: true });
  await host.caller.get('room:settings', {
    allow: { ...allow, screen: false, chat: false },
    waitingRoom: false,
  });
  await host.caller.get('room:settings', { limit: 40 });
  const [first] = await lines();
  expect(first).toMatchObject({ change: { of: 'screen', to: false }, undo: 'possible' });
  expect(await host.caller.refusal('order:undo', { entry: first?.id ?? '' })).toBeNull();
  expect(await settings()).toMatchObject({ limit: 40, waitingRoom: false, allow: { ...allow, chat: false } });

  const participant = ben.joined.you;
  const camera = { ...NO_RESTRICTIONS, camera: true };
  await host.caller.get('people:restrict', { participant, restrictions: camera });
  await host.caller.get('people:restrict', { participant, restrictions: { ...camera, chat: true } });
  const since = ben.caller.heard.length;
  expect(await undo(2)).toBeNull();
  // What was decided before may only be heard now.
  const givenBack = ({ participant: one }: Notice<'participant:changed'>) => !one.restrictions.camera;
  const { participant: now } = await ben.caller.notice('participant:changed', givenBack, since);
  expect(now.restrictions).toEqual({ ...NO_RESTRICTIONS, chat: true });
});

it('of two who decide at once neither undoes what the other did', async () => {
  const cohost = await Caller.joined(server.url, room, 'Cohost');
  await host.caller.get('people:role', { participant: cohost.joined.you, role: 'cohost' });
  const { you: participant } = ben.joined;
  // Each says what they change, whatever they see of the rest.
  await Promise.all([
    host.caller.get('people:restrict', { participant, restrictions: { chat: true } }),
    cohost.caller.get('people:restrict', { participant, restrictions: { camera: true } }),
    host.caller.get('room:settings', { allow: { microphone: false } }),
    cohost.caller.get('room:settings', { allow: { screen: false } }),
  ]);
  await cohost.caller.get('room:mute-all', {});
  const { participants, settings: now } = (await Caller.joined(server.url, room, 'Next')).joined;
  const restrictions = { ...NO_RESTRICTIONS, chat: true, camera: true };
  expect(participants.find(({ id }) => id === participant)).toMatchObject({ restrictions });
  const { allow } = host.joined.settings;
  expect(now.allow).toEqual({ ...allow, microphone: false, screen: false });
});

it('a passcode is not had back, and nothing says that it is', async () => {
  await host.caller.get('room:settings', { passcode: 'sesame' });
  await host.caller.get('room:settings', { passcode: 'open sesame', limit: 40 });
  const [first, second, limit] = (await lines()).toSorted((a, b) =>
    String(b.change?.of).localeCompare(String(a.change?.of)),
  );
  for (const line of [first, second]) {
    expect(line).toMatchObject({ act: 'settings', change: { of: 'passcode', to: true }, undo: 'none' });
    expect(await host.caller.refusal('order:undo', { entry: line?.id ?? '' })).toBe('not-found');
  }
  expect(await host.caller.refusal('order:undo', { entry: limit?.id ?? '' })).toBeNull();
  const next = await Caller.connect(server.url);
  const knock = { room, name: 'Next', page: next.page };
  expect(await next.refusal('join', knock)).toBe('passcode-needed');
  expect(await next.refusal('join', { ...knock, passcode: 'open sesame' })).toBeNull();
});

it('who was let in or not, invitations and deleted messages stand in it, without what they said', async () => {
  await host.caller.get('room:settings', { waitingRoom: true });
  const wait = async (name: string) => {
    const caller = await Caller.connect(server.url);
    expect(await caller.refusal('join', { room, name, page: caller.page })).toBe('waiting');
    const isThis = (waiter: Waiter) => waiter.name === name;
    const { waiting } = await host.caller.notice('waiting:list', (all) => all.waiting.some(isThis));
    return waiting.find(isThis)?.id ?? '';
  };
  await host.caller.get('waiting:admit', { waiter: await wait('Cem') });
  await host.caller.get('waiting:deny', { waiter: await wait('Dua') });
  for (const name of ['Eli', 'Fay']) await wait(name);
  await host.caller.get('waiting:admit', { waiter: null });
  await host.caller.get('invitation:make', { role: 'cohost', lasts: 60 });
  const write = (text: string) => ben.caller.get('chat:send', { nonce: randomUUID(), text });
  const [own, others] = [await write('my slip'), await write('my secret')];
  await ben.caller.get('chat:delete', { sequence: own.sequence });
  await host.caller.get('chat:delete', { sequence: others.sequence });
  const [, ...said] = await lines();
  expect(said).toMatchObject([
    { act: 'admitted', whom: 'Cem', count: null },
    { act: 'denied', whom: 'Dua', count: null },
    { act: 'admitted', whom: null, count: 2 },
    { act: 'invited', whom: null, role: 'cohost' },
    { act: 'message-deleted', whom: 'Ben' },
  ]);
  expect(JSON.stringify(said)).not.toMatch(/secret|slip/);
});

it('a cohost takes nothing back that they may not decide', async () => {
  const cem = await Caller.joined(server.url, room, 'Cem');
  const make = (participant: string) => host.caller.get('people:role', { participant, role: 'cohost' });
  await make(ben.joined.you);
  await make(cem.joined.you);
  const { id } = (await lines()).at(-1) ?? { id: '' };
  expect(await ben.caller.refusal('order:undo', { entry: id })).toBe('not-permitted');
  expect((await lines()).at(-1)?.undo).toBe('possible');
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
