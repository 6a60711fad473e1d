import { describe, expect, it } from 'vitest';
import type { Restrictions, Role } from './people.js';
import {
  boundBy,
  forbiddenSources,
  isUnrestricted,
  may,
  mayDecide,
  mayGiveRole,
  NO_RESTRICTIONS,
  publishing,
  type Action,
} from './permissions.js';

const ROLES = ['host', 'cohost', 'speaker', 'audience'] as const satisfies readonly Role[];

/** Host, cohost, speaker, audience: who may. */
const TABLE: Record<Action, readonly [boolean, boolean, boolean, boolean]> = {
  'publish-microphone': [true, true, true, false],
  'publish-camera': [true, true, true, false],
  'publish-screen': [true, true, true, false],
  chat: [true, true, true, true],
  'raise-hand': [true, true, true, true],
  react: [true, true, true, true],
  'lower-hands': [true, true, false, false],
  'remove-participant': [true, true, false, false],
  'change-role': [true, true, false, false],
  'restrict-participant': [true, true, false, false],
  'stop-source': [true, true, false, false],
  'change-settings': [true, true, false, false],
  spotlight: [true, true, false, false],
  'delete-messages': [true, true, false, false],
  admit: [true, true, false, false],
  invite: [true, true, false, false],
  'end-meeting': [true, false, false, false],
  'read-log': [true, true, false, false],
  report: [true, true, true, true],
  'hand-over': [true, false, false, false],
};
const ACTIONS = Object.keys(TABLE) as Action[];
const free = (role: Role) => ({ role, restrictions: NO_RESTRICTIONS });

describe.each(ACTIONS)('%s', (action) => {
  it.each(ROLES.map((role, index) => [role, TABLE[action][index]] as const))('a %s: %s', (role, allowed) => {
    expect(may(free(role), action)).toBe(allowed);
  });
});

describe('restrictions', () => {
  it.each<[keyof Restrictions, Action]>([
    ['microphone', 'publish-microphone'],
    ['camera', 'publish-camera'],
    ['screen', 'publish-screen'],
    ['chat', 'chat'],
  ])('one of the %s takes exactly one right, from a host too', (restriction, action) => {
    const restrictions = { ...NO_RESTRICTIONS, [restriction]: true };
    const lost = ACTIONS.filter((each) => !may({ role: 'host', restrictions }, each));
    expect(lost).toEqual([action]);
  });

  it('one of the screen takes its sound too', () => {
    const who = { role: 'speaker', restrictions: { ...NO_RESTRICTIONS, screen: true } } as const;
    expect(forbiddenSources(who)).toEqual(['screen', 'screen-audio']);
    expect(publishing('screen-audio')).toBe(publishing('screen'));
  });

  it('the audience publishes nothing', () => {
    expect(forbiddenSources(free('audience'))).toEqual(['microphone', 'camera', 'screen', 'screen-audio']);
    expect(ROLES.filter((role) => isUnrestricted(free(role)))).toEqual(['host', 'cohost', 'speaker']);
  });
});

describe('a room that does not allow everything', () => {
  const allow = { microphone: false, camera: true, screen: false, chat: true };

  it.each([
    ['host', []],
    ['cohost', []],
    ['speaker', ['microphone', 'screen', 'screen-audio']],
    ['audience', ['microphone', 'camera', 'screen', 'screen-audio']],
  ] as const)('takes from a %s %j', (role, taken) => {
    expect(forbiddenSources(boundBy(free(role), allow))).toEqual(taken);
  });

  it('gives nothing back that was taken from somebody', () => {
    const who = { role: 'speaker', restrictions: { ...NO_RESTRICTIONS, camera: true } } as const;
    expect(boundBy(who, allow).restrictions).toEqual({
      microphone: true,
      camera: true,
      screen: true,
      chat: false,
    });
  });
});

describe('deciding about others', () => {
  it.each([
    ['host', ['host', 'cohost', 'speaker', 'audience']],
    ['cohost', ['speaker', 'audience']],
    ['speaker', []],
    ['audience', []],
  ] as const)('a %s decides about %j', (actor, targets) => {
    expect(ROLES.filter((role) => mayDecide(free(actor), 'remove-participant', { role }))).toEqual(targets);
  });

  it.each([
    ['host', 'host', ['host', 'cohost', 'speaker', 'audience']],
    ['host', 'audience', ['host', 'cohost', 'speaker', 'audience']],
    ['cohost', 'speaker', ['speaker', 'audience']],
    ['cohost', 'audience', ['speaker', 'audience']],
    ['cohost', 'cohost', []],
    ['cohost', 'host', []],
    ['speaker', 'audience', []],
  ] as const)('a %s gives a %s one of %j', (actor, target, given) => {
    expect(ROLES.filter((role) => mayGiveRole(free(actor), { role: target }, role))).toEqual(given);
  });
});
