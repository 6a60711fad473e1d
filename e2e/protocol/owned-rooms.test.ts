import { createHmac, randomUUID } from 'node:crypto';
import { RoomId, type MadeRoom } from '@hangouts/protocol';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { TestServer } from '../support/server.js';

const HOUR = 60 * 60 * 1_000;
const SECRET = 'a-secret-that-the-operator-has-chosen';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({ TRUST_PROXY: '127.0.0.1/8', SECRET });
});

afterAll(() => server.stop());

/** Asks the API for something, from an address of its own. */
async function api(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const from = `198.51.100.${Math.floor(Math.random() * 250)}`;
  const response = await fetch(`${server.url}/api/v1/rooms${path}`, {
    method,
    headers: {
      'x-forwarded-for': from,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

async function make(request: object = { kind: 'once' }): Promise<MadeRoom> {
  const { status, body } = await api('POST', '', request);
  expect(status).toBe(201);
  return body;
}

/** What somebody is in a room that they come into. */
async function roleIn(room: string, more: Parameters<Caller['join']>[2] = {}) {
  const caller = await Caller.connect(server.url);
  const joined = await caller.join(room, 'Somebody', more);
  const role = joined.participants.find(({ id }) => id === joined.you)?.role;
  return { caller, joined, role };
}

/** How the door answers somebody who would come in. */
async function door(room: string, more: { invitation?: string; passcode?: string } = {}) {
  const caller = await Caller.connect(server.url);
  const request = { room: RoomId.parse(room), name: 'Eve', page: caller.page, ...more };
  const refusal = await caller.refusal('join', request);
  caller.socket.disconnect();
  return refusal;
}

describe('a room that somebody made', () => {
  it('is theirs by its key, and not who comes first', async () => {
    const { room, key } = await make();
    expect(room).toMatch(/^[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/);
    expect((await roleIn(room)).role).toBe('speaker');
    expect((await roleIn(room, { invitation: key })).role).toBe('host');
    expect((await roleIn(room)).role).toBe('speaker');
  });

  it('is not opened by a key of another room, nor by one that was not made here or is past its time', async () => {
    const { room, key } = await make();
    const [header = '', claims = ''] = key.split('.');
    const signed = (secret: string) => {
      const signature = createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url');
      return `${header}.${claims}.${signature}`;
    };
    const none = `${Buffer.from('{"alg":"none","typ":"hangouts-invitation+jwt"}').toString('base64url')}.${claims}.`;
    const own = await Caller.joined(server.url, room, 'Guest');
    for (const invitation of [
      (await make()).key,
      signed('another secret'),
      signed(SECRET),
      none,
      `${key.slice(0, -6)}AAAAAA`,
      own.joined.ticket,
    ]) {
      expect(await door(room, { invitation })).toBe('invitation-void');
    }
    expect((await api('DELETE', `/${room}`, undefined, { authorization: `Bearer ${key}` })).status).toBe(204);
    expect(await door(room, { invitation: key })).toBe('invitation-void');
  });

  it('has what was asked for from the first, for everybody but its owner', async () => {
    const settings = {
      passcode: 'sesame',
      waitingRoom: true,
      limit: 7,
      allow: { microphone: true, camera: true, screen: false, chat: false },
    };
    const { room, key } = await make({ kind: 'once', settings });
    expect(await door(room)).toBe('passcode-needed');
    expect(await door(room, { passcode: 'simsim' })).toBe('passcode-wrong');
    expect(await door(room, { passcode: 'sesame' })).toBe('waiting');
    const { joined, caller } = await roleIn(room, { invitation: key });
    expect(joined.settings).toMatchObject({ ...settings, passcode: true, locked: false });
    await caller.get('room:settings', { waitingRoom: false });
    const guest = await roleIn(room, { passcode: 'sesame' });
    const nonce = randomUUID();
    expect(await guest.caller.refusal('chat:send', { nonce, text: 'hello' })).toBe('not-permitted');
  });

  it('is not made again by somebody else, nor over a room where somebody is', async () => {
    const name = `tea-${randomUUID()}`;
    const { key } = await make({ kind: 'personal', room: name, title: 'Tea' });
    const again = await api('POST', '', { kind: 'personal', room: name, title: 'Mine' });
    expect([again.status, again.body.error.code]).toEqual([409, 'room-taken']);
    const looker = await Caller.connect(server.url);
    expect(await looker.get('lobby:enter', { room: RoomId.parse(name) })).toMatchObject({ title: 'Tea' });
    expect((await roleIn(name, { invitation: key })).role).toBe('host');

    const other = `room-${randomUUID()}`;
    await Caller.joined(server.url, other, 'First');
    expect((await api('POST', '', { kind: 'once', room: other })).body.error.code).toBe('room-taken');
    expect((await roleIn(other)).joined.participants).toMatchObject([{ role: 'host' }, { role: 'speaker' }]);
  });

  it('keeps its chat for the days that were asked for when its meeting ends, and its owner is host again', async () => {
    const { room, key } = await make({ kind: 'personal', settings: { history: { days: 7 } } });
    const { caller } = await roleIn(room, { invitation: key });
    await caller.get('chat:send', { nonce: randomUUID(), text: 'until next week' });
    await caller.get('room:end', {});
    expect((await roleIn(room)).role).toBe('speaker');
    const { role, joined } = await roleIn(room, { invitation: key });
    expect(role).toBe('host');
    expect(joined.chat.messages).toMatchObject([{ text: 'until next week' }]);
  });

  it('takes its invitations in the meetings after it too, until their time is over', async () => {
    const { room, key } = await make({ kind: 'personal', settings: { waitingRoom: true } });
    const { caller } = await roleIn(room, { invitation: key });
    const { invitation } = await caller.get('invitation:make', { role: 'cohost', lasts: 3_600 });
    await caller.get('room:end', {});
    expect((await roleIn(room, { invitation })).role).toBe('cohost');
    expect(await door(room)).toBe('waiting');
  });

  it('leaves nothing to read for its next host when it is removed', async () => {
    const { room, key } = await make({ kind: 'personal', settings: { history: { days: 7 } } });
    const { caller } = await roleIn(room, { invitation: key });
    await caller.get('chat:send', { nonce: randomUUID(), text: 'among us' });
    await caller.get('leave', {});
    await api('DELETE', `/${room}`, undefined, { authorization: `Bearer ${key}` });
    const { role, joined } = await roleIn(room);
    expect([role, joined.chat.messages]).toEqual(['host', []]);
  });

  it('is there after its meeting was ended and the server restarted, with what was set last', async () => {
    const { room, key } = await make({ kind: 'personal', title: 'Ana’s', settings: { passcode: 'sesame' } });
    const { caller, joined } = await roleIn(room, { invitation: key });
    await caller.get('room:settings', { waitingRoom: true });
    await caller.get('chat:send', { nonce: randomUUID(), text: 'only for now' });
    await caller.get('room:end', {});
    expect(await door(room)).toBe('passcode-needed');
    await server.kill();
    await server.restart();
    expect(await door(room, { passcode: 'sesame' })).toBe('waiting');
    const after = await roleIn(room, { invitation: key });
    expect(after.role).toBe('host');
    expect(after.joined.settings).toMatchObject({ passcode: true, waitingRoom: true });
    expect(after.joined.chat.messages).toEqual([]);
    expect(after.joined.you).not.toBe(joined.you);
  });
});

describe('a planned room', () => {
  it('says when it is before anybody is in it, and is moved by its owner alone', async () => {
    const plan = { startsAt: Date.now() + 24 * HOUR, duration: 45 };
    const { room, key } = await make({ kind: 'planned', title: 'Tea 🫖', plan });
    const looker = await Caller.connect(server.url);
    const view = () => looker.get('lobby:enter', { room: RoomId.parse(room) });
    expect(await view()).toMatchObject({ title: 'Tea 🫖', plan, people: [] });
    const moved = { ...plan, startsAt: plan.startsAt + HOUR };
    expect((await api('PATCH', `/${room}`, { plan: moved })).body.error.code).toBe('not-owner');
    const nonsense = { plan: { ...plan, startsAt: 12 } };
    const own = { authorization: `Bearer ${key}` };
    expect((await api('PATCH', `/${room}`, nonsense, own)).body.error.code).toBe('plan-time');
    expect(await view()).toMatchObject({ plan });
    expect((await api('PATCH', `/${room}`, { plan: moved }, own)).status).toBe(200);
    expect(await view()).toMatchObject({ plan: moved });
  });

  it('is an event for calendars, the same one after it was moved', async () => {
    const plan = { startsAt: Math.floor(Date.now() / 1_000) * 1_000 + 24 * HOUR, duration: 45 };
    const { room, key } = await make({ kind: 'planned', title: 'Tea, or; coffee', plan });
    const event = async () => {
      const { body } = await api('GET', `/${room}/calendar.ics`);
      const [first] = new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent');
      if (first === undefined) throw new Error('there is no event');
      return new ICAL.Event(first);
    };
    const before = await event();
    expect(before.summary).toBe('Tea, or; coffee');
    expect(before.startDate.toJSDate().getTime()).toBe(plan.startsAt);
    expect(before.duration.toSeconds()).toBe(45 * 60);
    const startsAt = plan.startsAt + HOUR;
    await api('PATCH', `/${room}`, { plan: { ...plan, startsAt } }, { authorization: `Bearer ${key}` });
    const after = await event();
    expect(after.startDate.toJSDate().getTime()).toBe(startsAt);
    expect([after.uid, Number(after.sequence)]).toEqual([before.uid, Number(before.sequence) + 1]);
  });

  it('is none where nothing is planned', async () => {
    const { room } = await make();
    expect((await api('GET', `/${room}/calendar.ics`)).status).toBe(404);
    expect((await api('GET', `/${randomUUID()}/calendar.ics`)).status).toBe(404);
  });
});

it('an address that makes rooms without end is told to wait', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.99' };
  const answers = [];
  for (let count = 0; count < 125; count += 1) answers.push(api('POST', '', { kind: 'once' }, headers));
  const refused = (await Promise.all(answers)).filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(5);
  for (const { status, body } of refused) expect([status, body.error.code]).toEqual([429, 'rate-limited']);
  expect((await api('POST', '', { kind: 'once' })).status).toBe(201);
});

it('a change that comes with the removal leaves nothing that is somebody’s', async () => {
  const { room, key } = await make({ kind: 'once', title: 'Gone' });
  const { caller } = await roleIn(room);
  const authorization = { authorization: `Bearer ${key}` };
  const answers = await Promise.all([
    api('DELETE', `/${room}`, undefined, authorization),
    api('PATCH', `/${room}`, { title: 'Still here' }, authorization),
  ]);
  expect(answers[0].status).toBe(204);
  const { title } = await caller.get('lobby:enter', { room: RoomId.parse(room) });
  expect(title).toBe(null);
});
