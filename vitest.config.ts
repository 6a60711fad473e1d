import { defineConfig } from 'vitest/config';

/**
 * Stories that leave the machine time for another beside them: they have few pictures, or mostly wait. The others
 * have it for themselves: they fill it, or a break in what is seen or heard would be the machine's and not ours.
 */
const LIGHT = ['accessible', 'away', 'bad-lines', 'chatting', 'devices', 'door', 'phone'].map(
  (name) => `e2e/stories/${name}.test.ts`,
);

/** Tests without a browser, which wait for other processes more than they work. */
const TOGETHER = { testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 3, sequence: { groupOrder: 0 } };
const STORY = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'protocol/src/**/*.test.ts',
            'server/src/**/*.test.ts',
            'web/src/**/*.test.ts',
            '{worker,setup}/**/*.test.mjs',
            'bench/src/**/*.test.ts',
          ],
          ...TOGETHER,
        },
      },
      { test: { name: 'protocol', include: ['e2e/protocol/**/*.test.ts'], ...TOGETHER } },
      { test: { name: 'light', include: LIGHT, maxWorkers: 2, sequence: { groupOrder: 1 }, ...STORY } },
      {
        test: {
          name: 'stories',
          include: ['e2e/stories/**/*.test.ts'],
          exclude: LIGHT,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          ...STORY,
        },
      },
    ],
  },
});
