import { createHmac, randomUUID } from 'node:crypto';
import { SIGNAL_SIZE, type DirectAttempt, type Restrictions } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectError } from '../support/answers.js';
import { Caller, type Seated } from '../support/caller.js';
import { MARK, nested, poisoned } from '../support/nonsense.js';
import { NO_RESTRICTIONS } from '../support/rights.js';
import { TestServer } from '../support/server.js';
import { microphone } from '../support/tracks.js';
import { until } from '../support/until.js';

const SECRET = 'between-us';
const OFFER = { type: 'offer' as const, sdp: 'v=0\r\n', sources: [{ mid: '0', source: 'camera' as const }] };

let server: TestServer;
let pid: number;
let room: string;

beforeAll(async () => {
  server = await TestServer.start({
    STEP_DOWN_DELAY: '1',
    STUN_URLS: 'stun:stun.example:3478',
    TURN_URLS: 'turn:turn.example:3478?transport=udp,turns:turn.example',
    TURN_SECRET: SECRET,
  });
  pid = server.pid;
});

afterAll(async () => {
  expect(server.pid).toBe(pid);
  expect(server.isRunning).toBe(true);
  await server.stop();
});

beforeEach(() => {
  room = `room-${randomUUID()}`;
});

interface Told extends Seated {
  attempt: DirectAttempt;
}

/** Two people in a room of their own who were told to connect. */
async function two(): Promise<[Told, Told]> {
  const ana = await Caller.joined(server.url, room, 'Ana', { direct: true });
  const ben = await Caller.joined(server.url, room, 'Ben', { direct: true });
  return told(ana, ben);
}

/** The same with media. */
async function twoWithMedia(): Promise<[Told, Told]> {
  const ana = await Caller.withMedia(server.url, room, 'Ana', { direct: true });
  const ben = await Caller.withMedia(server.url, room, 'Ben', { direct: true });
  return told(ana, ben);
}

async function told(ana: Seated, ben: Seated): Promise<[Told, Told]> {
  const attempts = await Promise.all([ana, ben].map(({ caller }) => caller.notice('direct:attempt')));
  const [anas, bens] = attempts;
  if (anas === undefined || bens === undefined) throw new Error('no attempt');
  return [
    { ...ana, attempt: anas },
    { ...ben, attempt: bens },
  ];
}

/** Both say that they see and hear the other directly. */
async function connect(...people: Told[]): Promise<void> {
  for (const { caller, attempt } of people) await caller.get('direct:ready', { attempt: attempt.attempt });
  await Promise.all(people.map(({ caller }) => caller.notice('room:rung', ({ rung }) => rung === 'direct')));
}

describe('two people', () => {
  it('are told to connect to each other, with servers of their own', async () => {
    const [ana, ben] = await two();
    expect(ana.joined.rung).toBe('room');
    expect(ana.attempt).toMatchObject({ peer: ben.joined.you, polite: false });
    expect(ben.attempt).toMatchObject({
      peer: ana.joined.you,
      polite: true,
      attempt: ana.attempt.attempt,
    });
    for (const { attempt, joined } of [ana, ben]) {
      const [stun, turn] = attempt.iceServers;
      expect(stun).toEqual({ urls: ['stun:stun.example:3478'] });
      expect(turn?.urls).toEqual(['turn:turn.example:3478?transport=udp', 'turns:turn.example']);
      const [expiry, who] = turn?.username?.split(':') ?? [];
      expect(who).toBe(joined.you);
      const left = Number(expiry) - Date.now() / 1_000;
      expect(left).toBeGreaterThan(11.9 * 3_600);
      expect(left).toBeLessThanOrEqual(12 * 3_600);
      const password = createHmac('sha1', SECRET)
        .update(turn?.username ?? '')
        .digest('base64');
      expect(turn?.credential).toBe(password);
    }
  });

  it('hear each other through the server, and nobody else does', async () => {
    const [ana, ben] = await two();
    const eve = await Caller.joined(server.url, `other-${room}`, 'Eve', { direct: true });
    const { attempt } = ana.attempt;
    const offer = { attempt, description: OFFER };
    expect(await ana.caller.refusal('direct:signal', offer)).toBeNull();
    expect(await ben.caller.notice('direct:signal')).toEqual(offer);
    const candidate = {
      attempt,
      candidate: {
        candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host',
        sdpMid: '0',
        sdpMLineIndex: 0,
        usernameFragment: null,
      },
    };
    expect(await ben.caller.refusal('direct:signal', candidate)).toBeNull();
    expect(await ben.caller.refusal('direct:signal', { attempt, candidate: null })).toBeNull();
    await ana.caller.notice('direct:signal', (signal) => 'candidate' in signal && signal.candidate === null);
    expect(ana.caller.notices('direct:signal')).toEqual([candidate, { attempt, candidate: null }]);

    expect(await eve.caller.refusal('direct:signal', offer)).toBe('not-direct');
    expect(await eve.caller.refusal('direct:ready', { attempt })).toBe('not-direct');
    expect(await eve.caller.refusal('direct:failed', { attempt, reason: 'broken' })).toBe('not-direct');
    const other = { attempt: randomUUID(), description: OFFER };
    expect(await ana.caller.refusal('direct:signal', other)).toBe('not-direct');
    const early = await Caller.connect(server.url);
    expect(await early.refusal('direct:signal', offer)).toBe('not-in-room');
    expect(eve.caller.notices('direct:signal')).toEqual([]);
    expect(ben.caller.notices('direct:signal')).toEqual([offer]);
    for (const caller of [early, eve.caller]) caller.leave();
  });

  it('are on the direct rung when both are, and in the room again when one gives up', async () => {
    const failures = 'hangouts_direct_failures_total{reason="silent"}';
    const before = await server.metric(failures);
    const [ana, ben] = await two();
    const { attempt } = ana.attempt;
    await connect(ana, ben);
    expect(await server.metric('hangouts_rungs{rung="direct"}')).toBeGreaterThanOrEqual(1);
    expect(await ben.caller.refusal('direct:failed', { attempt, reason: 'silent' })).toBeNull();
    for (const { caller } of [ana, ben]) {
      expect(await caller.notice('direct:end')).toEqual({ attempt, reason: 'failed' });
      await caller.notice('room:rung', ({ rung }) => rung === 'room');
    }
    expect(await ana.caller.refusal('direct:signal', { attempt, candidate: null })).toBe('not-direct');
    expect(await server.metric(failures)).toBe(before + 1);
    expect(await server.metric('hangouts_direct_attempts_total')).toBeGreaterThanOrEqual(1);
  });

  it('stay in the room where one of them wishes so', async () => {
    const [ana, ben] = await two();
    await connect(ana, ben);
    expect(await ben.caller.refusal('direct:allow', { allowed: false })).toBeNull();
    expect((await ana.caller.notice('direct:end')).reason).toBe('not-allowed');
    const since = ana.caller.heard.length;
    expect(await ben.caller.refusal('direct:allow', { allowed: true })).toBeNull();
    const again = await ana.caller.notice('direct:attempt', undefined, since);
    expect(again.attempt).not.toBe(ana.attempt.attempt);
  });

  it('connect anew when one of them reloads the page', async () => {
    const [ana, ben] = await two();
    await connect(ana, ben);
    const since = ana.caller.heard.length;
    ben.caller.answersChecks = false;
    const reloaded = await Caller.connect(server.url);
    const { rung } = await reloaded.join(room, 'Ben', { ticket: ben.joined.ticket, direct: true });
    expect(rung).toBe('room');
    expect((await ana.caller.notice('direct:end')).reason).toBe('left');
    const again = await ana.caller.notice('direct:attempt', undefined, since);
    expect(await reloaded.notice('direct:attempt')).toMatchObject({ attempt: again.attempt, polite: true });
  });
});

describe('a third', () => {
  it('finds everybody in the room, and when they have left the two connect again', async () => {
    const [ana, ben] = await two();
    await connect(ana, ben);
    const cem = await Caller.joined(server.url, room, 'Cem', { direct: true });
    expect(cem.joined.rung).toBe('room');
    for (const { caller, attempt } of [ana, ben]) {
      expect(await caller.notice('direct:end')).toEqual({ attempt: attempt.attempt, reason: 'more-people' });
      await caller.notice('room:rung', ({ rung }) => rung === 'room');
    }
    expect(cem.caller.notices('direct:attempt')).toEqual([]);
    const since = ana.caller.heard.length;
    cem.caller.leave();
    const again = await ana.caller.notice('direct:attempt', undefined, since);
    expect(again.peer).toBe(ben.joined.you);
  });
});

describe('a direct connection', () => {
  it('outlives a lost line to the server, and what was said meanwhile is heard', async () => {
    const [ana, ben] = await two();
    const { attempt } = ana.attempt;
    await connect(ana, ben);
    const lost = ben.caller.closed();
    ben.caller.loseLine();
    await lost;
    await ana.caller.notice(
      'participant:changed',
      ({ participant }) => participant.connection === 'reconnecting',
    );
    const restart = { attempt, description: OFFER };
    expect(await ana.caller.refusal('direct:signal', restart)).toBeNull();
    ben.caller.socket.connect();
    expect(await ben.caller.notice('direct:signal')).toEqual(restart);
    expect(ben.caller.socket.recovered).toBe(true);
    expect(await ben.caller.refusal('direct:signal', { attempt, candidate: null })).toBeNull();
    await ana.caller.notice('direct:signal');
    for (const { caller } of [ana, ben]) expect(caller.notices('direct:end')).toEqual([]);
  });

  it('outlives the media worker', async () => {
    const [ana, ben] = await twoWithMedia();
    await connect(ana, ben);
    for (const worker of await server.workers()) process.kill(worker, 'SIGKILL');
    const { rtpCapabilities } = await ben.caller.get('lobby:enter', { room });
    for (const { caller } of [ana, ben]) {
      await caller.notice('media:lost');
      await caller.get('media:open', { rtpCapabilities });
    }
    await ben.caller.get('media:produce', microphone(2));
    await ana.caller.notice('media:consumer');
    expect(
      await ana.caller.refusal('direct:signal', { attempt: ana.attempt.attempt, candidate: null }),
    ).toBeNull();
    await ben.caller.notice('direct:signal');
    for (const { caller } of [ana, ben]) expect(caller.notices('direct:end')).toEqual([]);
  });
});

describe('a restriction', () => {
  it('puts both in the room, with what was taken closed on the server', async () => {
    const [ana, ben] = await twoWithMedia();
    const { producer } = await ben.caller.get('media:produce', microphone(1));
    await connect(ana, ben);

    const restrictions: Restrictions = { ...NO_RESTRICTIONS, microphone: true };
    await ana.caller.get('people:restrict', { participant: ben.joined.you, restrictions });
    expect(await ben.caller.notice('media:producer-closed')).toEqual({ producer });
    for (const { caller } of [ana, ben]) {
      expect((await caller.notice('direct:end')).reason).toBe('restricted');
      await caller.notice('room:rung', ({ rung }) => rung === 'room');
    }
    const seen = await ana.caller.notice(
      'participant:changed',
      ({ participant }) => participant.restrictions.microphone,
    );
    expect(seen.participant.sources).toEqual([]);
  });
});

describe('a host’s mute', () => {
  it.each([
    ['of one', false],
    ['of all', true],
  ])('%s puts both in the room until they unmute themselves', async (_whom, all) => {
    const [ana, ben] = await twoWithMedia();
    const { producer } = await ben.caller.get('media:produce', microphone(5));
    await connect(ana, ben);
    await (all
      ? ana.caller.get('room:mute-all', { mayUnmute: true })
      : ana.caller.get('people:stop', { participant: ben.joined.you, source: 'microphone' }));
    expect(await ben.caller.notice('media:producer-closed')).toEqual({ producer });
    for (const { caller } of [ana, ben]) {
      expect((await caller.notice('direct:end')).reason).toBe('restricted');
      await caller.notice('room:rung', ({ rung }) => rung === 'room');
    }
    // Nothing that goes past the server is passed on any more.
    const signal = { attempt: ben.attempt.attempt, candidate: null };
    expect(await ben.caller.refusal('direct:signal', signal)).toBe('not-direct');
    const since = ana.caller.heard.length;
    await ben.caller.get('media:produce', microphone(6));
    await ana.caller.notice('direct:attempt', undefined, since);
  });
});

describe('what no browser would send', () => {
  it.each<[string, (attempt: string) => unknown]>([
    [
      'a description above the limit',
      (attempt) => ({ attempt, description: { ...OFFER, sdp: 'v'.repeat(SIGNAL_SIZE + 1) } }),
    ],
    [
      'a description that is no text',
      (attempt) => ({ attempt, description: { ...OFFER, sdp: { [MARK]: 1 } } }),
    ],
    [
      'a description of no browser',
      (attempt) => ({ attempt, description: { ...OFFER, sdp: `v=0 ${MARK} \u2028` } }),
    ],
    [
      'an offer without a description',
      (attempt) => ({ attempt, description: { type: 'offer', sources: [] } }),
    ],
    ['an unknown type', (attempt) => ({ attempt, description: { ...OFFER, type: MARK } })],
    [
      'a thousand sources',
      (attempt) => ({ attempt, description: { ...OFFER, sources: Array(1_000).fill(OFFER.sources[0]) } }),
    ],
    [
      'a source that there is not',
      (attempt) => ({ attempt, description: { ...OFFER, sources: [{ mid: '0', source: MARK }] } }),
    ],
    ['both', (attempt) => ({ attempt, description: OFFER, candidate: null })],
    ['neither', (attempt) => ({ attempt })],
    [
      'a candidate above the limit',
      (attempt) => ({
        attempt,
        candidate: {
          candidate: 'c'.repeat(100_000),
          sdpMid: null,
          sdpMLineIndex: null,
          usernameFragment: null,
        },
      }),
    ],
    [
      'a negative line',
      (attempt) => ({
        attempt,
        candidate: { candidate: '', sdpMid: null, sdpMLineIndex: -1, usernameFragment: null },
      }),
    ],
    [
      'unknown keys in a candidate',
      (attempt) => ({
        attempt,
        candidate: { candidate: '', sdpMid: null, sdpMLineIndex: 0, usernameFragment: null, [MARK]: 1 },
      }),
    ],
    ['10,000 levels', () => nested(10_000)],
    ['__proto__ keys', () => poisoned()],
    ['an attempt that is no id', () => ({ attempt: MARK, candidate: null })],
  ])('%s is refused, and is not passed on', async (_what, payload) => {
    const [ana, ben] = await two();
    const { attempt } = ana.attempt;
    expect(expectError(await ana.caller.say('direct:signal', payload(attempt)))).toBe('invalid');
    expect(await ana.caller.refusal('direct:signal', { attempt, description: OFFER })).toBeNull();
    await ben.caller.notice('direct:signal');
    expect(ben.caller.notices('direct:signal')).toHaveLength(1);
    for (const { caller } of [ana, ben]) caller.leave();
  });

  it('too much of it is told when to go on, by number and by size', async () => {
    const [ana, ben] = await two();
    const { attempt } = ana.attempt;
    const many = Array.from({ length: 200 }, () =>
      ana.caller.refusal('direct:signal', { attempt, candidate: null }),
    );
    const largest = { attempt, description: { ...OFFER, sdp: 'v'.repeat(SIGNAL_SIZE) } };
    const large = Array.from({ length: 8 }, () => ben.caller.refusal('direct:signal', largest));
    for (const refusals of [await Promise.all(many), await Promise.all(large)]) {
      expect(new Set(refusals)).toEqual(new Set([null, 'rate-limited']));
    }
    // The rest of signaling has budgets of its own.
    expect(await ana.caller.refusal('direct:ready', { attempt })).toBeNull();
    expect(await ana.caller.refusal('leave', {})).toBeNull();
  });
});

it('an operator who does not offer it has nobody connected', async () => {
  const off = await TestServer.start({ DIRECT: 'off' });
  try {
    const ana = await Caller.joined(off.url, room, 'Ana', { direct: true });
    const ben = await Caller.joined(off.url, room, 'Ben', { direct: true });
    expect(await ben.caller.refusal('direct:allow', { allowed: true })).toBeNull();
    const signal = { attempt: randomUUID(), candidate: null };
    expect(await ana.caller.refusal('direct:signal', signal)).toBe('not-direct');
    await until('both are in the room', async () =>
      (await off.metric('hangouts_rungs{rung="room"}')) === 1 ? true : null,
    );
    expect(await off.metric('hangouts_direct_attempts_total')).toBe(0);
    expect([...ana.caller.heard, ...ben.caller.heard].map(({ name }) => name)).not.toContain(
      'direct:attempt',
    );
  } finally {
    await off.stop();
  }
});
