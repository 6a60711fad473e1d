import type { Restrictions, Role } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { forbiddenSources, may, NO_RESTRICTIONS, publishing, type Action } from './permissions.js';

const EVERY_ACTION: Action[] = [
  'publish-microphone',
  'publish-camera',
  'publish-screen',
  'chat',
  'remove-participant',
  'change-role',
  'restrict-participant',
  'change-settings',
  'spotlight',
];

const allowed: Record<Role, Action[]> = {
  host: EVERY_ACTION,
  speaker: ['publish-microphone', 'publish-camera', 'publish-screen', 'chat'],
};

describe('permissions', () => {
  for (const role of ['host', 'speaker'] as const) {
    for (const action of EVERY_ACTION) {
      const expected = allowed[role].includes(action);
      it(`a ${role} ${expected ? 'may' : 'may not'} ${action}`, () => {
        expect(may({ role, restrictions: NO_RESTRICTIONS }, action)).toBe(expected);
      });
    }
  }

  it.each<[keyof Restrictions, Action]>([
    ['microphone', 'publish-microphone'],
    ['camera', 'publish-camera'],
    ['screen', 'publish-screen'],
    ['chat', 'chat'],
  ])('a restriction of the %s takes exactly one right, from a host too', (restriction, action) => {
    const restrictions = { ...NO_RESTRICTIONS, [restriction]: true };
    const lost = EVERY_ACTION.filter((each) => !may({ role: 'host', restrictions }, each));
    expect(lost).toEqual([action]);
  });

  it('a restricted screen takes its sound too', () => {
    const who = { role: 'speaker', restrictions: { ...NO_RESTRICTIONS, screen: true } } as const;
    expect(forbiddenSources(who)).toEqual(['screen', 'screen-audio']);
    expect(publishing('screen-audio')).toBe(publishing('screen'));
  });
});
