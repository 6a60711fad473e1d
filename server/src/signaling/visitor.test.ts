import { describe, expect, it } from 'vitest';
import { networkOf, readBrowser, signed } from './visitor.js';

const key = Buffer.alloc(32, 7);

describe('the network of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['::1', '::/64'],
    ['no address', 'no address'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

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
