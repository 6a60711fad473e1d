import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { countRun } from './test-results.mjs';

/**
 * Runs some of vitest's projects, shown as vitest shows it.
 *
 * @param {string} root
 * @param {readonly string[]} projects
 * @param {readonly string[]} filters parts of file names; every file where there is none
 * @param {AbortSignal} signal
 */
export async function runVitest(root, projects, filters, signal) {
  const folder = await mkdtemp(join(tmpdir(), 'hangouts-test-'));
  const file = join(folder, 'report.json');
  try {
    const code = await runNode(
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        ...projects.map((project) => `--project=${project}`),
        // A filter for one of them may find nothing in the others.
        '--passWithNoTests',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...filters,
      ],
      { signal, cwd: root },
    );
    signal.throwIfAborted();
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return countRun(text === undefined ? undefined : JSON.parse(text), code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
