import type { Participant, Role } from '@hangouts/protocol';
import { boundBy, FIRST_SETTINGS, NO_RESTRICTIONS } from '@hangouts/protocol/permissions';
import { expect, it, vi } from 'vitest';
import { english } from '../language/fixture.js';
import { person } from '../session/fixture.js';
import { menuFor } from './menu.js';

const session = {
  handOver: vi.fn(),
  lowerHand: vi.fn(),
  restrict: vi.fn(),
  setRole: vi.fn(),
  setSpotlight: vi.fn(),
  stopSource: vi.fn(),
};
const actions = { onRemove: vi.fn(), onReport: vi.fn(), onWrite: vi.fn() };

interface Case {
  chat?: boolean;
  hand?: boolean;
  self?: boolean;
}

/** What stands in the menu that somebody of the role `own` has for somebody of another. */
function menu(own: Role, role: Role, { chat = true, hand = false, self = false }: Case = {}): string[] {
  const holder = { role: own, restrictions: NO_RESTRICTIONS };
  const rights = boundBy(holder, { ...FIRST_SETTINGS.allow, chat });
  const other = person(2, { role, sources: [], ...(hand && { hand: 1 }) });
  const managed = { person: other, self, inSpotlight: false, rights, allow: FIRST_SETTINGS.allow };
  const items = menuFor(english, session, managed, actions);
  return items.map((item) => (item === 'line' ? '—' : item.label));
}

const WRITE = 'Message privately';
const LIGHT = 'Spotlight for everyone';
const REPORT = 'Report to the hosts';
const HAND_OVER = 'Hand over to them';
const OVER_SPEAKERS = [
  '—',
  'Switch off microphone',
  'Switch off camera',
  'Switch off screen sharing',
  'Switch off writing in the chat',
  '—',
  'Remove',
];
const OVER_AUDIENCE = ['—', 'Switch off writing in the chat', '—', 'Remove'];

it.each<[own: Role, role: Role, items: string[]]>([
  ['host', 'host', [WRITE, LIGHT, 'No longer host', 'Make cohost', 'Move to the audience', ...OVER_SPEAKERS]],
  [
    'host',
    'cohost',
    [WRITE, LIGHT, 'Make host', 'No longer cohost', 'Move to the audience', HAND_OVER, ...OVER_SPEAKERS],
  ],
  [
    'host',
    'speaker',
    [WRITE, LIGHT, 'Make host', 'Make cohost', 'Move to the audience', HAND_OVER, ...OVER_SPEAKERS],
  ],
  ['host', 'audience', [WRITE, 'Make host', 'Make cohost', 'Let them speak', HAND_OVER, ...OVER_AUDIENCE]],
  ['cohost', 'host', [WRITE, LIGHT, REPORT]],
  ['cohost', 'cohost', [WRITE, LIGHT, REPORT]],
  ['cohost', 'speaker', [WRITE, LIGHT, 'Move to the audience', ...OVER_SPEAKERS, REPORT]],
  ['cohost', 'audience', [WRITE, 'Let them speak', ...OVER_AUDIENCE, REPORT]],
  ['speaker', 'host', [WRITE, REPORT]],
  ['speaker', 'cohost', [WRITE, REPORT]],
  ['speaker', 'speaker', [WRITE, REPORT]],
  ['speaker', 'audience', [WRITE, REPORT]],
  ['audience', 'host', [WRITE, REPORT]],
  ['audience', 'cohost', [WRITE, REPORT]],
  ['audience', 'speaker', [WRITE, REPORT]],
  ['audience', 'audience', [WRITE, REPORT]],
])('a person in the role %s has for one in the role %s: %j', (own, role, items) => {
  expect(menu(own, role)).toEqual(items);
});

it.each<[own: Role, items: string[]]>([
  ['host', [LIGHT]],
  ['cohost', [LIGHT]],
  ['speaker', []],
  ['audience', []],
])('a %s has for themselves: %j', (own, items) => {
  expect(menu(own, own, { self: true })).toEqual(items);
});

it('a raised hand is lowered by who keeps order, also the hand of a host by a cohost', () => {
  expect(menu('host', 'speaker', { hand: true })).toContain('Lower hand');
  expect(menu('cohost', 'host', { hand: true })).toContain('Lower hand');
  expect(menu('speaker', 'speaker', { hand: true })).not.toContain('Lower hand');
});

it('who may not write has nothing to write privately with, as the room allows it or not', () => {
  expect(menu('speaker', 'host', { chat: false })).toEqual([REPORT]);
  expect(menu('host', 'speaker', { chat: false })).toContain(WRITE);
});

it.each([
  [true, {}, ['They can unmute themselves again.', 'They can switch it on again.']],
  [false, {}, ['They can switch it on again.']],
  [false, { role: 'cohost' as const }, ['They can unmute themselves again.', 'They can switch it on again.']],
])(
  'a mute says that it can be undone where it can (unmuting allowed: %s, of %j)',
  (microphone, who, said) => {
    const sources: Participant['sources'] = [
      { source: 'microphone', paused: false },
      { source: 'camera', paused: false },
    ];
    const allow = { ...FIRST_SETTINGS.allow, microphone };
    const rights = { role: 'host' as const, restrictions: NO_RESTRICTIONS };
    const managed = {
      person: person(2, { sources, ...who }),
      self: false,
      inSpotlight: false,
      rights,
      allow,
    };
    const items = menuFor(english, session, managed, actions).filter((item) => item !== 'line');
    const ends = items.filter(({ label }) => label === 'Mute' || label === 'Stop camera');
    expect(ends.flatMap(({ description }) => description ?? [])).toEqual(said);
  },
);

it('what is taken or given back is sent alone: somebody else may have decided about the rest', () => {
  const rights = { role: 'host' as const, restrictions: NO_RESTRICTIONS };
  const other = person(2, { restrictions: { ...NO_RESTRICTIONS, camera: true } });
  const managed = { person: other, self: false, inSpotlight: false, rights, allow: FIRST_SETTINGS.allow };
  const items = menuFor(english, session, managed, actions).filter((item) => item !== 'line');
  for (const label of ['Switch off writing in the chat', 'Allow camera'])
    items.find((item) => item.label === label)?.onSelect();
  expect(session.restrict.mock.calls).toEqual([
    [{ participant: other.id, restrictions: { chat: true } }],
    [{ participant: other.id, restrictions: { camera: false } }],
  ]);
});
