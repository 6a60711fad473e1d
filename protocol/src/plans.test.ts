import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf, type ErrorCode } from './errors.js';
import { NewRoom, RoomChange } from './plans.js';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;
const plan = { startsAt: Date.now() + HOUR, duration: 60 };
const planned = { kind: 'planned', title: 'Tea', plan };
const full = {
  ...planned,
  room: 'tea-time',
  settings: {
    limit: 5,
    locked: true,
    waitingRoom: true,
    passcode: 'sesame',
    allow: { microphone: true, camera: false, screen: true, chat: false },
  },
};

/** The code of what is wrong with it, or null where it is understood. */
function problemOf(schema: typeof NewRoom | typeof RoomChange, value: unknown): ErrorCode | null {
  const { success, error } = schema.safeParse(value);
  return success ? null : codeOf(error.issues);
}

describe('a new room', () => {
  it.each<[string, object, ErrorCode | null]>([
    ['for now', { kind: 'once' }, null],
    ['for good', { kind: 'personal', title: 'Ana’s' }, null],
    ['for a time', planned, null],
    ['with everything', full, null],
    ['with no settings of its own', { ...planned, settings: {} }, null],
    ['of no kind', { title: 'Tea' }, 'invalid'],
    ['of another kind', { kind: 'weekly' }, 'invalid'],
    ['planned without a title', { kind: 'planned', plan }, 'title-empty'],
    ['planned without a time', { kind: 'planned', title: 'Tea' }, 'plan-time'],
    ['for good, at a time', { kind: 'personal', plan }, 'invalid'],
    ['for now, at a time', { kind: 'once', plan }, 'invalid'],
    ['with an empty title', { kind: 'once', title: ' \u200b' }, 'title-empty'],
    ['with a title of lines', { kind: 'once', title: 'Tea\r\nEND:VEVENT' }, 'title-characters'],
    ['with a title that turns the text around', { kind: 'once', title: 'Tea\u202e' }, 'title-characters'],
    ['with half a character', { kind: 'once', title: '\ud83e' }, 'title-characters'],
    ['with a long title', { kind: 'once', title: '🦊'.repeat(100) }, null],
    ['with too long a title', { kind: 'once', title: '🦊'.repeat(101) }, 'title-too-long'],
    ['with a megabyte of title', { kind: 'once', title: 'x'.repeat(1_000_000) }, 'title-too-long'],
    ['with a name that is no slug', { kind: 'once', room: 'Tea Time' }, 'room-characters'],
    ['with too short a passcode', { kind: 'once', settings: { passcode: 'abc' } }, 'passcode-length'],
    ['with a passcode of yes', { kind: 'once', settings: { passcode: true } }, 'invalid'],
    ['for nobody', { kind: 'once', settings: { limit: 0 } }, 'invalid'],
    ['with settings that there are not', { kind: 'once', settings: { host: 'me' } }, 'invalid'],
    ['with an owner', { kind: 'once', owner: 'me' }, 'invalid'],
  ])('%s', (_what, value, problem) => {
    expect(problemOf(NewRoom, value)).toBe(problem);
  });

  it.each<[string, object, ErrorCode | null]>([
    ['now', { startsAt: Date.now() }, null],
    ['an hour ago', { startsAt: Date.now() - HOUR }, null],
    ['two days ago', { startsAt: Date.now() - 2 * DAY }, 'plan-time'],
    ['in 1970', { startsAt: 0 }, 'plan-time'],
    ['next year', { startsAt: Date.now() + 365 * DAY }, null],
    ['in three years', { startsAt: Date.now() + 3 * 366 * DAY }, 'plan-time'],
    ['at the end of time', { startsAt: 8.64e15 + 1 }, 'plan-time'],
    ['at half a millisecond', { startsAt: plan.startsAt + 0.5 }, 'plan-time'],
    ['at a time in words', { startsAt: new Date(plan.startsAt).toISOString() }, 'plan-time'],
    ['never', { startsAt: Number.NaN }, 'plan-time'],
    ['at an infinite time', { startsAt: Infinity }, 'plan-time'],
    ['at no time', { startsAt: null }, 'plan-time'],
    ['for five minutes', { duration: 5 }, null],
    ['for a day', { duration: 1_440 }, null],
    ['for no time', { duration: 0 }, 'plan-duration'],
    ['backwards', { duration: -30 }, 'plan-duration'],
    ['for longer than a day', { duration: 1_441 }, 'plan-duration'],
    ['for half a minute', { duration: 30.5 }, 'plan-duration'],
    ['for no number', { duration: '60' }, 'plan-duration'],
    ['somewhere', { place: 'here' }, 'invalid'],
  ])('planned %s', (_what, change, problem) => {
    const value = { ...planned, plan: { ...plan, ...change } };
    expect(problemOf(NewRoom, value)).toBe(problem);
    expect(problemOf(RoomChange, { plan: value.plan })).toBe(problem);
  });

  it('is refused or understood, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (value) => void NewRoom.safeParse(value)));
    for (const value of [
      undefined,
      null,
      7,
      'hello',
      [full],
      JSON.parse('{"__proto__": {"kind": "once"}}'),
    ]) {
      expect(problemOf(NewRoom, value)).toBe('invalid');
    }
  });
});

it('a change is of title and time alone', () => {
  expect(RoomChange.parse({ title: ' Cafe\u0301 ' })).toEqual({ title: 'Café' });
  expect(problemOf(RoomChange, { kind: 'personal' })).toBe('invalid');
  expect(problemOf(RoomChange, { settings: {} })).toBe('invalid');
});
