import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The name that the process has in the list of processes. */
export const WORKER_FILE = 'mediasoup-worker';

/**
 * Where workers are kept: in the user's cache, so that every clone and every
 * version of this project finds them.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheFolder(env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hangouts', 'worker');
}

/**
 * The name of what a worker was made for.
 *
 * @param {object} made
 * @param {string} made.version of mediasoup
 * @param {string} made.platform
 * @param {string} made.arch
 * @param {string} made.system as {@link systemName} gives it: a worker is linked with its libraries
 * @param {string} made.recipe
 */
export function cacheKey({ version, platform, arch, system, recipe }) {
  return [version, platform, arch, system, recipe].join('-');
}

/**
 * The distribution and its release, "debian12", from an os-release file (see
 * os-release(5)). "unknown" where it says nothing.
 *
 * @param {string} osRelease
 */
export function systemName(osRelease) {
  const value = (/** @type {string} */ key) =>
    new RegExp(`^${key}=["']?([\\w.]+)`, 'm').exec(osRelease)?.[1] ?? '';
  return `${value('ID')}${value('VERSION_ID')}` || 'unknown';
}

/** The name of this machine's system. */
export async function thisSystem() {
  return systemName(existsSync('/etc/os-release') ? await readFile('/etc/os-release', 'utf8') : '');
}

/**
 * Puts a worker into a folder in one step: others see no worker, or a whole one.
 *
 * @param {string} binary
 * @param {string} folder made where it is not there
 * @returns {Promise<string>} the worker's path
 */
export async function storeWorker(binary, folder) {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}`);
  const path = join(folder, WORKER_FILE);
  try {
    await copyFile(binary, draft);
    await chmod(draft, 0o755);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return path;
}
