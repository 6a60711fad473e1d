import { afterEach, expect, it } from 'vitest';
import { changeable } from '../session/readable.js';
import type { RoomState } from '../session/state.js';
import { endOwnCaptions, ownCaptions } from './ownCaptions.js';

afterEach(() => ownCaptions.set(false));

function visit() {
  const state = changeable<Pick<RoomState, 'phase'>>({ phase: 'lobby' });
  return { state, stop: endOwnCaptions(state) };
}

it('what was asked for in the lobby begins with the call, and ends with it', () => {
  const { state, stop } = visit();
  ownCaptions.set(true);
  state.set({ phase: 'joining' });
  state.set({ phase: 'in-call' });
  expect(ownCaptions.get()).toBe(true);
  state.set({ phase: 'ended' });
  expect(ownCaptions.get()).toBe(false);
  stop();
});

it('who goes to another hangout, from a lobby too, is asked anew there', () => {
  const { stop } = visit();
  ownCaptions.set(true);
  stop();
  expect(ownCaptions.get()).toBe(false);
});
