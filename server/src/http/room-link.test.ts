import { roomIdProblem, slugOf } from '@hangouts/protocol';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { roomLink } from './room-link.js';

it.each([
  '/r/team-blue',
  '/r/team-blue?name=Ana&join=now',
  '/r/%D1%87%D0%B0%D0%B9',
  '/r/%74eam',
  `/r/${'a'.repeat(60)}`,
  `/r/${encodeURIComponent('é'.normalize('NFC'))}`,
])('%s is a room', (url) => {
  expect(roomLink(url)).toEqual({ kind: 'room' });
});

it.each([
  ['/r/Team%20Blue', '/r/team-blue'],
  ['/r/Team%20Blue?name=Ana%20B&x=%2F', '/r/team-blue?name=Ana%20B&x=%2F'],
  ['/r/team/', '/r/team'],
  ['/r/a%2Fb', '/r/a-b'],
  ['/r/a/b?c?d', '/r/a-b?c?d'],
  ['/r/%D0%A7%D0%90%D0%99', '/r/%D1%87%D0%B0%D0%B9'],
  [`/r/${encodeURIComponent('é'.normalize('NFD'))}`, '/r/%C3%A9'],
  ['/r/-team-', '/r/team'],
  ['/r/team?name=\u00e9', '/r/team?name=\u00e9', 'room'],
  ['/r/TEAM?name=\u00e9', '/r/team?name=%C3%A9'],
  ['/r/%2F%2Fevil.example', '/r/evil-example'],
])('%s means %s', (url, to, kind = 'moved') => {
  expect(roomLink(url)).toEqual(kind === 'room' ? { kind } : { kind, to });
});

it.each([
  ['/r/', 'room-empty'],
  ['/r/%20', 'room-empty'],
  ['/r/---', 'room-characters'],
  ['/r/%ff', 'room-characters'],
  ['/r/a%00b', 'room-characters'],
  ['/r/a%E2%80%AEb', 'room-characters'],
  [`/r/${'a'.repeat(61)}`, 'room-too-long'],
])('%s is none: %s', (url, code) => {
  expect(roomLink(url)).toEqual({ kind: 'none', code });
});

it('leaves other paths alone', () => {
  expect(roomLink('/room')).toBeNull();
  expect(roomLink('/r')).toBeNull();
});

it('never sends anybody further than once, whatever they ask for', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !/\p{Cs}/u.test(text)),
      (text) => {
        const link = roomLink(`/r/${encodeURIComponent(text)}`);
        if (link?.kind !== 'moved') return;
        expect(link.to).toMatch(/^\/r\/[\x21-\x7e]+$/);
        expect(roomLink(link.to)).toEqual({ kind: 'room' });
      },
    ),
    { numRuns: 1_000 },
  );
});

it('agrees with the protocol on what a slug is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (text) => {
      const slug = slugOf(text);
      if (slug !== null) expect(roomIdProblem(slug)).toBeNull();
    }),
  );
});
