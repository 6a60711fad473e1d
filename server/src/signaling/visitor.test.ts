import { describe, expect, it, onTestFinished } from 'vitest';
import { signalingFixture } from './fixture.js';
import { readBrowser, signed } from './visitor.js';

const key = Buffer.alloc(32, 7);

describe('the cookie of a browser', () => {
  const cookie = (value: string) => readBrowser(`a=b; hangouts-browser=${value}; c=d`, key);

  it('names it again', () => {
    expect(cookie(signed('somebody', key))).toBe('somebody');
  });

  it.each([
    ['none', undefined],
    ['an empty one', 'hangouts-browser='],
    ['one without a signature', 'hangouts-browser=somebody'],
    ['one with another signature', `hangouts-browser=${signed('somebody', Buffer.alloc(32, 8))}`],
    ['one of somebody else', `hangouts-browser=else${signed('somebody', key)}`],
    ['nonsense', '=;;%%%==;hangouts-browser=%ff'],
  ])('%s names nobody', (_what, header) => {
    expect(readBrowser(header, key)).toBeNull();
  });
});

describe('a proxy that passes people on', () => {
  async function started(trustProxy: readonly string[]) {
    const server = await signalingFixture({ trustProxy });
    onTestFinished(() => server.close());
    return server;
  }
  const passedOn = { headers: { 'x-forwarded-for': '203.0.113.7' } };

  it('and that the configuration does not name is told to the operator, once', async () => {
    const server = await started([]);
    await server.connect();
    expect(server.strangeProxies).toEqual([]);
    await server.connect(passedOn);
    await server.connect(passedOn);
    expect(server.strangeProxies).toEqual([{ proxy: '127.0.0.1' }]);
  });

  it('and that it names is nothing to tell', async () => {
    const server = await started(['127.0.0.1']);
    await server.connect(passedOn);
    expect(server.strangeProxies).toEqual([]);
  });
});
