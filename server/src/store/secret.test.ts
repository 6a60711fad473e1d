import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StartError } from '../start-error.js';
import { loadSecret } from './secret.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangouts-secret-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('is the one that was configured, and nothing is kept', async () => {
  const secret = await loadSecret(folder, 'x'.repeat(40));
  expect(Buffer.from(secret).toString()).toBe('x'.repeat(40));
  expect(await readdir(folder)).toEqual([]);
});

it('is made once, for this user alone, in a folder that need not be there', async () => {
  const dataDir = join(folder, 'data');
  const first = await loadSecret(dataDir, null);
  expect(first).toHaveLength(32);
  expect(await loadSecret(dataDir, null)).toEqual(first);
  expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(['secret']);
});

it('is one for all that start at the same time', async () => {
  const secrets = await Promise.all(Array.from({ length: 20 }, () => loadSecret(folder, null)));
  expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
  expect(await readdir(folder)).toEqual(['secret']);
});

it('is closed to others again where somebody opened it', async () => {
  await loadSecret(folder, null);
  await chmod(join(folder, 'secret'), 0o644);
  await loadSecret(folder, null);
  expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
});

it('says so where it is damaged, and does not replace it', async () => {
  await writeFile(join(folder, 'secret'), 'half a secr');
  await expect(loadSecret(folder, null)).rejects.toThrow(StartError);
  expect(await readFile(join(folder, 'secret'), 'utf8')).toBe('half a secr');
});

it('names the folder where it cannot be kept', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(loadSecret(join(folder, 'file', 'data'), null)).rejects.toThrow(/^DATA_DIR is ".*ENOTDIR/);
});
