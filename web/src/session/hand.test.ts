import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { person, personId } from './fixture.js';
import { lowerAfterSpeaking, raisedHands } from './hand.js';
import { changeable } from './readable.js';
import { initialState } from './reducer.js';
import type { RoomState } from './state.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const you = personId(1);

function stage() {
  const state = changeable<RoomState>({ ...initialState(), you, participants: [person(1, { hand: 4 })] });
  const lower = vi.fn();
  lowerAfterSpeaking(state, lower);
  const change = (changes: Partial<RoomState>) => state.set({ ...state.get(), ...changes });
  return { lower, change };
}

it('a hand is lowered when its owner has spoken for a while', () => {
  const { lower, change } = stage();
  change({ speaking: new Map([[you, -30]]) });
  vi.advanceTimersByTime(1_000);
  change({ speaking: new Map([[you, -20]]) });
  expect(lower).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_100);
  expect(lower).toHaveBeenCalledTimes(1);
});

it('not by a cough, nor by somebody else, nor one that is down', () => {
  const { lower, change } = stage();
  change({ speaking: new Map([[you, -30]]) });
  vi.advanceTimersByTime(1_000);
  change({ speaking: new Map([[personId(2), -30]]) });
  vi.advanceTimersByTime(5_000);
  change({ participants: [person(1)], speaking: new Map([[you, -30]]) });
  vi.advanceTimersByTime(5_000);
  expect(lower).not.toHaveBeenCalled();
});

it('hands stand in the order in which they were raised', () => {
  const participants = [person(1, { hand: 3 }), person(2), person(3, { hand: 1 })];
  expect(raisedHands({ participants }).map(({ id }) => id)).toEqual([personId(3), personId(1)]);
});
