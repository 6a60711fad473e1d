import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

/** @type {string} */
let root;
/** @type {string} */
let before;
const now = () => fingerprint(root, ['src', 'lock.json', 'absent']);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hangouts-fingerprint-'));
  await mkdir(join(root, 'src/deep'), { recursive: true });
  await writeFile(join(root, 'src/deep/a.ts'), 'a');
  await writeFile(join(root, 'src/b.ts'), 'b');
  await writeFile(join(root, 'lock.json'), '{}');
  before = await now();
});
afterEach(() => rm(root, { recursive: true }));

test.each([
  ['nothing', async () => {}],
  ['a file elsewhere', () => writeFile(join(root, 'other.ts'), 'x')],
  ['a file of the same content', () => writeFile(join(root, 'src/b.ts'), 'b')],
  [
    'what was built',
    async () => {
      await mkdir(join(root, 'src/dist'));
      await writeFile(join(root, 'src/dist/b.js'), 'b');
    },
  ],
])('stays after a change of %s', async (_, change) => {
  await change();
  expect(await now()).toBe(before);
});

test.each([
  ['a file', () => writeFile(join(root, 'lock.json'), '{ }')],
  ['a file deep in a folder', () => writeFile(join(root, 'src/deep/a.ts'), 'A')],
  ['a new file', () => writeFile(join(root, 'src/c.ts'), '')],
  ['a name', () => rename(join(root, 'src/b.ts'), join(root, 'src/c.ts'))],
  ['a file that is gone', () => rm(join(root, 'src/b.ts'))],
])('differs after a change of %s', async (_, change) => {
  await change();
  expect(await now()).not.toBe(before);
});
