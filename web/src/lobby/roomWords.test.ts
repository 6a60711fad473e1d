import { describe, expect, test } from 'vitest';
import type { RoomState } from '../session/state.js';
import { english } from '../language/fixture.js';
import { canAsk, lobbyWords } from './roomWords.js';

const lobby = {
  room: 'book-club',
  people: [],
  full: false,
  locked: false,
  waitingRoom: false,
  passcode: false,
  rtpCapabilities: { codecs: [], headerExtensions: [] },
};
type Known = Pick<RoomState, 'signaling' | 'problem' | 'lobby'>;
const well = { signaling: 'connected', problem: null, lobby } as unknown as Known;

describe('words', () => {
  test.each<[Partial<Known>, RegExp | null]>([
    [{}, null],
    [{ signaling: 'connecting' }, null],
    [{ signaling: 'reconnecting' }, /Reconnecting/],
    [{ signaling: 'lost' }, /cannot be reached/],
    [{ problem: 'server-gone' }, /cannot be reached/],
    [{ problem: 'protocol-version', signaling: 'lost' }, /another version/],
    [{ problem: 'room-full' }, /full/],
    [{ problem: 'removed' }, /cannot come in/],
    [{ problem: 'internal' }, /did not work/],
    [{ lobby: { ...lobby, full: true } as unknown as Known['lobby'] }, /full/],
    [{ problem: 'room-locked' }, /locked/],
    [{ lobby: { ...lobby, locked: true } as unknown as Known['lobby'] }, /locked/],
  ])('%j', (change, title) => {
    const words = lobbyWords(english, { ...well, ...change });
    if (title === null) expect(words).toBeNull();
    else expect(words?.title).toMatch(title);
  });
});

test.each<[Partial<Known>, boolean]>([
  [{}, true],
  [{ lobby: null }, false],
  [{ signaling: 'reconnecting' }, false],
  [{ problem: 'protocol-version' }, false],
  [{ problem: 'room-full' }, true],
])('joining with %j: %s', (change, possible) => {
  expect(canAsk({ ...well, ...change })).toBe(possible);
});
