import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveUrl, fetchWorker } from './download.mjs';

const mediasoup = {
  folder: '',
  version: '3.27.1',
  repository: 'git+https://github.com/versatica/mediasoup.git',
};
const releases = 'https://github.com/versatica/mediasoup/releases/download';

describe('the address of the archive', () => {
  test.each([
    [
      /** @type {const} */ ({ platform: 'linux', arch: 'x64', release: '6.1.0-18-amd64' }),
      undefined,
      `${releases}/3.27.1/mediasoup-worker-3.27.1-linux-x64-kernel6.tgz`,
    ],
    [
      /** @type {const} */ ({ platform: 'darwin', arch: 'arm64', release: '23.4.0' }),
      undefined,
      `${releases}/3.27.1/mediasoup-worker-3.27.1-darwin-arm64.tgz`,
    ],
    [
      /** @type {const} */ ({ platform: 'linux', arch: 'arm64', release: '5.10.0' }),
      'http://mirror.test/workers',
      'http://mirror.test/workers/3.27.1/mediasoup-worker-3.27.1-linux-arm64-kernel5.tgz',
    ],
  ])('of %o', (host, base, url) => {
    expect(archiveUrl(mediasoup, host, base)).toBe(url);
  });
});

describe('fetching', () => {
  /** @type {Buffer} */
  let archive;
  /** @type {string} */
  let base;
  const server = createServer((request, response) => {
    if (request.url === '/worker') response.end(archive);
    else if (request.url === '/stalls') response.write(archive.subarray(0, 20));
    else if (request.url === '/headers-only') response.flushHeaders();
    else if (request.url === '/rubbish') response.end('rubbish');
    else if (request.url === '/missing') response.writeHead(404).end();
    // Anything else is never answered.
  });

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hangouts-download-'));
    await writeFile(join(folder, 'mediasoup-worker'), 'the worker');
    archive = execFileSync('tar', ['-cz', '-C', folder, 'mediasoup-worker']);
    await rm(folder, { recursive: true });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    base = `http://127.0.0.1:${address.port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('gives the worker out of the archive', async () => {
    expect(String(await fetchWorker(`${base}/worker`))).toBe('the worker');
  });

  test.each([
    ['/missing', 'the answer was 404'],
    ['/silent', 'no answer within 0.2 s'],
    ['/headers-only', 'no answer within 0.2 s'],
    ['/stalls', 'not finished after 0.4 s'],
    ['/rubbish', 'incorrect header check'],
  ])('%s fails with its reason', async (path, reason) => {
    await expect(fetchWorker(base + path, { firstByteMs: 200, wholeMs: 400 })).rejects.toThrow(reason);
  });

  test('stops when the person does', async () => {
    const signal = AbortSignal.abort(new Error('Interrupted'));
    await expect(fetchWorker(`${base}/worker`, { signal })).rejects.toThrow('Interrupted');
  });
});
