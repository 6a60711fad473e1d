import { describe, expect, it } from 'vitest';
import { english } from '../language/fixture.js';
import { orderWords } from './orderWords.js';

const line = {
  id: 'a',
  at: 0,
  by: 'Ana',
  whom: 'Ben',
  role: null,
  source: null,
  reason: null,
  undo: 'none',
} as const;

describe('a line of the log', () => {
  it.each([
    [{ act: 'removed' }, 'Ana removed Ben.'],
    [{ act: 'role', role: 'cohost' }, 'Ana made Ben a cohost.'],
    [{ act: 'role', role: 'audience' }, 'Ana moved Ben to the audience.'],
    [{ act: 'handed-over' }, 'Ana handed over to Ben.'],
    [{ act: 'restricted' }, 'Ana changed what Ben may do.'],
    [{ act: 'ended-source', source: 'microphone' }, 'Ana muted Ben.'],
    [{ act: 'ended-source', source: 'screen' }, 'Ana stopped the shared screen of Ben.'],
    [{ act: 'muted-all', whom: null }, 'Ana muted everybody.'],
    [{ act: 'settings', whom: null }, 'Ana changed the host controls.'],
    [{ act: 'reported' }, 'Ana reported Ben.'],
  ] as const)('of %j', (change, sentence) => {
    expect(orderWords(english, { ...line, ...change })).toBe(sentence);
  });
});
