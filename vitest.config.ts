import { defineConfig } from 'vitest/config';

/**
 * Stories that leave the machine time for another beside them: they have few pictures, or mostly wait. The others
 * have it for themselves: they fill it, or what they see and hear of a break or a line would be the machine's.
 */
const LIGHT = storiesOf(
  'accessible',
  'accessible-call',
  'accessible-door',
  'accessible-panels',
  'announced',
  'bad-lines',
  'by-keyboard',
  'captions',
  'chat',
  'chatting',
  'codecs',
  'coming-back',
  'coming-in',
  'devices',
  'direct-paths',
  'door',
  'healing',
  'inert',
  'keeping-order',
  'keys',
  'languages',
  'let-in-again',
  'long-chat',
  'looked-at',
  'many-tiles',
  'meeting',
  'moderating',
  'motion',
  'offline',
  'parts-missing',
  'phone',
  'phone-panels',
  'planning',
  'quality',
  'screen',
  'sending-directly',
  'settings',
  'touched',
  'zoomed',
);
/** As long as those together: a laptop sleeps in it. */
const LONG = storiesOf('away');

function storiesOf(...names: string[]): string[] {
  return names.map((name) => `e2e/stories/${name}.test.ts`);
}

/** Tests without a browser, which wait for other processes more than they work. */
const TOGETHER = { testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 3, sequence: { groupOrder: 0 } };
const STORY = { testTimeout: 120_000, hookTimeout: 120_000 };
const BESIDE = { ...STORY, maxWorkers: 2, sequence: { groupOrder: 1 } };

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
      // Within a group vitest begins with what comes first in the alphabet.
      { test: { name: 'beside', include: LONG, ...BESIDE } },
      { test: { name: 'light', include: LIGHT, ...BESIDE } },
      {
        test: {
          name: 'stories',
          include: ['e2e/stories/**/*.test.ts'],
          exclude: [...LONG, ...LIGHT],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          ...STORY,
        },
      },
    ],
  },
});
