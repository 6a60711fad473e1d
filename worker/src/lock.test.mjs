import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLock } from './lock.mjs';

/** @type {string} */
let folder;
/** @type {string} */
let file;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangouts-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true }));

test('one at a time, and everybody in the end', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await readFile(file);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(file, {}, work)));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('who waits is told for whom, once', async () => {
  const onWait = vi.fn();
  /** @type {(value: void) => void} */
  let release = () => {};
  const held = withLock(file, {}, () => new Promise((resolve) => (release = resolve)));
  await vi.waitFor(() => readFile(file));
  const waiting = withLock(file, { onWait }, async () => 'mine');
  await vi.waitFor(() => expect(onWait).toHaveBeenCalled());
  release();
  await held;
  expect(await waiting).toBe('mine');
  expect(onWait.mock.calls).toEqual([[process.pid]]);
});

test('a failure gives the lock back', async () => {
  await expect(withLock(file, {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(file, {}, async () => 'mine')).toBe('mine');
});

test.each([
  ['a process that has ended', async () => `${await endedPid()} boot 1`],
  ['an earlier process of the same id', async () => `${process.pid} boot 1`],
  ['nobody', async () => ''],
])('the lock of %s is taken over', async (_, owner) => {
  await writeFile(file, await owner());
  expect(await withLock(file, {}, async () => 'mine')).toBe('mine');
});

test('waiting can be interrupted', async () => {
  const interruption = new AbortController();
  await withLock(file, {}, async () => {
    const waiting = withLock(
      file,
      { signal: interruption.signal, onWait: () => interruption.abort() },
      async () => {},
    );
    await expect(waiting).rejects.toThrow();
  });
});

async function endedPid() {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid;
}
