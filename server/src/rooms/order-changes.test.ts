import { FIRST_SETTINGS, NO_RESTRICTIONS, ParticipantId, type RoomSettings } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { restrictionsChanged, settingsChanged, type Changed } from './order-changes.js';

const { allow } = FIRST_SETTINGS;

describe('what changed of the settings', () => {
  it.each<[string, Partial<RoomSettings>, boolean, [Changed['change'], unknown][]]>([
    ['nothing', {}, false, []],
    ['the limit', { limit: 7 }, false, [[{ of: 'limit', to: 7 }, { limit: null }]]],
    ['the lock', { locked: true }, false, [[{ of: 'locked', to: true }, { locked: false }]]],
    [
      'the waiting room',
      { waitingRoom: true },
      false,
      [[{ of: 'waitingRoom', to: true }, { waitingRoom: false }]],
    ],
    ['a passcode', { passcode: true }, true, [[{ of: 'passcode', to: true }, null]]],
    ['another passcode, where there was none', {}, true, [[{ of: 'passcode', to: false }, null]]],
    ['the same days', { history: 'meeting' }, false, []],
    [
      'the history',
      { history: { days: 7 } },
      false,
      [[{ of: 'history', to: { days: 7 } }, { history: 'meeting' }]],
    ],
    [
      'one of what everybody may',
      { allow: { ...allow, screen: false } },
      false,
      [[{ of: 'screen', to: false }, { allow: { screen: true } }]],
    ],
    [
      'several at once, each by itself',
      { locked: true, passcode: true, allow: { ...allow, microphone: false, chat: false } },
      true,
      [
        [{ of: 'locked', to: true }, { locked: false }],
        [{ of: 'passcode', to: true }, null],
        [{ of: 'microphone', to: false }, { allow: { microphone: true } }],
        [{ of: 'chat', to: false }, { allow: { chat: true } }],
      ],
    ],
  ])('%s', (_what, change, otherPasscode, expected) => {
    const changed = settingsChanged(FIRST_SETTINGS, { ...FIRST_SETTINGS, ...change }, otherPasscode);
    expect(changed).toEqual(
      expected.map(([one, settings]) => ({
        change: one,
        before: settings === null ? null : { what: 'settings', settings },
      })),
    );
  });

  it('the same number of days is no change', () => {
    const kept = { ...FIRST_SETTINGS, history: { days: 7 } };
    expect(settingsChanged(kept, { ...kept, history: { days: 7 } }, false)).toEqual([]);
  });
});

it('what was taken from somebody and given back, one by one', () => {
  const participant = ParticipantId.parse('8a4c8f6e-58a7-4a3c-9df0-6f2d1e0c7b11');
  const was = { ...NO_RESTRICTIONS, camera: true };
  const is = { ...NO_RESTRICTIONS, microphone: true };
  expect(restrictionsChanged(participant, was, is)).toEqual([
    {
      change: { of: 'microphone', to: false },
      before: { what: 'restrictions', participant, restrictions: { microphone: false } },
    },
    {
      change: { of: 'camera', to: true },
      before: { what: 'restrictions', participant, restrictions: { camera: true } },
    },
  ]);
  expect(restrictionsChanged(participant, was, was)).toEqual([]);
});
