import { describe, expect, it } from 'vitest';
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
