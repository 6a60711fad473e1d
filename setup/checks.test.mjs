import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOrder } from './checks.mjs';

test('so many at once, results in order', async () => {
  let running = 0;
  let most = 0;
  const durations = [30, 5, 20, 1];
  const results = inOrder(durations, 2, async (ms) => {
    running += 1;
    most = Math.max(most, running);
    await delay(ms);
    running -= 1;
    return ms;
  });
  expect(await Promise.all(results)).toEqual(durations);
  expect(most).toBe(2);
});
