import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { TestServer } from '../support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({ ALLOWED_ORIGINS: 'https://friend.example' });
});

afterAll(() => server.stop());

const get = (path: string) => fetch(`${server.url}${path}`, { redirect: 'manual' });

describe('the page', () => {
  it('may do little, and may not be framed', async () => {
    const { headers } = await get('/r/some-room');
    const policy = headers.get('content-security-policy') ?? '';
    // WebAssembly only: no script from a text, and none from elsewhere.
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval'(;|$)/);
    expect(policy).toMatch(/object-src 'none'/);
    expect(policy).toMatch(/base-uri 'none'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy.match(/script-src[^;]*'unsafe/)).toBeNull();
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('may be framed by whom the configuration names', async () => {
    const framed = await TestServer.start({ FRAME_ANCESTORS: 'https://friend.example' });
    const { headers } = await fetch(framed.url);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors https:\/\/friend\.example/);
    expect(headers.get('x-frame-options')).toBeNull();
    await framed.stop();
  });

  it.each([
    ['/r/My%20Room', '/r/my-room'],
    ['/r/MY-ROOM?name=Ana', '/r/my-room?name=Ana'],
    ['/r/caf%C3%A9', null],
    ['/r/cafe%CC%81', '/r/caf%C3%A9'],
    ['/r/--a--b--', '/r/a-b'],
    ['/r/a-room', null],
  ])('at %s is redirected to %s', async (path, to) => {
    const response = await get(path);
    if (to === null) expect(response.status).toBe(200);
    else expect([response.status, response.headers.get('location')]).toEqual([expect.any(Number), to]);
    expect(response.status).toBeLessThan(400);
    expect(response.status >= 300).toBe(to !== null);
  });

  it.each([
    '/r/',
    '/r/%E2%80%AEmoor',
    '/r/%00',
    `/r/${'x'.repeat(61)}`,
    '/r/%zz',
    '/r/---',
    '/nothing',
    '/api/v1/nothing',
  ])('is not at %s', async (path) => {
    const response = await get(path);
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('\u202e');
  });

  it('leads nobody out of the folder it is in', async () => {
    for (const path of [
      '/..%2f..%2fpackage.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
    ]) {
      const response = await get(path);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain('workspaces');
    }
  });
});

describe('the socket', () => {
  const refused = (origin: string) =>
    Caller.connect(server.url, { headers: { origin } }).then(
      (caller) => {
        caller.leave();
        return false;
      },
      () => true,
    );

  it('is open to pages of its own host and of those that were allowed', async () => {
    expect(await refused(server.url)).toBe(false);
    expect(await refused('https://friend.example')).toBe(false);
  });

  it.each(['https://evil.example', 'null', 'http://localhost:1', 'https://friend.example.evil.example'])(
    'is closed to pages of %s',
    async (origin) => {
      expect(await refused(origin)).toBe(true);
    },
  );
});

describe('health and metrics', () => {
  it('health names every part', async () => {
    const response = await get('/healthz');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok', parts: { media: 'ok', store: 'ok' } });
  });

  it('metrics are for this machine itself', async () => {
    expect((await get('/metrics')).status).toBe(200);
    const forwarded = await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } });
    expect(forwarded.status).toBe(403);
  });
});
