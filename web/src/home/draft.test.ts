import { FIRST_SETTINGS } from '@hangouts/protocol/permissions';
import { describe, expect, it } from 'vitest';
import { fieldOf, newDraft, problemsOf, requestOf, type Draft } from './draft.js';
import { whenOf } from './when.js';

const NOW = new Date(2027, 0, 31, 18, 20).getTime();
const HOUR = 60 * 60 * 1_000;
const draft = (change: Partial<Draft>): Draft => ({ ...newDraft(NOW), ...change });
const { waitingRoom, locked, limit, allow } = FIRST_SETTINGS;
const settings = { waitingRoom, locked, limit, allow };

describe('what is wrong with a draft', () => {
  it.each<[string, Partial<Draft>, object]>([
    ['nothing at first', {}, {}],
    ['planned without a title', { isLater: true, title: ' ' }, { title: 'title-empty' }],
    ['planned with one', { isLater: true, title: 'Tea' }, {}],
    ['a long title', { title: 'x'.repeat(101) }, { title: 'title-too-long' }],
    ['a title that turns around', { title: 'Tea\u202e' }, { title: 'title-characters' }],
    ['over by now', { isLater: true, title: 'Tea', when: whenOf(NOW - 2 * HOUR, 60) }, { when: 'plan-time' }],
    ['over, but not planned', { when: whenOf(NOW - 2 * HOUR, 60) }, {}],
    ['a name as people write', { name: 'Our Kitchen' }, {}],
    ['a name of signs', { name: '!!!' }, { name: 'room-characters' }],
    ['a long name', { name: 'x'.repeat(61) }, { name: 'room-too-long' }],
    ['a short passcode', { passcode: 'abc ' }, { passcode: 'passcode-length' }],
    ['a passcode', { passcode: 'sesame' }, {}],
  ])('%s', (_what, change, problems) => {
    expect(problemsOf(draft(change), NOW)).toEqual(problems);
  });
});

describe('what is asked for', () => {
  it.each<[string, Partial<Draft>, object]>([
    ['for now', {}, { kind: 'once', settings }],
    [
      'with everything',
      { title: 'Tea', name: 'Our Kitchen', passcode: 'sesame', waitingRoom: true, limit: 5 },
      {
        kind: 'once',
        title: 'Tea',
        room: 'our-kitchen',
        settings: { ...settings, passcode: 'sesame', waitingRoom: true, limit: 5 },
      },
    ],
    [
      'for later',
      { isLater: true, title: 'Tea', when: whenOf(NOW + HOUR, 30) },
      { kind: 'planned', title: 'Tea', plan: { startsAt: NOW + HOUR, duration: 30 }, settings },
    ],
  ])('%s', (_what, change, request) => {
    expect(requestOf(draft(change))).toEqual(request);
  });
});

it.each([
  ['room-taken', 'name'],
  ['title-empty', 'title'],
  ['plan-time', 'when'],
  ['passcode-length', 'passcode'],
  ['rate-limited', null],
])('%s is about %s', (code, field) => {
  expect(fieldOf(code)).toBe(field);
});
