import { describe, expect, it } from 'vitest';
import type { ConnectionCheck } from '../session/check/check.js';
import { english } from '../language/fixture.js';
import { checkLines, summaryOf, type DeviceCheck } from './checkLines.js';

const fine = { roundTrip: 40, jitter: 5, loss: 0 };
const connection: ConnectionCheck = { udp: fine, tcp: fine, iceServers: { stun: null, turn: null } };
const devices: DeviceCheck = { loudest: 0.4, frames: 3 };

/** State and title of all lines but those that say that all is well. */
function trouble(line: Partial<ConnectionCheck>, device: Partial<DeviceCheck> = {}): string[] {
  return checkLines(english, { ...connection, ...line }, { ...devices, ...device })
    .filter(({ state }) => state !== 'good')
    .map(({ state, title }) => `${state}: ${title}`);
}

it('where all is well, that is said of each thing', () => {
  const lines = checkLines(english, connection, devices);
  expect(lines.map(({ title }) => title)).toEqual([
    'The media server is reached by UDP',
    'There and back takes 40 ms',
    'Nothing gets lost',
    'Your microphone is heard',
    'Your camera gives pictures',
  ]);
  expect(lines.every(({ state, help }) => state === 'good' && help === null)).toBe(true);
  expect(summaryOf(english, lines)).toBe('All is well for your call.');
});

describe('trouble', () => {
  const none = { stun: null, turn: null };

  it.each<[what: string, line: Partial<ConnectionCheck>, lines: string[]]>([
    [
      'UDP is blocked',
      { udp: null },
      ['fair: The media server is reached by TCP only, so sound and picture may stall'],
    ],
    [
      'everything is blocked',
      { udp: null, tcp: null },
      ['bad: The media server is not reached, neither by UDP nor by TCP'],
    ],
    [
      'nothing comes back',
      { udp: { roundTrip: null, jitter: null, loss: 1 } },
      ['bad: Nothing that is sent comes back'],
    ],
    ['a long way', { udp: { ...fine, roundTrip: 400 } }, ['fair: There and back takes 400 ms']],
    ['losses', { udp: { ...fine, loss: 0.2 } }, ['bad: 20% gets lost on the way']],
    ['few losses are none worth a word', { udp: { ...fine, loss: 0.013 } }, []],
    ['unevenly', { udp: { ...fine, jitter: 90 } }, ['fair: It comes in fits and starts']],
    [
      'a relay that does not answer',
      { iceServers: { ...none, turn: false } },
      ['fair: The relay is not reached'],
    ],
    ['no STUN', { iceServers: { ...none, stun: false } }, ['fair: The STUN server does not answer']],
    ['no STUN but a relay, which does as well', { iceServers: { stun: false, turn: true } }, []],
  ])('%s', (_, line, expected) => {
    expect(trouble(line)).toEqual(expected);
  });

  it.each<[what: string, device: Partial<DeviceCheck>, lines: string[]]>([
    ['no sound', { loudest: 0 }, ['fair: Nothing was heard from your microphone']],
    ['not known', { loudest: 'not measured' }, ['off: Your microphone is on']],
    ['no pictures', { frames: 1 }, ['fair: Your camera gives no pictures']],
    [
      'off is no trouble',
      { loudest: null, frames: null },
      ['off: Your microphone is off', 'off: Your camera is off'],
    ],
  ])('%s', (_, device, expected) => {
    expect(trouble({}, device)).toEqual(expected);
  });
});

it('what is wrong comes with what to try', () => {
  const lines = checkLines(english, { ...connection, udp: null, tcp: null }, { loudest: 0, frames: 0 });
  expect(lines.every(({ help }) => help !== null)).toBe(true);
  expect(summaryOf(english, lines)).toBe('Something will not work yet.');
  expect(summaryOf(english, checkLines(english, { ...connection, udp: null }, devices))).toBe(
    'Your call will work, but it could be better.',
  );
});
