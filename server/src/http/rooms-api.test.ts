import { RoomId, type NewRoom } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../rooms/refusal.js';
import { ask, startServer } from './fixtures/server.js';
import type { HttpOptions } from './http.js';

const HOUR = 60 * 60 * 1_000;
const soon = () => ({ startsAt: Date.now() + HOUR, duration: 60 });

/** A server whose rooms are made as they are asked for, and what it was asked. */
async function start(config: Parameters<typeof startServer>[0] = {}) {
  const asked: unknown[] = [];
  const makers: (string | null)[] = [];
  const ownership: HttpOptions['ownership'] = {
    async make(request: NewRoom, madeBy) {
      asked.push(request);
      makers.push(madeBy);
      if (request.room === 'one-too-many') throw new Refusal('rooms-of-network-full');
      const { kind, title = null, plan = null, room = 'made-up' } = request;
      if (room === 'taken') throw new Refusal('room-taken');
      return { room, kind, title, plan, key: 'key' };
    },
    async change(room, key, change) {
      asked.push({ room, key, change });
      if (key !== 'key') throw new Refusal('not-owner');
      return { room, kind: 'planned', title: change.title ?? null, plan: change.plan ?? null };
    },
    async remove(room, key) {
      asked.push({ room, key });
      if (key !== 'key') throw new Refusal('not-owner');
    },
    async planned(room) {
      if (room !== 'tea-чај') throw new Refusal('not-found');
      const plan = { startsAt: Date.UTC(2027, 0, 31, 18), duration: 45 };
      return { room, title: 'Tea; and\r\nBEGIN:VEVENT', plan, uid: 'u', sequence: 0, changedAt: 0 };
    },
  };
  const { listening } = await startServer({ ...config, ownership });
  const url = `http://127.0.0.1:${listening.port}/api/v1/rooms`;
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  };
  return { asked, makers, send, url, port: listening.port };
}

describe('making a room', () => {
  it('gives it with its key, to nobody else', async () => {
    const { send, asked, makers } = await start();
    const plan = soon();
    const body = { kind: 'planned', title: ' Tea ', plan, settings: { passcode: 'sesame', locked: true } };
    const made = await send('POST', '', body);
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(made.body).toEqual({ room: 'made-up', kind: 'planned', title: 'Tea', plan, key: 'key' });
    expect(asked).toEqual([{ ...body, title: 'Tea' }]);
    expect(makers).toEqual(['127.0.0.1']);
  });

  it.each([
    ['a text', 'hello', 'invalid', 400],
    ['half of JSON', '{"kind"', 'invalid', 400],
    ['nothing', {}, 'invalid', 400],
    ['an unknown key', { kind: 'once', owner: 'me' }, 'invalid', 400],
    ['a plan for no title', { kind: 'planned', plan: soon() }, 'title-empty', 400],
    ['a title for no plan', { kind: 'planned', title: 'Tea' }, 'plan-time', 400],
    ['last year', { kind: 'planned', title: 'Tea', plan: { ...soon(), startsAt: 1 } }, 'plan-time', 400],
    ['too short a passcode', { kind: 'once', settings: { passcode: 'abc' } }, 'passcode-length', 400],
    ['a name of signs', { kind: 'once', room: '???' }, 'room-characters', 400],
    ['a taken name', { kind: 'once', room: 'taken' }, 'room-taken', 409],
    ['one room too many', { kind: 'once', room: 'one-too-many' }, 'rooms-of-network-full', 409],
    ['too much', { kind: 'once', title: 'x'.repeat(200_000) }, 'invalid', 413],
  ])('says what is wrong with %s', async (_what, body, code, status) => {
    const { send } = await start();
    const answer = await send('POST', '', body, { 'content-type': 'application/json' });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('is not for the forms of other pages', async () => {
    const { send, asked } = await start();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await send('POST', '', '{"kind":"once"}', { 'content-type': type });
      expect([answer.status, answer.body.error.code]).toEqual([type === 'text/plain' ? 400 : 415, 'invalid']);
    }
    expect(asked).toEqual([]);
  });

  it('has an end for one address', async () => {
    const { send } = await start({ config: { trustProxy: ['127.0.0.1'] } });
    const from = async (address: string) =>
      (await send('POST', '', { kind: 'once' }, { 'x-forwarded-for': address })).status;
    const answers = await Promise.all(Array.from({ length: 121 }, () => from('203.0.113.7')));
    expect(answers.filter((status) => status === 201)).toHaveLength(120);
    expect(answers.filter((status) => status === 429)).toHaveLength(1);
    expect(await from('203.0.113.8')).toBe(201);
  });
});

describe('a room of somebody', () => {
  it('is changed and removed with its key alone', async () => {
    const { send, asked } = await start();
    for (const authorization of ['', 'Bearer other', 'Basic key']) {
      for (const [method, body] of [['PATCH', { title: 'Tea' }], ['DELETE']] as const) {
        const answer = await send(method, '/tea', body, { authorization });
        expect([answer.status, answer.body.error.code]).toEqual([403, 'not-owner']);
      }
    }
    const own = { authorization: 'Bearer key' };
    const changed = await send('PATCH', '/tea', { title: 'Coffee' }, own);
    expect(changed).toMatchObject({ status: 200, body: { room: 'tea', title: 'Coffee' } });
    expect(await send('DELETE', '/tea', undefined, own)).toMatchObject({ status: 204, body: null });
    expect(asked.at(-1)).toEqual({ room: 'tea', key: 'key' });
    expect(await send('DELETE', '/%3f', undefined, own)).toMatchObject({ status: 400 });
    const silly = await send('PATCH', '/tea', { plan: { ...soon(), duration: 0 } }, own);
    expect(silly.body.error.code).toBe('plan-duration');
  });
});

describe('the calendar of a planned room', () => {
  const PATH = '/api/v1/rooms/tea-%D1%87%D0%B0%D1%98/calendar.ics';

  it('is an event with the link as the asker, or the operator, writes it', async () => {
    const { port } = await start();
    const answer = await ask(port, PATH);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(/^inline; filename="tea-___.ics"/);
    expect(answer.body).toContain(`URL:http://127.0.0.1:${port}/r/tea-%D1%87%D0%B0%D1%98\r\n`);
    expect(answer.body).toContain('SUMMARY:Tea\\; and\\nBEGIN:VEVENT\r\n');
    const { port: other } = await start({ config: { publicUrl: 'https://hangouts.example' } });
    expect((await ask(other, PATH)).body).toContain('URL:https://hangouts.example/r/tea-');
  });

  it('takes no address that is none', async () => {
    const { port } = await start();
    const statusOf = async (host: string) => (await ask(port, PATH, { headers: { host } })).status;
    expect([await statusOf('a b'), await statusOf('['), await statusOf('a.example:x')]).toEqual([
      400, 400, 400,
    ]);
    // What stands behind the name of a host is no part of the address.
    const { body } = await ask(port, PATH, { headers: { host: 'a.example/x?y#z' } });
    expect(body).toContain('URL:http://a.example/r/tea-');
  });

  it('is there for no other room', async () => {
    const { port } = await start();
    expect((await ask(port, '/api/v1/rooms/other/calendar.ics')).status).toBe(404);
    expect((await ask(port, '/api/v1/rooms/%3f/calendar.ics')).status).toBe(400);
  });
});

it('the description of the API tells of all of it', async () => {
  const { port } = await start();
  const { paths } = JSON.parse((await ask(port, '/api/v1/openapi.json')).body);
  expect(Object.keys(paths['/api/v1/rooms'])).toEqual(['post']);
  expect(Object.keys(paths['/api/v1/rooms/{room}']).toSorted()).toEqual(['delete', 'patch']);
  expect(Object.keys(paths['/api/v1/rooms/{room}/calendar.ics'])).toEqual(['get']);
  expect(RoomId.parse('tea')).toBe('tea');
});
