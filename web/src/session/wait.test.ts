import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { wait } from './wait.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether a promise has settled by now. */
async function settled(promise: Promise<void>): Promise<boolean> {
  const end = vi.fn();
  void promise.then(end);
  await vi.advanceTimersByTimeAsync(0);
  return end.mock.calls.length > 0;
}

it('settles after the time', async () => {
  const waiting = wait(100);
  await vi.advanceTimersByTimeAsync(99);
  expect(await settled(waiting)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await settled(waiting)).toBe(true);
});

it('settles at once where a signal is, or was, aborted', async () => {
  const [never, one] = [new AbortController(), new AbortController()];
  const waiting = wait(100, never.signal, one.signal);
  expect(await settled(waiting)).toBe(false);
  one.abort();
  expect(await settled(waiting)).toBe(true);
  expect(await settled(wait(100, one.signal))).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
