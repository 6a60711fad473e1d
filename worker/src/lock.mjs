import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf } from './processes.mjs';

/** @typedef {{ signal?: AbortSignal, onWait?: (pid: number) => void }} LockOptions */

const RETRY_MS = 250;

/**
 * Runs `work` while no other process of this machine runs work under the same
 * lock file. `onWait` is called once where another process has it. A lock whose
 * owner is gone, killed or lost with a reboot, is taken over.
 *
 * @template T
 * @param {string} file
 * @param {LockOptions} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, { signal, onWait }, work) {
  await mkdir(dirname(file), { recursive: true });
  const mine = identityOf(process.pid) ?? '';
  let waiting = false;
  while (!(await acquire(file, mine))) {
    signal?.throwIfAborted();
    const theirs = await readText(file);
    if (theirs === undefined) continue;
    const pid = Number.parseInt(theirs, 10);
    if (theirs !== identityOf(pid)) {
      await discard(file, theirs);
      continue;
    }
    if (!waiting) onWait?.(pid);
    waiting = true;
    await delay(RETRY_MS, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/**
 * Linking a finished file into place creates the lock with its content in one
 * step: nobody reads an empty one.
 *
 * @param {string} file
 * @param {string} mine
 */
async function acquire(file, mine) {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, mine);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Takes a dead owner's lock away, and puts it back where another process was
 * quicker and the lock is a live one by now.
 *
 * @param {string} file
 * @param {string} dead
 */
async function discard(file, dead) {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
    if ((await readText(aside)) !== dead) await link(aside, file);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** @param {string} file */
async function readText(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
