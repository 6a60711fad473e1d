import { describe, expect, test } from 'vitest';
import { isInstalled, npmReason } from './dependencies.mjs';

describe('what the lock file lists is installed', () => {
  const locked = {
    '': { version: '0.1.0' },
    server: { version: '0.1.0' },
    'node_modules/@hangouts/server': { link: true },
    'node_modules/ws': { version: '8.21.1' },
    'node_modules/fsevents': { version: '2.3.3', optional: true },
  };
  const complete = {
    'node_modules/@hangouts/server': { link: true },
    'node_modules/ws': { version: '8.21.1' },
  };

  test.each([
    ['all that this platform wants', complete, true],
    ['nothing', {}, false],
    ['another version', { ...complete, 'node_modules/ws': { version: '8.20.0' } }, false],
    ['no link to a workspace', { 'node_modules/ws': { version: '8.21.1' } }, false],
    [
      'an optional one in another version',
      { ...complete, 'node_modules/fsevents': { version: '1.0.0' } },
      false,
    ],
  ])('%s', (_, installed, answer) => {
    expect(isInstalled(locked, installed)).toBe(answer);
  });
});

test("npm's reason comes without its progress and its usage", () => {
  const usage = Array.from({ length: 40 }, (_, index) => `npm error usage ${index}`);
  const reason = npmReason(['npm http fetch GET 200', 'npm error', 'npm error code EUSAGE', ...usage]);
  expect(reason.split('\n')).toHaveLength(12);
  expect(reason).toMatch(/^npm error code EUSAGE\nnpm error usage 0\n/);
});
