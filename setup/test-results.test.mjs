import { describe, expect, test } from 'vitest';
import { addUp, countRun, verdict } from './test-results.mjs';

const loaded = { status: 'passed', assertionResults: [{}] };
const withFailure = { status: 'failed', assertionResults: [{}] };
const unloaded = { status: 'failed', assertionResults: [] };

describe('a run of vitest', () => {
  test.each([
    [
      'all is well',
      { numPassedTests: 3, numFailedTests: 0, testResults: [loaded] },
      0,
      { passed: 3, failed: 0 },
    ],
    [
      'a test fails',
      { numPassedTests: 2, numFailedTests: 1, testResults: [withFailure] },
      1,
      { passed: 2, failed: 1 },
    ],
    [
      'a file does not load',
      { numPassedTests: 2, numFailedTests: 0, testResults: [loaded, unloaded] },
      1,
      { passed: 2, failed: 1 },
    ],
    [
      'an error nobody handled',
      { numPassedTests: 3, numFailedTests: 0, testResults: [loaded] },
      1,
      { passed: 3, failed: 1 },
    ],
    ['no report', undefined, 0, { passed: 0, failed: 1 }],
  ])('%s', (_, report, exitCode, count) => {
    expect(countRun(report, exitCode)).toEqual(count);
  });
});

test.each([
  [
    [
      { passed: 3, failed: 0 },
      { passed: 4, failed: 0 },
    ],
    '7 passed, 0 failed',
    0,
  ],
  [
    [
      { passed: 3, failed: 1 },
      { passed: 4, failed: 0 },
    ],
    '7 passed, 1 failed',
    1,
  ],
  [
    [
      { passed: 0, failed: 0 },
      { passed: 0, failed: 0 },
    ],
    '0 passed, 0 failed',
    1,
  ],
])('%j in one line', (counts, line, exitCode) => {
  expect(verdict(addUp(counts))).toEqual({ line, exitCode });
});
