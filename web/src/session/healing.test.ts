import { expect, it } from 'vitest';
import { type Condition, remedyFor } from './healing.js';

const WELL: Condition = {
  state: 'up',
  signaling: true,
  silence: 0,
  elsewhere: false,
  disturbed: false,
  restarts: 0,
  sinceRestart: Infinity,
};
const SILENT = { silence: 1_000 };
const DOWN = { state: 'down', silence: 5_000 } as const;

it.each([
  ['all is well', {}, 'none'],
  ['a short gap', { silence: 999 }, 'none'],
  ['nothing comes', SILENT, 'restart'],
  ['ICE has given the path up', { state: 'down' }, 'restart'],
  ['opening has a patience of its own', { state: 'opening', ...SILENT }, 'none'],
  ['a restart has its time', { ...SILENT, restarts: 1, sinceRestart: 2_499 }, 'none'],
  ['it did not help', { ...DOWN, restarts: 1, sinceRestart: 2_500 }, 'restart'],
  ['nor did the third', { ...DOWN, restarts: 3, sinceRestart: 2_500 }, 'renew'],
  [
    'there is a path, and it is not taken',
    { ...SILENT, elsewhere: true, restarts: 1, sinceRestart: 500 },
    'renew',
  ],
  ['there is another path, and none is needed', { elsewhere: true }, 'none'],
  ['another network, all seems well', { disturbed: true }, 'restart'],
  ['another network, met by the last restart', { disturbed: true, restarts: 1, sinceRestart: 999 }, 'none'],
  [
    'another network, nothing comes, a restart under way',
    { ...SILENT, disturbed: true, restarts: 1, sinceRestart: 100 },
    'none',
  ],
  ['a message was lost that one end waits for', { state: 'failed' }, 'renew'],
  ['no messages get through', { ...DOWN, signaling: false }, 'none'],
  ['no messages get through, failed', { state: 'failed', signaling: false }, 'none'],
] as const)('%s', (_, change, remedy) => {
  expect(remedyFor({ ...WELL, ...change })).toBe(remedy);
});
