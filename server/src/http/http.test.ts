import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ParticipantId, RoomId } from '@hangouts/protocol';
import { describe, expect, it, vi } from 'vitest';
import { StartError } from '../start-error.js';
import type { ChatReader } from '../rooms/chat-port.js';
import { ask, startServer, storedFile } from './fixtures/server.js';

/** As a browser asks for what stands in its line. */
const PERSON = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

const member: ChatReader = {
  room: RoomId.parse('team'),
  participant: ParticipantId.parse('7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11'),
  after: 0,
};

describe('the web client', () => {
  it('is the page at / and at every room', async () => {
    const { listening } = await startServer();
    for (const path of ['/', '/r/team', '/r/%D1%87%D0%B0%D0%B9', '/r/team?name=Ana&join=now']) {
      const { status, headers, body } = await ask(listening.port, path);
      expect([status, body]).toEqual([200, '<!doctype html><title>The page</title>']);
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
    }
  });

  it('sends a room that is no slug to the slug it means, and says no in words to a program where there is none', async () => {
    const { listening } = await startServer();
    const moved = await ask(listening.port, '/r/Team%20Blue?name=Ana');
    expect([moved.status, moved.headers.location]).toEqual([302, '/r/team-blue?name=Ana']);
    for (const [path, words] of [
      ['/r/---', 'letters, digits and hyphens'],
      ['/r/%ff', 'letters, digits and hyphens'],
      [`/r/${'%F0%9F%A6%8A'.repeat(200)}`, 'at most 60 characters'],
      ['/r/', 'Please give the hangout a name.'],
    ] as const) {
      const refused = await ask(listening.port, path);
      expect(refused.status).toBe(400);
      expect(refused.body).toContain(words);
    }
  });

  it('is served compressed as the browser likes it, for ever where the name has a hash', async () => {
    const { listening } = await startServer();
    const path = '/assets/page-1a2b3c.js';
    for (const [accepted, encoding, body] of [
      ['br, gzip', 'br', 'brotli'],
      ['gzip, deflate', 'gzip', 'gzip'],
      ['identity', undefined, 'console.log("plain")'],
    ]) {
      const answer = await ask(listening.port, path, { headers: { 'accept-encoding': accepted } });
      expect([answer.headers['content-encoding'], answer.body]).toEqual([encoding, body]);
      expect(answer.headers['content-type']).toMatch(/^(text|application)\/javascript/);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.vary).toMatch(/accept-encoding/i);
    }
    const icon = await ask(listening.port, '/icon.svg', { headers: { 'accept-encoding': 'br' } });
    expect([icon.status, icon.headers['content-encoding']]).toEqual([200, undefined]);
    expect(icon.headers['cache-control']).toBe('public, max-age=3600');
  });

  it.each([
    '/nothing',
    '/r',
    '/r/',
    '/r/---',
    '/r/...',
    `/r/${'%F0%9F%A6%8A'.repeat(200)}`,
    '/there/is/nothing',
  ])('says to a person itself that nothing is at %s', async (path) => {
    const { listening } = await startServer();
    const { status, headers, body } = await ask(listening.port, path, PERSON);
    expect([status, body]).toEqual([
      path.startsWith('/r/') ? 400 : 404,
      '<!doctype html><title>The page</title>',
    ]);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    const head = await ask(listening.port, path, { ...PERSON, method: 'HEAD' });
    expect([head.status, head.body]).toEqual([status, '']);
  });

  it('is no answer for a file, for a program, or to what is no request for a page', async () => {
    const { listening } = await startServer();
    for (const [path, options, type] of [
      ['/assets/nothing.js', PERSON, 'text/plain; charset=utf-8'],
      ['/assets/nothing', PERSON, 'text/plain; charset=utf-8'],
      ['/plan.ics?for=you', PERSON, 'text/plain; charset=utf-8'],
      ['/api/v1/nothing', PERSON, 'application/json; charset=utf-8'],
      ['/nothing', { headers: { accept: '*/*' } }, 'text/plain; charset=utf-8'],
      ['/nothing', { ...PERSON, method: 'POST' }, 'text/plain; charset=utf-8'],
    ] as const) {
      const { status, headers, body } = await ask(listening.port, path, options);
      expect([path, status, headers['content-type']]).toEqual([path, 404, type]);
      expect(body).toContain('That is not here, or no longer.');
    }
  });

  it('where it is no help, a person has a small page with the words', async () => {
    const { listening, webRoot } = await startServer();
    const bad = await ask(listening.port, '/r/%ff', PERSON);
    expect([bad.status, bad.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(bad.body).toContain('letters, digits and hyphens');
    await rm(join(webRoot, 'index.html'));
    const broken = await ask(listening.port, '/nothing', PERSON);
    expect([broken.status, broken.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
    expect(broken.body).toContain('<h1>');
  });

  it.each([
    '/nothing',
    '/assets/nothing.js',
    '/.hidden',
    '/../secret',
    '/assets/..%2f..%2fsecret',
    '/%2e%2e/secret',
    '/r',
  ])('has nothing at %s', async (path) => {
    const { listening } = await startServer();
    const { status, headers, body } = await ask(listening.port, path);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body).toContain('That is not here, or no longer.');
  });
});

describe('headers', () => {
  it('let the page do what it needs and nothing else', async () => {
    const { listening } = await startServer();
    for (const path of ['/', '/assets/page-1a2b3c.js', '/nothing', '/api/v1/nothing', '/healthz']) {
      const { headers } = await ask(listening.port, path);
      const csp = String(headers['content-security-policy']);
      expect(csp).toContain("default-src 'self'");
      expect(csp).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toContain('upgrade-insecure-requests');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['permissions-policy']).toContain('camera=(self)');
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('let those frame the page that the configuration names', async () => {
    const { listening } = await startServer({
      config: { frameAncestors: ["'self'", 'https://school.example'] },
    });
    const { headers } = await ask(listening.port, '/');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self' https://school.example");
    expect(headers['x-frame-options']).toBeUndefined();
  });
});

describe('health', () => {
  it('is 200 while every part works', async () => {
    const { listening } = await startServer({
      checks: { media: () => undefined, store: () => Promise.resolve() },
    });
    const { status, body } = await ask(listening.port, '/healthz');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ status: 'ok', failing: [], parts: { media: 'ok', store: 'ok' } });
  });

  it('is 503 and names the part that does not', async () => {
    const checks = {
      media: () => {
        throw new Error('/secret/path');
      },
      store: () => Promise.reject(new Error('disk')),
      rest: () => undefined,
    };
    const { listening } = await startServer({ checks });
    const { status, body } = await ask(listening.port, '/healthz');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ status: 'failing', failing: ['media', 'store'] });
    expect(body).not.toContain('/secret/path');
  });
});

describe('metrics', () => {
  const token = 'a-token-of-some-length';
  const status = async (port: number, headers: Record<string, string>) =>
    (await ask(port, '/metrics', { headers })).status;

  it('are for this machine, not for who comes through a proxy on it', async () => {
    const { listening } = await startServer();
    expect(await ask(listening.port, '/metrics')).toMatchObject({ status: 200, body: 'up 1\n' });
    expect(await status(listening.port, { 'x-forwarded-for': '127.0.0.1' })).toBe(403);
    expect(await status(listening.port, { forwarded: 'for=127.0.0.1' })).toBe(403);
    expect(await status(listening.port, { 'x-forwarded-for': '1.2.3.4', authorization: 'Bearer null' })).toBe(
      403,
    );
  });

  it('are for who shows the token, from anywhere', async () => {
    const { listening } = await startServer({ config: { metricsToken: token, trustProxy: ['127.0.0.1'] } });
    const far = { 'x-forwarded-for': '192.0.2.7' };
    expect(await status(listening.port, far)).toBe(403);
    expect(await status(listening.port, { ...far, authorization: `Bearer ${token}` })).toBe(200);
    expect(await status(listening.port, { ...far, authorization: `bearer ${token}` })).toBe(200);
    expect(await status(listening.port, { ...far, authorization: `Bearer ${token}x` })).toBe(403);
    expect(await status(listening.port, { ...far, authorization: token })).toBe(403);
  });
});

describe('files', () => {
  const path = `/api/v1/rooms/team/files/${'a'.repeat(40)}`;
  const withTicket = { headers: { authorization: 'Bearer ticket' } };

  it('come to members, safe images in place and the rest to be saved', async () => {
    const readerOf = vi.fn(() => Promise.resolve(member));
    let stored = storedFile('Foto é.png', 'image/png', true);
    const { listening } = await startServer({ readerOf, files: { read: () => Promise.resolve(stored) } });
    const image = await ask(listening.port, path, withTicket);
    expect(image.status).toBe(200);
    expect(readerOf).toHaveBeenCalledWith('team', 'ticket');
    expect(image.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': '1000',
      'content-disposition': `inline; filename="Foto _.png"; filename*=UTF-8''Foto%20%C3%A9.png`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    });
    stored = storedFile('a.html', 'application/octet-stream', false);
    const page = await ask(listening.port, path, withTicket);
    expect(page.headers['content-disposition']).toMatch(/^attachment;/);
    expect(page.headers['content-type']).toBe('application/octet-stream');
  });

  it('do not exist for anybody else', async () => {
    const { listening } = await startServer({
      readerOf: (room, ticket) =>
        Promise.resolve(room === member.room && ticket === 'ticket' ? member : null),
      files: {
        read: (reader, id) =>
          Promise.resolve(
            reader === member && id === 'a'.repeat(40) ? storedFile('a', 'image/png', true) : null,
          ),
      },
    });
    const answers = await Promise.all([
      ask(listening.port, path.replace(/a{40}/, 'b'.repeat(40)), withTicket),
      ask(listening.port, path),
      ask(listening.port, path, { headers: { authorization: 'Bearer other' } }),
      ask(listening.port, path, { headers: { authorization: 'Basic ticket' } }),
      ask(listening.port, `${path}?ticket=ticket`),
      ask(listening.port, path.replace('team', 'other'), withTicket),
      ask(listening.port, path.replace('team', 'no%20slug'), withTicket),
    ]);
    const [missing, ...others] = answers.map(({ status, headers, body }) => {
      const { date: _date, ...rest } = headers;
      return { status, body, headers: rest };
    });
    expect(missing?.status).toBe(404);
    expect(JSON.parse(missing?.body ?? '')).toEqual({
      error: { code: 'not-found', message: 'That is not here, or no longer.' },
    });
    for (const other of others) expect(other).toEqual(missing);
    expect((await ask(listening.port, path, withTicket)).status).toBe(200);
  });
});

describe('the API', () => {
  it('describes itself', async () => {
    const { listening } = await startServer();
    const { status, body } = await ask(listening.port, '/api/v1/openapi.json');
    expect(status).toBe(200);
    const described = JSON.parse(body);
    expect(described.openapi).toMatch(/^3\.1/);
    expect(Object.keys(described.paths)).toEqual([
      '/api/v1/rooms/{room}/files/{file}',
      '/api/v1/rooms',
      '/api/v1/rooms/{room}',
      '/api/v1/rooms/{room}/calendar.ics',
      '/api/v1/server',
    ]);
    expect(described.paths['/api/v1/rooms/{room}/files/{file}'].get.security).toEqual([{ ticket: [] }]);
  });

  it('tells a page without a secure address which port has one', async () => {
    const { listening } = await startServer({ config: { tls: { mode: 'self', port: 0, files: null } } });
    const { body } = await ask(listening.port, '/api/v1/server');
    expect(JSON.parse(body)).toEqual({ httpsPort: listening.tlsPort });
    expect(listening.tlsPort).toBeTypeOf('number');
    const plain = await startServer();
    expect(JSON.parse((await ask(plain.listening.port, '/api/v1/server')).body)).toEqual({ httpsPort: null });
  });

  it('says no in JSON, and keeps its faults to itself', async () => {
    const { listening } = await startServer({ readerOf: () => Promise.reject(new Error('at /secret/path')) });
    const read = async (path: string) => {
      const answer = await ask(listening.port, path, { headers: { authorization: 'Bearer x' } });
      return [answer.status, JSON.parse(answer.body).error.code];
    };
    expect(await read('/api/v1/nothing')).toEqual([404, 'not-found']);
    expect(await read('/api/v1/%ff')).toEqual([400, 'invalid']);
    expect(await read(`/api/v1/rooms/team/files/${'a'.repeat(101)}`)).toEqual([400, 'invalid']);
    const failed = await ask(listening.port, '/api/v1/rooms/team/files/a', {
      headers: { authorization: 'Bearer x' },
    });
    expect(failed.status).toBe(500);
    expect(JSON.parse(failed.body).error.code).toBe('internal');
    expect(failed.body).not.toContain('secret');
  });

  it('is limited for each address', async () => {
    const { listening } = await startServer();
    const statuses = new Set<number>();
    for (let i = 0; i < 61; i += 1) statuses.add((await ask(listening.port, '/api/v1/openapi.json')).status);
    expect([...statuses]).toEqual([200, 429]);
    const refused = await ask(listening.port, '/api/v1/openapi.json');
    expect(JSON.parse(refused.body).error.code).toBe('rate-limited');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(listening.port, '/')).status).toBe(200);
  });

  it('limits the address that a trusted proxy names, and that alone', async () => {
    const { listening } = await startServer({ config: { trustProxy: ['loopback'] } });
    const from = (address: string) =>
      ask(listening.port, '/api/v1/openapi.json', { headers: { 'x-forwarded-for': address } });
    for (let i = 0; i < 60; i += 1) await from('192.0.2.1');
    expect((await from('192.0.2.1')).status).toBe(429);
    expect((await from('192.0.2.2')).status).toBe(200);
  });
});

describe('starting and closing', () => {
  it('says which variable to change where a port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startServer({ config: { port } })).rejects.toThrow(`PORT is "${port}"; another program`);
    const tls = { mode: 'self' as const, port, files: null };
    await expect(startServer({ config: { tls } })).rejects.toThrow(`TLS_PORT is "${port}"; another program`);
    await expect(startServer({ config: { host: '192.0.2.1' } })).rejects.toThrow(StartError);
    taken.close();
  });

  it('takes broken requests without falling', async () => {
    const { listening } = await startServer();
    const socket = connect(listening.port, '127.0.0.1');
    socket.end('GARBAGE\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400/);
    expect((await ask(listening.port, '/')).status).toBe(200);
  });

  it('closes while a connection is kept alive', async () => {
    const server = await startServer();
    const socket = connect(server.listening.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    await server.close();
    socket.destroy();
  });
});
