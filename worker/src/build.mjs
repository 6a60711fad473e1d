import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PATCHES, applyPatch } from './patches.mjs';
import { RECIPE_FOLDER } from './recipe.mjs';
import { run } from './run.mjs';

/** Of the package's worker/ folder: the rest is tests, fuzzers and meson's downloads. */
const SOURCE_FOLDERS = ['src', 'include', 'fbs', 'deps'];

/**
 * Builds the worker from the source in the mediasoup package. What was compiled
 * before an interruption is not compiled again.
 *
 * @param {object} job
 * @param {string} job.packageFolder of the installed mediasoup
 * @param {string} job.workFolder kept between attempts, the caller's to remove
 * @param {AbortSignal} [job.signal]
 * @param {(done: number, of: number) => void} [job.onCompiled]
 * @returns {Promise<string>} the binary's path, inside the work folder
 */
export async function buildWorker({ packageFolder, workFolder, signal, onCompiled }) {
  const source = join(workFolder, 'source');
  const output = join(workFolder, 'output');
  await mkdir(workFolder, { recursive: true });
  if (!existsSync(source)) await copySource(join(packageFolder, 'worker'), source);
  await run('cmake', ['-G', 'Ninja', '-S', RECIPE_FOLDER, '-B', output, `-DWORKER_SOURCE=${source}`], {
    signal,
  });
  await run('ninja', ['-C', output, '-j', String(availableParallelism())], {
    env: { ...process.env, NINJA_STATUS: '[%f/%t] ' },
    signal,
    onLine: (line) => {
      const count = compiledCount(line);
      if (count) onCompiled?.(count.done, count.of);
    },
  });
  return join(output, 'mediasoup-worker');
}

/**
 * What a line of ninja's says about the progress: "[12/64] Building …".
 *
 * @param {string} line
 * @returns {{ done: number, of: number } | undefined}
 */
export function compiledCount(line) {
  const match = /^\[(\d+)\/(\d+)\] /.exec(line);
  return match ? { done: Number(match[1]), of: Number(match[2]) } : undefined;
}

/**
 * The source appears under its name only when it is complete and mended.
 *
 * @param {string} from
 * @param {string} to
 */
async function copySource(from, to) {
  const draft = `${to}.draft`;
  await rm(draft, { recursive: true, force: true });
  for (const folder of SOURCE_FOLDERS) {
    await cp(join(from, folder), join(draft, folder), { recursive: true, preserveTimestamps: true });
  }
  for (const patch of PATCHES) {
    const file = join(draft, patch.file);
    await writeFile(file, applyPatch(await readFile(file, 'utf8'), patch));
  }
  await rename(draft, to);
}
