import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder, storeWorker, systemName } from './cache.mjs';

/** @type {string} */
let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangouts-cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('keeps workers where the user keeps caches', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/hangouts/worker');
  expect(cacheFolder({ XDG_CACHE_HOME: '' })).toMatch(/\/\.cache\/hangouts\/worker$/);
});

test.each([
  ['ID=debian\nVERSION_ID="12"\n', 'debian12'],
  ['VERSION_ID=3.20.1\nID="alpine"\nID_LIKE=none\n', 'alpine3.20.1'],
  ['ID=arch\n', 'arch'],
  ['', 'unknown'],
])('names the system of %j', (osRelease, name) => {
  expect(systemName(osRelease)).toBe(name);
});

test('stores a worker as a program, in place of the one before, and leaves nothing else', async () => {
  const source = join(folder, 'made');
  const kept = join(folder, 'kept');
  for (const content of ['first', 'second']) {
    await writeFile(source, content);
    const path = await storeWorker(source, kept);
    expect(await readFile(path, 'utf8')).toBe(content);
    expect((await stat(path)).mode & 0o777).toBe(0o755);
  }
  expect(await readdir(kept)).toEqual(['mediasoup-worker']);
});
