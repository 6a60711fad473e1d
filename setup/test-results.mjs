/**
 * @typedef {{ passed: number, failed: number }} Count
 *
 * @typedef {object} VitestReport the part of vitest's JSON report that is counted
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults one a file
 */

/**
 * Counts a run of vitest. A file that did not load has no test that failed, and
 * an unhandled error fails the run without failing a test: each counts as one
 * failure, as does a run without a report.
 *
 * @param {VitestReport | undefined} report
 * @param {number} exitCode of vitest
 * @returns {Count}
 */
export function countRun(report, exitCode) {
  if (!report) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** @param {readonly Count[]} counts */
export function addUp(counts) {
  return counts.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

/** @param {Count} count */
export function verdict({ passed, failed }) {
  return { line: `${passed} passed, ${failed} failed`, exitCode: failed > 0 || passed === 0 ? 1 : 0 };
}
