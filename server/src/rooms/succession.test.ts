import type { Role } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { heirOf } from './succession.js';

it.each<[Role[], number | null]>([
  [[], null],
  [['host', 'cohost'], null],
  [['speaker', 'host', 'cohost'], null],
  [['speaker', 'cohost', 'cohost'], 1],
  [['cohost'], 0],
  [['speaker', 'audience'], null],
])('of %j the heir is %j', (roles, heir) => {
  const present = roles.map((role) => ({ role }));
  expect(heirOf(present)).toBe(heir === null ? null : present[heir]);
});
