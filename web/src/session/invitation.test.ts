import { expect, test } from 'vitest';
import { invitationLink, invitationOf } from './invitation.js';

test('an invitation comes back out of its link, and out of no other', () => {
  const link = new URL(invitationLink('https://hangouts.example/r/club', 'a.b-_c=&+'));
  expect(link.pathname).toBe('/r/club');
  expect(invitationOf(link.hash)).toBe('a.b-_c=&+');
  expect(invitationOf('')).toBeNull();
  expect(invitationOf('#elsewhere')).toBeNull();
});
