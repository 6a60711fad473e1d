import { randomUUID } from 'node:crypto';
import type { RequestInput } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { ServerClock } from '../support/clock.js';
import { TestServer } from '../support/server.js';

/** Addresses as a proxy would tell them. */
const SCHOOL = { 'x-forwarded-for': '203.0.113.7' };
const HOME = { 'x-forwarded-for': '198.51.100.20' };

/** Longer than those are awaited who left a hangout that is nobody's. */
const LONG = 6 * 60_000;

let clock: ServerClock;
let server: TestServer;
let room: string;
let host: Seated;

beforeAll(async () => {
  clock = await ServerClock.make();
  server = await TestServer.start({ TRUST_PROXY: '127.0.0.1/8', ...clock.environment });
});

afterAll(async () => {
  await server.stop();
  await clock.remove();
});

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  host = await Caller.joined(server.url, room, 'Host', { headers: HOME });
});

/** The cookie that a browser gets with its first word to the server, as it sends it back. */
async function browserCookie(headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/; Path=\/socket.io/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  return cookie.split(';')[0] ?? '';
}

function comeFrom(headers: Record<string, string>): Promise<Caller> {
  return Caller.connect(server.url, { headers });
}

type More = Partial<Pick<RequestInput<'join'>, 'invitation' | 'passcode' | 'ticket' | 'name'>>;

/** How the door answers somebody. */
function knock(caller: Caller, more: More = {}) {
  return caller.refusal('join', { room, name: 'Ben', page: caller.page, ...more });
}

async function waits(name: string, headers: Record<string, string> = SCHOOL): Promise<Caller> {
  const caller = await comeFrom(headers);
  expect(await knock(caller, { name })).toBe('waiting');
  return caller;
}

/** The newest list of who waits that a host was told. */
async function hostSees(...names: string[]) {
  const { waiting } = await host.caller.notice(
    'waiting:list',
    (notice) => notice.waiting.map(({ name }) => name).join() === names.join(),
  );
  return waiting;
}

describe('a waiting room', () => {
  beforeEach(() => host.caller.get('room:settings', { waitingRoom: true }));

  it('shows who waits to hosts alone, who let in one or all', async () => {
    await host.caller.get('room:settings', { waitingRoom: false });
    const speaker = await Caller.joined(server.url, room, 'Speaker');
    await host.caller.get('room:settings', { waitingRoom: true });
    const ben = await waits('Ben');
    const cem = await waits('Cem');
    const dora = await waits('Dora');
    const list = await hostSees('Ben', 'Cem', 'Dora');
    const { id } = list[1] ?? { id: '' };
    await host.caller.get('waiting:admit', { waiter: id });
    expect(await cem.notice('waiting:answer')).toEqual({ admitted: true });
    expect(await knock(cem, { name: 'Cem' })).toBeNull();
    await hostSees('Ben', 'Dora');
    await host.caller.get('waiting:admit', { waiter: null });
    for (const [caller, name] of [
      [ben, 'Ben'],
      [dora, 'Dora'],
    ] as const) {
      await caller.notice('waiting:answer', ({ admitted }) => admitted);
      expect(await knock(caller, { name })).toBeNull();
    }
    expect(speaker.caller.notices('waiting:list')).toEqual([]);
    expect(ben.notices('waiting:list')).toEqual([]);
  });

  it('answers nothing else to who waits', async () => {
    const ben = await waits('Ben');
    expect(await ben.refusal('chat:send', { nonce: randomUUID(), text: 'let me in' })).toBe('not-in-room');
    expect(await ben.refusal('waiting:admit', { waiter: null })).toBe('not-in-room');
    const text = 'a secret of those inside';
    await host.caller.get('chat:send', { nonce: randomUUID(), text });
    await host.caller.get('waiting:admit', { waiter: null });
    await ben.notice('waiting:answer');
    expect(ben.notices('chat:message')).toEqual([]);
    expect(ben.notices('participant:joined')).toEqual([]);
  });

  it('keeps out who was not let in, for good at the second time, from that browser', async () => {
    const cookie = await browserCookie();
    const ben = await waits('Ben', { ...SCHOOL, cookie });
    await hostSees('Ben');
    await host.caller.get('waiting:deny', { waiter: null });
    expect(await ben.notice('waiting:answer')).toEqual({ admitted: false });
    expect(await knock(ben)).toBe('waiting');
    await host.caller.get('waiting:deny', { waiter: null });
    expect(await knock(ben)).toBe('not-admitted');
    expect(await knock(await comeFrom({ ...SCHOOL, cookie }))).toBe('not-admitted');
    expect(await knock(await comeFrom(SCHOOL))).toBe('waiting');
  });

  it('has few places for one browser, and leaves some for others whatever one address asks for', async () => {
    const flood = await Promise.all(Array.from({ length: 64 }, () => comeFrom(SCHOOL)));
    const answers = await Promise.all(flood.map((caller) => knock(caller)));
    expect(answers.filter((answer) => answer === 'waiting')).toHaveLength(60);
    expect(answers.filter((answer) => answer === 'waiting-full')).toHaveLength(4);
    const cookie = await browserCookie();
    const tabs = [];
    for (let tab = 0; tab < 4; tab += 1) tabs.push(await knock(await comeFrom({ ...HOME, cookie })));
    expect(tabs).toEqual(['waiting', 'waiting', 'waiting', 'waiting-full']);
    await waits('Ben', { 'x-forwarded-for': '198.51.100.21' });
  });

  it('forgets who goes, and knows who asks twice as one', async () => {
    const ben = await waits('Ben');
    expect(await knock(ben, { name: 'Benjamin' })).toBe('waiting');
    await hostSees('Benjamin');
    ben.socket.disconnect();
    await hostSees();
    const cem = await waits('Cem');
    await hostSees('Cem');
    await cem.get('leave', {});
    expect(await host.caller.refusal('waiting:admit', { waiter: randomUUID() })).toBe('not-found');
    const elsewhere = await waits('Dora');
    await hostSees('Dora');
    await elsewhere.join(`room-${randomUUID()}`, 'Dora');
    expect(await host.caller.refusal('waiting:admit', { waiter: null })).toBeNull();
    expect(elsewhere.notices('waiting:answer')).toEqual([]);
  });

  it('lets back in who was inside, and everybody once it is no more', async () => {
    const ben = await waits('Ben');
    await host.caller.get('waiting:admit', { waiter: null });
    await ben.notice('waiting:answer');
    const { ticket } = await ben.join(room, 'Ben');
    await ben.get('leave', {});
    const again = await comeFrom(HOME);
    expect(await knock(again, { ticket })).toBeNull();
    const cem = await waits('Cem');
    await host.caller.get('room:settings', { waitingRoom: false });
    expect(await cem.notice('waiting:answer')).toEqual({ admitted: true });
    expect(await knock(await comeFrom(SCHOOL))).toBeNull();
  });

  it('is told to who becomes host, in their answer to joining too', async () => {
    await host.caller.get('room:settings', { waitingRoom: false });
    const { caller, joined } = await Caller.joined(server.url, room, 'Next');
    expect(joined.waiting).toEqual([]);
    await host.caller.get('room:settings', { waitingRoom: true });
    await waits('Ben');
    await host.caller.get('people:hand-over', { participant: joined.you });
    await caller.notice('waiting:list', ({ waiting }) => waiting.length === 1);
    const again = await Caller.connect(server.url, { page: caller.page });
    expect((await again.join(room, 'Next', { ticket: joined.ticket })).waiting).toMatchObject([
      { name: 'Ben' },
    ]);
  });

  it('is over where nobody is inside: who comes then, denied before or not, begins anew and reads nothing of it', async () => {
    const { sequence } = await host.caller.get('chat:send', { nonce: randomUUID(), text: 'among us' });
    const mallory = await waits('Mallory');
    await host.caller.get('waiting:deny', { waiter: null });
    await mallory.notice('waiting:answer');
    await host.caller.get('leave', {});
    // The host may only have loaded the page anew.
    expect(await knock(mallory, { name: 'Mallory' })).toBe('waiting');
    await clock.forward(LONG);
    const joined = await mallory.join(room, 'Mallory');
    expect(joined.participants).toMatchObject([{ name: 'Mallory', role: 'host' }]);
    expect(joined.settings.waitingRoom).toBe(false);
    expect(joined.chat).toEqual({ messages: [], more: false });
    expect(await mallory.get('chat:quotes', { sequences: [sequence] })).toEqual({ messages: [] });
    expect(await mallory.get('order:log', {})).toEqual({ entries: [] });
    // Whose meeting it was has no seat in this one.
    const again = await comeFrom(HOME);
    const { participants } = await again.join(room, 'Host', { ticket: host.joined.ticket });
    expect(participants.map(({ role }) => role)).toEqual(['host', 'speaker']);
  });

  it('where nobody is inside is found as it was by who comes back', async () => {
    await host.caller.get('chat:send', { nonce: randomUUID(), text: 'among us' });
    await host.caller.get('leave', {});
    const again = await comeFrom(HOME);
    const { participants, chat } = await again.join(room, 'Host', { ticket: host.joined.ticket });
    expect(participants).toMatchObject([{ role: 'host' }]);
    expect(chat.messages).toMatchObject([{ text: 'among us' }]);
    expect(await knock(await comeFrom(SCHOOL))).toBe('waiting');
  });

  it('lets nobody wait who would wait for nobody', async () => {
    const [ben, cem] = [await waits('Ben'), await waits('Cem')];
    await host.caller.get('leave', {});
    await clock.forward(LONG);
    expect((await ben.join(room, 'Ben')).participants).toMatchObject([{ name: 'Ben', role: 'host' }]);
    expect(await cem.notice('waiting:answer')).toEqual({ admitted: true });
    expect(await knock(cem, { name: 'Cem' })).toBeNull();
  });
});

describe('a passcode', () => {
  beforeEach(() => host.caller.get('room:settings', { passcode: 'Öffne dich' }));

  it('is asked of who is new, and told to nobody', async () => {
    const ben = await comeFrom(SCHOOL);
    expect((await ben.get('lobby:enter', { room })).passcode).toBe(true);
    expect(await knock(ben)).toBe('passcode-needed');
    expect(await knock(ben, { passcode: 'offne dich' })).toBe('passcode-wrong');
    // The same text, decomposed and with a space after it.
    const { ticket, settings } = await ben.join(room, 'Ben', { passcode: 'O\u0308ffne dich ' });
    expect(settings.passcode).toBe(true);
    await ben.get('leave', {});
    expect(await knock(await comeFrom(SCHOOL), { ticket })).toBeNull();
    await host.caller.get('room:settings', { passcode: null });
    expect(await knock(await comeFrom(SCHOOL))).toBeNull();
  });

  it.each(['', '123', 'x'.repeat(65), 'a\u0000bcd'.repeat(20)])('of %j cannot be set', async (passcode) => {
    expect(await host.caller.refusal('room:settings', { passcode })).toBe('passcode-length');
    expect(await knock(await comeFrom(SCHOOL), { passcode: 'Öffne dich' })).toBeNull();
  });

  it('can be guessed a few times in one browser, which is its own trouble and not its network’s', async () => {
    const pupil = { ...SCHOOL, cookie: await browserCookie() };
    const answers = [];
    for (let number = 0; number < 12; number += 1)
      answers.push(await knock(await comeFrom(pupil), { passcode: `guess ${number}` }));
    expect(answers.slice(0, 10)).toEqual(Array(10).fill('passcode-wrong'));
    expect(answers.slice(10)).toEqual(['passcode-tries', 'passcode-tries']);
    expect(await knock(await comeFrom(pupil), { passcode: 'Öffne dich' })).toBe('passcode-tries');
    const classmate = { ...SCHOOL, cookie: await browserCookie() };
    expect(await knock(await comeFrom(classmate), { passcode: 'Öffne dich' })).toBeNull();
  });

  it('can be guessed some times from one address, whatever it says of itself, and that is its own trouble', async () => {
    const guess = async (number: number) =>
      knock(await comeFrom({ 'x-forwarded-for': `10.0.0.${number}, 192.0.2.66` }), {
        passcode: `guess ${number}`,
      });
    for (let round = 0; round < 6; round += 1) {
      const guesses = Array.from({ length: 10 }, (_, index) => guess(10 * round + index));
      expect(await Promise.all(guesses)).toEqual(Array(10).fill('passcode-wrong'));
    }
    expect(await guess(60)).toBe('passcode-tries');
    const late = { 'x-forwarded-for': '192.0.2.66' };
    expect(await knock(await comeFrom(late), { passcode: 'Öffne dich' })).toBe('passcode-tries');
    expect(await knock(await comeFrom(SCHOOL), { passcode: 'Öffne dich' })).toBeNull();
  });
});

describe('an invitation', () => {
  const invite = (role: 'cohost' | 'speaker' | 'audience', lasts = 3_600) =>
    host.caller.get('invitation:make', { role, lasts });

  it('brings somebody in past passcode and waiting room, as what it says', async () => {
    await host.caller.get('room:settings', { passcode: '4711', waitingRoom: true });
    for (const role of ['cohost', 'speaker', 'audience'] as const) {
      const caller = await comeFrom(SCHOOL);
      const { you, participants } = await caller.join(room, role, await invite(role));
      expect(participants.find(({ id }) => id === you)?.role).toBe(role);
    }
  });

  it('does not open a locked room, and changes nothing for who has a seat', async () => {
    const invitation = await invite('cohost');
    const ben = await comeFrom(SCHOOL);
    const { ticket, you } = await ben.join(room, 'Ben');
    await host.caller.get('room:settings', { locked: true });
    expect(await knock(await comeFrom(SCHOOL), invitation)).toBe('room-locked');
    const again = await ben.join(room, 'Ben', { ticket, ...invitation });
    expect(again.participants.find(({ id }) => id === you)?.role).toBe('speaker');
  });

  it.each([
    ['that is none', 'abc'],
    ['without a signature', 'eyJhbGciOiJub25lIn0.eyJyb29tIjoiYSJ9.'],
  ])('%s is refused in words', async (_what, invitation) => {
    expect(await knock(await comeFrom(SCHOOL), { invitation })).toBe('invitation-void');
  });

  it('of another room or another meeting is none here', async () => {
    const other = await Caller.joined(server.url, `room-${randomUUID()}`, 'Eve');
    const elsewhere = await other.caller.get('invitation:make', { role: 'cohost', lasts: 60 });
    expect(await knock(await comeFrom(SCHOOL), elsewhere)).toBe('invitation-void');
    const old = await invite('cohost');
    await host.caller.get('room:end', {});
    const next = await comeFrom(HOME);
    await next.join(room, 'Next');
    expect(await knock(await comeFrom(SCHOOL), old)).toBe('invitation-void');
  });

  it('makes nobody host, and lasts a minute at least', async () => {
    const ask = (more: object) => host.caller.say('invitation:make', { role: 'speaker', lasts: 60, ...more });
    for (const more of [{ role: 'host' }, { lasts: 59 }, { lasts: 1e9 }, { lasts: Number.NaN }, { room }]) {
      expect(await ask(more)).toMatchObject({ ok: false, error: { code: 'invalid' } });
    }
  });
});

describe('who was removed', () => {
  it('stays out with their ticket and with their browser, invited too', async () => {
    const cookie = await browserCookie();
    const ben = await comeFrom({ ...SCHOOL, cookie });
    const { you, ticket } = await ben.join(room, 'Ben');
    const invitation = await host.caller.get('invitation:make', { role: 'speaker', lasts: 60 });
    await host.caller.get('people:remove', { participant: you });
    expect(await ben.notice('seat:closed')).toEqual({ code: 'removed' });
    expect(await knock(ben, { ticket })).toBe('removed');
    expect(await knock(await comeFrom(HOME), { ticket })).toBe('removed');
    expect(await knock(await comeFrom({ ...HOME, cookie }))).toBe('removed');
    expect(await knock(await comeFrom({ ...HOME, cookie }), invitation)).toBe('removed');
  });

  it('reads in a guarded lobby how many are inside, and not who, by whatever they still have', async () => {
    const cookie = await browserCookie();
    const ben = await comeFrom({ ...SCHOOL, cookie });
    const { you, ticket } = await ben.join(room, 'Ben');
    const invitation = await host.caller.get('invitation:make', { role: 'speaker', lasts: 60 });
    await host.caller.get('room:settings', { waitingRoom: true });
    await host.caller.get('people:remove', { participant: you });
    const [theirs, others] = [await comeFrom({ ...HOME, cookie }), await comeFrom(HOME)];
    for (const brought of [{ ticket }, invitation, { ticket, ...invitation }])
      expect(await theirs.get('lobby:enter', { room, ...brought })).toMatchObject({ people: [], count: 1 });
    const withTicket = await others.get('lobby:enter', { room, ticket, ...invitation });
    expect(withTicket).toMatchObject({ people: [], count: 1 });
    const invited = await others.get('lobby:enter', { room, ...invitation });
    expect(invited).toMatchObject({ people: [{ name: 'Host' }] });
  });

  it('has others from their address asked about, and nobody else', async () => {
    const class1 = await Caller.joined(server.url, room, 'Classmate', { headers: SCHOOL });
    const ben = await Caller.joined(server.url, room, 'Ben', { headers: SCHOOL });
    await host.caller.get('people:remove', { participant: ben.joined.you });
    // Whoever was inside is not asked.
    await class1.caller.get('leave', {});
    const back = await comeFrom(SCHOOL);
    expect(await knock(back, { ticket: class1.joined.ticket })).toBeNull();
    const late = await waits('Late', SCHOOL);
    await hostSees('Late');
    await host.caller.get('waiting:admit', { waiter: null });
    await late.notice('waiting:answer');
    expect(await knock(late, { name: 'Late' })).toBeNull();
    expect(await knock(await comeFrom(HOME))).toBeNull();
  });

  it('has others of their network wait on when there is no waiting room any more, of which hosts are told', async () => {
    const ben = await Caller.joined(server.url, room, 'Ben', { headers: SCHOOL });
    await host.caller.get('people:remove', { participant: ben.joined.you });
    await host.caller.get('room:settings', { waitingRoom: true });
    const late = await waits('Late');
    const cem = await waits('Cem', { 'x-forwarded-for': '192.0.2.9' });
    const [suspect, other] = await hostSees('Late', 'Cem');
    expect([suspect?.suspect, other?.suspect]).toEqual([true, undefined]);
    expect(JSON.stringify(host.caller.heard)).not.toContain(SCHOOL['x-forwarded-for']);
    await host.caller.get('room:settings', { waitingRoom: false });
    expect(await cem.notice('waiting:answer')).toEqual({ admitted: true });
    await hostSees('Late');
    expect(late.notices('waiting:answer')).toEqual([]);
    expect(await knock(late, { name: 'Late' })).toBe('waiting');
  });

  it('stays out when the server was restarted', async () => {
    const cookie = await browserCookie();
    const ben = await Caller.joined(server.url, room, 'Ben', { headers: { ...SCHOOL, cookie } });
    await host.caller.get('people:remove', { participant: ben.joined.you });
    await server.kill();
    await server.restart();
    const again = await comeFrom(HOME);
    await again.join(room, 'Host', { ticket: host.joined.ticket });
    expect(await knock(await comeFrom({ ...SCHOOL, cookie }))).toBe('removed');
    expect(await knock(await comeFrom(SCHOOL))).toBe('waiting');
  });
});

describe('the lobby of a guarded room', () => {
  it.each([
    ['a passcode', { passcode: '4711' }],
    ['a waiting room', { waitingRoom: true }],
    ['a lock', { locked: true }],
  ])('with %s names those inside to nobody who has the link alone', async (_what, settings) => {
    const looker = await comeFrom(SCHOOL);
    expect(await looker.get('lobby:enter', { room })).toMatchObject({ people: [{ name: 'Host' }] });
    await host.caller.get('room:settings', settings);
    const seen = await looker.get('lobby:enter', { room });
    expect(seen).toMatchObject({ people: [], count: 1 });
    expect(JSON.stringify(seen)).not.toContain('Host');
    const { ticket } = host.joined;
    expect(await looker.get('lobby:enter', { room, ticket })).toMatchObject({ people: [{ name: 'Host' }] });
    const invitation = { ...(await host.caller.get('invitation:make', { role: 'speaker', lasts: 60 })) };
    expect(await looker.get('lobby:enter', { room, ...invitation })).toMatchObject({
      people: [{ name: 'Host' }],
    });
    for (const invalid of [{ ticket: 5 }, { invitation: '' }, { passcode: '4711' }])
      expect(await looker.say('lobby:enter', { room, ...invalid })).toMatchObject({
        error: { code: 'invalid' },
      });
  });
});

describe('ending for all', () => {
  it('closes every seat; the next who comes begins anew, without what was', async () => {
    const ben = await Caller.joined(server.url, room, 'Ben');
    // Kept for days or not: whoever comes next was not among them.
    await host.caller.get('room:settings', { passcode: '4711', history: { days: 30 } });
    await host.caller.get('chat:send', { nonce: randomUUID(), text: 'before' });
    await host.caller.get('room:end', {});
    for (const { caller } of [ben, host]) {
      expect(await caller.notice('seat:closed')).toEqual({ code: 'meeting-ended' });
      expect(await caller.refusal('chat:history', { before: 9 })).toBe('not-in-room');
    }
    const next = await comeFrom(SCHOOL);
    const { chat, settings, participants } = await next.join(room, 'Next', { ticket: ben.joined.ticket });
    expect(chat.messages).toEqual([]);
    expect(settings.passcode).toBe(false);
    expect(participants).toMatchObject([{ name: 'Next', role: 'host' }]);
  });
});
