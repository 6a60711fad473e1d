import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Hold } from './hold.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function heldOne() {
  const changes: boolean[] = [];
  return { hold: new Hold(true, (held) => changes.push(held)), changes };
}

it('lets go at once', () => {
  const { hold, changes } = heldOne();
  hold.set(false);
  expect(changes).toEqual([false]);
  expect(hold.isOn).toBe(false);
});

it('lets go once the newcomer receives, and once only', () => {
  const { hold, changes } = heldOne();
  hold.set(false, 'received');
  expect(changes).toEqual([]);
  expect(hold.isOn).toBe(true);
  hold.received();
  hold.received();
  vi.runAllTimers();
  expect(changes).toEqual([false]);
});

it('does not wait for ever', () => {
  const { hold, changes } = heldOne();
  hold.set(false, 'received');
  vi.advanceTimersByTime(999);
  expect(changes).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(changes).toEqual([false]);
});

it('goes on holding where it is asked to while it waits', () => {
  const { hold, changes } = heldOne();
  hold.set(false, 'received');
  hold.set(true);
  hold.received();
  vi.runAllTimers();
  expect(changes).toEqual([]);
  expect(hold.isOn).toBe(true);
});

it('passes over who receives while nothing waits, and is over when the room is', () => {
  const { hold, changes } = heldOne();
  hold.received();
  hold.set(false, 'received');
  hold.close();
  vi.runAllTimers();
  expect(changes).toEqual([]);
});
