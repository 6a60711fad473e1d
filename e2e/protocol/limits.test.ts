import { randomUUID } from 'node:crypto';
import { FRAME_SIZE } from '@hangouts/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { TestServer } from '../support/server.js';
import { microphone } from '../support/tracks.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({ ROOM_LIMIT: '3' });
});

afterAll(() => server.stop());

it('a frame above the limit closes that one socket, is counted, and its page comes back to its seat', async () => {
  const ana = await Caller.joined(server.url, 'frames', 'Ana');
  const ben = await Caller.joined(server.url, 'frames', 'Ben');
  const before = await server.metric('hangouts_oversized_frames_total');
  const closed = ana.caller.closed();
  ana.caller.sayWithoutAsking('chat:send', { text: 'x'.repeat(FRAME_SIZE) });
  await closed;
  expect(await server.metric('hangouts_oversized_frames_total')).toBe(before + 1);
  const away = await ben.caller.notice(
    'participant:changed',
    ({ participant }) => participant.id === ana.joined.you,
  );
  expect(away.participant.connection).toBe('reconnecting');
  expect(await ben.caller.refusal('chat:history', { before: 1 })).toBeNull();

  const back = await Caller.connect(server.url, { page: ana.caller.page });
  const joined = await back.join('frames', 'Ana', { ticket: ana.joined.ticket });
  expect(joined.you).toBe(ana.joined.you);
  back.leave();
  ben.caller.leave();
});

it('a frame of the largest size is read', async () => {
  const { caller } = await Caller.joined(server.url, 'frames', 'Ana');
  const text = 'x'.repeat(FRAME_SIZE - 1_000);
  expect(await caller.say('chat:send', { nonce: randomUUID(), text })).toMatchObject({
    error: { code: 'message-too-long' },
  });
  caller.leave();
});

it('who sends text without end is closed, however few messages it is in', async () => {
  const caller = await Caller.connect(server.url);
  const closed = caller.closed();
  for (let frames = 0; frames < 10; frames += 1)
    caller.sayWithoutAsking('line:check', { nothing: 'x'.repeat(1_000_000) });
  await closed;
});

it('who writes too much is told when to go on; nobody else is held back', async () => {
  const loud = await Caller.joined(server.url, 'busy', 'Loud');
  const calm = await Caller.joined(server.url, 'busy', 'Calm');
  const write = (index: number) =>
    loud.caller.ask('chat:send', { nonce: randomUUID(), text: `line ${index}` });
  const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => write(index)));
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  expect(refused.length).toBeGreaterThan(50);
  expect(refused.length).toBeLessThan(200);
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['rate-limited']));
  for (const { retryAfter } of refused) expect(retryAfter).toBeGreaterThan(0);

  expect(await calm.caller.refusal('chat:send', { nonce: randomUUID(), text: 'calmly' })).toBeNull();
  await calm.caller.notice('chat:message', ({ text }) => text === 'calmly');
  expect(calm.caller.notices('chat:message')).toHaveLength(201 - refused.length);
  // Signaling has a budget of its own: who is told to write less still leaves in order.
  expect(await loud.caller.refusal('leave', {})).toBeNull();
  expect(await server.metric('hangouts_refused_total{code="rate-limited"}')).toBe(refused.length);
  loud.caller.leave();
  calm.caller.leave();
});

it('who publishes again and again is told when to go on, by whichever socket', async () => {
  const { caller, joined } = await Caller.withMedia(server.url, 'restless', 'Ana');
  const publish = async (asker: Caller, ssrc: number) => asker.refusal('media:produce', microphone(ssrc));
  const before: (string | null)[] = [];
  for (let time = 0; time < 30; time += 1) before.push(await publish(caller, 90_000 + time));
  expect(new Set(before)).toEqual(new Set([null]));
  caller.loseLine();
  const again = await Caller.connect(server.url, { page: caller.page });
  const { rtpCapabilities } = await again.get('lobby:enter', { room: 'restless' });
  await again.join('restless', 'Ana', { ticket: joined.ticket, rtpCapabilities });
  const after: (string | null)[] = [];
  for (let time = 0; time < 20; time += 1) after.push(await publish(again, 91_000 + time));
  expect(after).toContain('rate-limited');
  again.leave();
});

it('a page has one connection check at a time, and the server eight', async () => {
  const callers = await Promise.all(Array.from({ length: 9 }, () => Caller.connect(server.url)));
  const [first, ...others] = callers;
  const sessions = await Promise.all(others.map((caller) => caller.get('lobby:check', {})));
  expect(new Set(sessions.flatMap(({ udp, tcp }) => [udp.id, tcp.id])).size).toBe(16);
  expect(await first?.refusal('lobby:check', {})).toBe('check-busy');
  // Another page's transport is not there.
  const dtlsParameters = {
    fingerprints: [
      { algorithm: 'sha-256' as const, value: Array.from({ length: 32 }, () => 'AB').join(':') },
    ],
  };
  const theirs = { transport: sessions[0]?.udp.id ?? '', dtlsParameters };
  expect(await first?.refusal('lobby:check-connect', theirs)).toBe('not-found');
  expect(await others[0]?.refusal('lobby:check-connect', theirs)).toBeNull();
  // Asking again replaces one's own; who goes makes room.
  expect(await others[0]?.refusal('lobby:check', {})).toBeNull();
  expect(await others[0]?.refusal('lobby:check-connect', theirs)).toBe('not-found');
  others[1]?.leave();
  expect(await others[2]?.refusal('lobby:check-end', {})).toBeNull();
  expect(await first?.refusal('lobby:check', {})).toBeNull();
  for (const caller of callers) caller.leave();
});

it('unknown events cost more than known ones', async () => {
  const caller = await Caller.connect(server.url);
  const answers = await Promise.all(Array.from({ length: 60 }, () => caller.say('nonsense', {})));
  expect(answers).toContainEqual(
    expect.objectContaining({ error: expect.objectContaining({ code: 'rate-limited' }) }),
  );
  caller.leave();
});

it('a room takes as many as the server allows, and one more when somebody has left', async () => {
  const people = [];
  for (const name of ['Ana', 'Ben', 'Cem']) people.push(await Caller.joined(server.url, 'small', name));
  const fourth = await Caller.connect(server.url);
  expect((await fourth.get('lobby:enter', { room: 'small' })).full).toBe(true);
  const join = { room: 'small', name: 'Dora', page: fourth.page };
  expect(await fourth.refusal('join', join)).toBe('room-full');
  expect(await fourth.refusal('chat:history', { before: 1 })).toBe('not-in-room');

  // A seat that is kept counts.
  const [ana, ben] = people;
  ben?.caller.loseLine();
  await ana?.caller.notice(
    'participant:changed',
    ({ participant }) => participant.connection === 'reconnecting',
  );
  expect(await fourth.refusal('join', join)).toBe('room-full');

  people[2]?.caller.leave();
  await ana?.caller.notice('participant:left');
  expect(await fourth.refusal('join', join)).toBeNull();
  fourth.leave();
  ana?.caller.leave();
});

it("a host's limit holds below the server's", async () => {
  const host = await Caller.joined(server.url, 'smaller', 'Host');
  await host.caller.get('room:settings', { limit: 1 });
  const second = await Caller.connect(server.url);
  const join = { room: 'smaller', name: 'Second', page: second.page };
  expect(await second.refusal('join', join)).toBe('room-full');
  await host.caller.get('room:settings', { limit: null });
  expect(await second.refusal('join', join)).toBeNull();
  second.leave();
  host.caller.leave();
});
