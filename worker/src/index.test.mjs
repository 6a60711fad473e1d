import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findWorker } from './index.mjs';

/**
 * The worker that the tests run with is served as if it were mediasoup's release:
 * no test here compiles one.
 */
/** @type {string} */
let real;
/** @type {string} */
let folder;
/** @type {NodeJS.ProcessEnv} */
let env;
/** @type {Buffer} */
let archive;
let asked = 0;
const release = createServer((_, response) => {
  asked += 1;
  response.end(archive);
});

beforeAll(async () => {
  real = (await findWorker()).path;
  await new Promise((resolve) => release.listen(0, '127.0.0.1', () => resolve(undefined)));
});
afterAll(() => release.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangouts-worker-'));
  const address = release.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  env = {
    XDG_CACHE_HOME: join(folder, 'cache'),
    MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: `http://127.0.0.1:${address.port}`,
  };
  asked = 0;
});
afterEach(() => rm(folder, { recursive: true }));

/**
 * @param {string} binary
 * @returns {Promise<Buffer>} an archive as mediasoup's releases have it
 */
async function packed(binary) {
  const source = join(folder, 'release');
  await mkdir(source);
  await copyFile(binary, join(source, 'mediasoup-worker'));
  return execFileSync('tar', ['-cz', '-C', source, 'mediasoup-worker'], { maxBuffer: 2 ** 28 });
}

/** What is reported until there is no way left but to compile, which a test does not wait for. */
async function reportsUntilBuild() {
  const interruption = new AbortController();
  /** @type {string[]} */
  const reports = [];
  const report = (/** @type {string} */ text) => {
    reports.push(text);
    if (text.startsWith('Compiling')) interruption.abort(new Error('would compile'));
  };
  const install = () => Promise.reject(new Error('would compile'));
  const finding = findWorker({ env, report, note: report, install, signal: interruption.signal });
  await expect(finding).rejects.toThrow('would compile');
  return reports;
}

/** @param {string} script */
async function fakeWorker(script) {
  const path = join(folder, 'fake');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('the worker of the environment', () => {
  test('comes before all others', async () => {
    expect(await findWorker({ env: { MEDIASOUP_WORKER_BIN: real } })).toEqual({
      path: real,
      source: 'environment',
    });
  });

  test.each(['/no/such/worker', tmpdir(), import.meta.filename])('%s is refused', async (path) => {
    await expect(findWorker({ env: { MEDIASOUP_WORKER_BIN: path } })).rejects.toThrow(
      `MEDIASOUP_WORKER_BIN is ${path}, which is no program that can be run.`,
    );
  });
});

describe('the worker of the release', () => {
  test('is proved, kept, and found again without a question', async () => {
    archive = await packed(real);
    const first = await findWorker({ env });
    expect(first.source).toBe('download');
    expect(first.path).toMatch(/\/hangouts\/worker\/[^/]+\/mediasoup-worker$/);
    expect(await findWorker({ env })).toEqual({ path: first.path, source: 'cache' });
    expect(asked).toBe(1);
    expect(await readdir(join(folder, 'cache/hangouts/worker'))).toHaveLength(1);
  });

  test('is fetched once where two want it at the same time', async () => {
    archive = await packed(real);
    const found = await Promise.all([findWorker({ env }), findWorker({ env })]);
    expect(found.map(({ source }) => source).toSorted()).toEqual(['cache', 'download']);
    expect(asked).toBe(1);
  });

  test('is fetched anew where the kept one does not start any more', async () => {
    archive = await packed(real);
    const { path } = await findWorker({ env });
    await writeFile(path, 'rubbish');
    expect(await findWorker({ env })).toEqual({ path, source: 'download' });
  });

  test.each([
    ['does not start here', 'exit 1', 'it does not start on this system'],
    ['starts, but passes no media', '[ -z "$MEDIASOUP_VERSION" ] && exit 41; exit 1', 'failed'],
  ])('that %s is not kept', async (_, script, reason) => {
    archive = await packed(await fakeWorker(script));
    const reports = await reportsUntilBuild();
    expect(reports.join('\n')).toContain(reason);
  });
});
