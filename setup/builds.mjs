import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../worker/src/run.mjs';
import { fingerprint } from './fingerprint.mjs';

/** @typedef {{ workspace: string, text: string, sources: readonly string[], result: string }} Build */

const SHARED_SOURCES = ['package-lock.json', 'tsconfig.base.json', 'protocol'];

/** @type {readonly Build[]} */
const BUILDS = [
  { workspace: 'server', text: 'Building the server', sources: ['server'], result: 'server/dist/main.js' },
  { workspace: 'web', text: 'Building the page', sources: ['web'], result: 'web/dist/index.html' },
];

/**
 * Builds the server and the page where their sources have changed.
 *
 * @param {string} root
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} signal
 */
export async function ensureBuilds(root, progress, signal) {
  for (const build of BUILDS) {
    const stamp = join(root, '.cache', `build-${build.workspace}`);
    const wanted = await fingerprint(root, [...SHARED_SOURCES, ...build.sources]);
    const built = await readFile(stamp, 'utf8').catch(() => undefined);
    if (built === wanted && existsSync(join(root, build.result))) continue;

    progress.report(build.text);
    await rm(stamp, { force: true });
    await run('npm', ['run', '--silent', 'build', '--workspace', build.workspace], { cwd: root, signal });
    await mkdir(dirname(stamp), { recursive: true });
    await writeFile(stamp, wanted);
  }
}
