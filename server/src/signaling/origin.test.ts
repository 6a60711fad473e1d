import { describe, expect, it } from 'vitest';
import { isAllowedOrigin } from './origin.js';

const rules = { publicUrl: 'https://hangouts.example', allowedOrigins: ['https://school.example:8443'] };

describe('isAllowedOrigin', () => {
  it.each<[string, string | undefined, string | undefined, boolean]>([
    ['no origin: not a browser', undefined, 'localhost:3000', true],
    ['the host that was asked', 'http://localhost:3000', 'localhost:3000', true],
    ['the host that was asked, over https', 'https://192.0.2.7:3443', '192.0.2.7:3443', true],
    ['a host in capitals', 'http://localhost:3000', 'LOCALHOST:3000', true],
    ['the same host, another port', 'http://localhost:8080', 'localhost:3000', false],
    ['the public address behind a proxy', 'https://hangouts.example', '10.0.0.1:3000', true],
    ['the public host by another scheme', 'http://hangouts.example', '10.0.0.1:3000', false],
    ['one that the operator allows', 'https://school.example:8443', 'localhost:3000', true],
    ['a stranger', 'https://evil.example', 'localhost:3000', false],
    ['a stranger who ends alike', 'https://evil-hangouts.example', 'localhost:3000', false],
    ['a page without an origin', 'null', 'localhost:3000', false],
    ['nonsense', '%%%', 'localhost:3000', false],
  ])('%s', (_case, origin, host, allowed) => {
    expect(isAllowedOrigin({ origin, host }, rules)).toBe(allowed);
  });
});
