import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
// By path, not by name: this runs before node_modules is there.
import { CommandError, run } from '../worker/src/run.mjs';
import { Stop } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages by their place in the tree
 */

/** npm's own note of what is in node_modules, written when an install is complete. */
const INSTALLED = 'node_modules/.package-lock.json';
const MOST_ERROR_LINES = 12;
const STAMP = 'node_modules/.cache/hangouts-dependencies';

/**
 * Puts what package-lock.json lists into node_modules, without running anybody's
 * install scripts. Does nothing where that is so already.
 *
 * @param {string} root
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} signal
 */
export async function ensureDependencies(root, progress, signal) {
  const wanted = await stampFor(root);
  if ((await readIfThere(join(root, STAMP))) === wanted) return;
  const locked = await packagesIn(join(root, 'package-lock.json'));
  if (!isInstalled(locked, await packagesIn(join(root, INSTALLED)))) {
    await install(root, Object.keys(locked).length, progress, signal);
  }
  // `npm ci` empties node_modules first: an interrupted one leaves no stamp.
  await mkdir(dirname(join(root, STAMP)), { recursive: true });
  await writeFile(join(root, STAMP), wanted);
}

/**
 * Whether every package of the lock file is there in its version. Optional ones
 * may be absent: they are for other platforms.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 */
export function isInstalled(locked, installed) {
  return Object.entries(locked)
    .filter(([place]) => place.includes('node_modules/'))
    .every(([place, { version, optional }]) => {
      const there = installed[place];
      return there ? there.version === version : optional === true;
    });
}

/**
 * @param {string} root
 * @param {number} count
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} signal
 */
async function install(root, count, progress, signal) {
  const text = 'Installing dependencies';
  progress.report(text);
  let fetched = 0;
  try {
    await run('npm', ['ci', '--ignore-scripts', '--loglevel', 'http'], {
      cwd: root,
      signal,
      onLine: (line) => {
        if (!line.startsWith('npm http fetch')) return;
        fetched += 1;
        // Packages for other platforms are never fetched, some are asked for twice.
        progress.report(text, Math.min(0.99, fetched / count));
      },
    });
  } catch (error) {
    if (error instanceof CommandError) throw new Stop(`npm ci failed:\n${npmReason(error.lines)}`);
    throw error;
  }
}

/**
 * npm says what is wrong first, and then its usage.
 *
 * @param {readonly string[]} lines
 */
export function npmReason(lines) {
  const errors = lines.filter((line) => line.startsWith('npm error') && line.trim() !== 'npm error');
  return errors.slice(0, MOST_ERROR_LINES).join('\n');
}

/**
 * Another Node or platform may want other optional packages of the same lock.
 *
 * @param {string} root
 */
async function stampFor(root) {
  const lock = await fingerprint(root, ['package-lock.json']);
  return [lock, process.platform, process.arch, process.versions.modules].join(' ');
}

/**
 * @param {string} file
 * @returns {Promise<LockedPackages>}
 */
async function packagesIn(file) {
  const text = await readIfThere(file);
  return text === undefined ? {} : JSON.parse(text).packages;
}

/** @param {string} file */
async function readIfThere(file) {
  return readFile(file, 'utf8').catch(() => undefined);
}
