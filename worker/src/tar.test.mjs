import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTarFile } from './tar.mjs';

const CONTENT = Buffer.alloc(1300, 'w');
/** @type {string} */
let folder;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangouts-tar-'));
  await writeFile(join(folder, 'other'), 'x'.repeat(600));
  await writeFile(join(folder, 'mediasoup-worker'), CONTENT);
});
afterAll(() => rm(folder, { recursive: true }));

/** @param {string[]} args */
const tar = (...args) => execFileSync('tar', ['-c', '-C', folder, ...args]);

describe('a file of an archive', () => {
  test.each([
    ['by its name', ['other', 'mediasoup-worker']],
    ['of the whole folder', ['.']],
    ['in the pax format', ['--format=pax', 'other', 'mediasoup-worker']],
  ])('%s', (_, args) => {
    expect(readTarFile(tar(...args), 'mediasoup-worker')).toEqual(CONTENT);
  });

  test('that is not there', () => {
    expect(readTarFile(tar('other'), 'mediasoup-worker')).toBeUndefined();
    expect(readTarFile(Buffer.alloc(0), 'mediasoup-worker')).toBeUndefined();
  });

  test('that has been cut short', () => {
    expect(readTarFile(tar('mediasoup-worker').subarray(0, 1024), 'mediasoup-worker')).toBeUndefined();
  });
});
