import { describe, expect, it } from 'vitest';
import { english } from '../language/fixture.js';
import { orderWords } from './orderWords.js';

const line = {
  id: 'a',
  at: 0,
  by: 'Ana',
  whom: 'Ben',
  role: null,
  change: null,
  count: null,
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
    [{ act: 'let-back' }, 'Ana let Ben come again.'],
    [
      { act: 'restricted', change: { of: 'camera', to: false } },
      'Ana switched off the camera of Ben until a host allows it.',
    ],
    [{ act: 'restricted', change: { of: 'chat', to: true } }, 'Ana allowed Ben to write in the chat again.'],
    // An earlier version did not say what.
    [{ act: 'restricted' }, 'Ana changed what Ben may do.'],
    [{ act: 'ended-source', source: 'microphone' }, 'Ana muted Ben.'],
    [{ act: 'ended-source', source: 'screen' }, 'Ana stopped the shared screen of Ben.'],
    [{ act: 'muted-all', whom: null }, 'Ana muted everybody.'],
    [{ act: 'settings', whom: null }, 'Ana changed the host controls.'],
    [{ act: 'settings', whom: null, change: { of: 'locked', to: true } }, 'Ana locked the hangout.'],
    [{ act: 'settings', whom: null, change: { of: 'locked', to: false } }, 'Ana unlocked the hangout.'],
    [
      { act: 'settings', whom: null, change: { of: 'waitingRoom', to: true } },
      'Ana switched the waiting room on.',
    ],
    [{ act: 'settings', whom: null, change: { of: 'passcode', to: true } }, 'Ana set a passcode.'],
    [{ act: 'settings', whom: null, change: { of: 'passcode', to: false } }, 'Ana removed the passcode.'],
    [
      { act: 'settings', whom: null, change: { of: 'limit', to: 1_000 } },
      'Ana set the most people at once to 1,000.',
    ],
    [
      { act: 'settings', whom: null, change: { of: 'limit', to: null } },
      'Ana lifted the limit on how many people may be there.',
    ],
    [
      { act: 'settings', whom: null, change: { of: 'history', to: { days: 7 } } },
      'Ana set “Keep the chat” to “For 7 days”.',
    ],
    [
      { act: 'settings', whom: null, change: { of: 'microphone', to: false } },
      'Ana let only hosts and cohosts speak.',
    ],
    [
      { act: 'settings', whom: null, change: { of: 'screen', to: true } },
      'Ana let everybody share their screen.',
    ],
    [{ act: 'admitted' }, 'Ana let Ben in.'],
    [{ act: 'admitted', whom: null, count: 12 }, 'Ana let in all who waited (12).'],
    [{ act: 'denied' }, 'Ana did not let Ben in.'],
    [{ act: 'denied', whom: null, count: 2 }, 'Ana let in none of those who waited (2).'],
    [{ act: 'invited', whom: null, role: 'cohost' }, 'Ana made an invitation for a cohost.'],
    [{ act: 'message-deleted' }, 'Ana deleted a message of Ben.'],
    [{ act: 'reported' }, 'Ana reported Ben.'],
  ] as const)('of %j', (change, sentence) => {
    expect(orderWords(english, { ...line, ...change })).toBe(sentence);
  });
});
