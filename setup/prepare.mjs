import { join } from 'node:path';
import { withLock } from '../worker/src/lock.mjs';
import { ensureBuilds } from './builds.mjs';
import { ROOT } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { createProgress } from './progress.mjs';
import { ensureSystemPackages, testPackages } from './system-packages.mjs';

/**
 * @typedef {object} Needs beside the dependencies
 * @property {boolean} [worker] its path is then in MEDIASOUP_WORKER_BIN
 * @property {boolean} [builds] the server's and the page's
 * @property {boolean} [testPackages] browsers and the like
 */

/**
 * Makes the clone ready for a command, and does nothing that is done already.
 * Two commands at once take turns.
 *
 * @param {Needs} needs
 * @param {AbortSignal} signal
 */
export async function prepare(needs, signal) {
  const progress = createProgress(process.stdout);
  const onWait = (/** @type {number} */ pid) => progress.report(`Waiting for the set-up in process ${pid}`);
  await withLock(join(ROOT, '.cache', 'setup.lock'), { signal, onWait }, async () => {
    await ensureDependencies(ROOT, progress, signal);
    const wanted = needs.testPackages ? await testPackages() : [];
    if (needs.worker) process.env.MEDIASOUP_WORKER_BIN = await findWorkerHere(wanted, progress, signal);
    if (needs.testPackages) await ensureSystemPackages(wanted, progress, signal);
    if (needs.builds) await ensureBuilds(ROOT, progress, signal);
  });
  progress.done();
}

/**
 * @param {import('./system-packages.mjs').Wanted[]} alsoWanted asked for in the same question
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} signal
 */
async function findWorkerHere(alsoWanted, progress, signal) {
  // Only now: it needs mediasoup installed.
  const { findWorker } = await import('@hangouts/worker');
  const { path } = await findWorker({
    signal,
    report: progress.report,
    note: progress.note,
    install: (missing) => {
      const toCompile = {
        names: missing.map(({ debian }) => debian),
        purpose: 'to compile the media worker',
      };
      return ensureSystemPackages([toCompile, ...alsoWanted], progress, signal);
    },
  });
  return path;
}
