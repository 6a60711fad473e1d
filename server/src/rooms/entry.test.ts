import { describe, expect, it } from 'vitest';
import { decideEntry, type DoorState, type Entry, type Newcomer } from './entry.js';

const stranger: Newcomer = {
  removed: false,
  seat: 'none',
  invited: null,
  owner: false,
  admitted: false,
  passcode: 'missing',
  suspect: false,
};
const open: DoorState = { full: false, locked: false, waitingRoom: false, passcode: false, free: false };
const everything: DoorState = { full: true, locked: true, waitingRoom: true, passcode: true, free: false };

describe('a stranger', () => {
  it.each<[string, Partial<DoorState>, Entry]>([
    ['an open room', {}, 'in'],
    ['a full one', { full: true }, 'room-full'],
    ['a locked one', { locked: true }, 'room-locked'],
    ['a locked one that is whose who comes first', { locked: true, free: true }, 'in'],
    ['a locked and full one', { locked: true, full: true }, 'room-locked'],
    ['one with a waiting room', { waitingRoom: true }, 'wait'],
    ['one with a waiting room that is full', { waitingRoom: true, full: true }, 'room-full'],
    ['one with a waiting room that is whose who comes first', { waitingRoom: true, free: true }, 'in'],
    ['one with a passcode', { passcode: true }, 'passcode-needed'],
    ['one with a passcode that is whose who comes first', { passcode: true, free: true }, 'passcode-needed'],
    ['one with both', { passcode: true, waitingRoom: true }, 'passcode-needed'],
  ])('at %s', (_what, door, entry) => {
    expect(decideEntry(stranger, { ...open, ...door })).toBe(entry);
  });
});

it('at a locked room, whose it is comes in', () => {
  const owner: Newcomer = { ...stranger, invited: 'host', owner: true };
  expect(decideEntry(owner, { ...everything, full: false })).toBe('in');
});

describe('at a room with a passcode and a waiting room', () => {
  const door = { ...open, passcode: true, waitingRoom: true };
  it.each<[string, Partial<Newcomer>, Entry]>([
    ['who has it wrong', { passcode: 'wrong' }, 'passcode-wrong'],
    ['who has it right', { passcode: 'right' }, 'wait'],
    ['who was let in', { admitted: true }, 'in'],
    ['who was invited', { invited: 'audience' }, 'in'],
    ['who comes back', { seat: 'left' }, 'in'],
    ['who never was away', { seat: 'kept' }, 'in'],
    ['who was removed, invited and let in', { removed: true, invited: 'cohost', admitted: true }, 'removed'],
  ])('%s', (_what, who, entry) => {
    expect(decideEntry({ ...stranger, ...who }, door)).toBe(entry);
  });
});

describe('at a room that is locked, full and all', () => {
  it.each<[string, Partial<Newcomer>, Entry]>([
    ['who was invited', { invited: 'cohost' }, 'room-locked'],
    ['whose it is', { invited: 'host', owner: true }, 'room-full'],
    ['whose it is, removed', { invited: 'host', owner: true, removed: true }, 'removed'],
    ['who was let in', { admitted: true }, 'room-full'],
    ['who comes back', { seat: 'left' }, 'room-full'],
    ['whose seat was kept', { seat: 'kept' }, 'in'],
    ['who was removed', { removed: true, seat: 'kept' }, 'removed'],
  ])('%s', (_what, who, entry) => {
    expect(decideEntry({ ...stranger, ...who }, everything)).toBe(entry);
  });
});

describe('where somebody from the same network was removed', () => {
  const suspect = { ...stranger, suspect: true };
  it.each<[string, Newcomer, DoorState, Entry]>([
    ['who is new waits', suspect, open, 'wait'],
    ['who was invited waits too', { ...suspect, invited: 'speaker' }, open, 'wait'],
    ['who was invited waits for nobody', { ...suspect, invited: 'speaker' }, { ...open, free: true }, 'in'],
    ['whose the room is does not', { ...suspect, invited: 'host', owner: true }, open, 'in'],
    ['who was inside does not', { ...suspect, seat: 'left' }, open, 'in'],
    ['nobody waits for nobody', suspect, { ...open, free: true }, 'in'],
  ])('%s', (_what, who, door, entry) => {
    expect(decideEntry(who, door)).toBe(entry);
  });
});
