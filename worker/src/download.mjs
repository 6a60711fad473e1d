import { gunzipSync } from 'node:zlib';
import { readTarFile } from './tar.mjs';

/** @import { MediasoupPackage } from './mediasoup.mjs' */
/** @typedef {{ platform: NodeJS.Platform, arch: string, release: string }} Host `release` is the kernel's */

const FIRST_BYTE_MS = 5_000;
const WHOLE_MS = 60_000;
/** Far above any worker (40 MB in 3.27), far below what would fill the memory. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Where mediasoup's release has the worker for this host: the name and the
 * address are those of mediasoup's npm-scripts.mjs.
 *
 * @param {MediasoupPackage} mediasoup
 * @param {Host} host
 * @param {string} [base] instead of the releases of the package's repository
 */
export function archiveUrl({ version, repository }, { platform, arch, release }, base) {
  const releases = base || `${repository.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  const kernel = platform === 'linux' ? `-kernel${Number.parseInt(release, 10)}` : '';
  return `${releases}/${version}/mediasoup-worker-${version}-${platform}-${arch}${kernel}.tgz`;
}

/**
 * The worker out of the archive at an address.
 *
 * @param {string} url
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 * @param {number} [options.firstByteMs]
 * @param {number} [options.wholeMs]
 * @returns {Promise<Buffer>}
 * @throws {Error} with a reason to show; it is short, as a network without the address is no fault
 */
export async function fetchWorker(url, { signal, firstByteMs = FIRST_BYTE_MS, wholeMs = WHOLE_MS } = {}) {
  signal?.throwIfAborted();
  const limit = new AbortController();
  const stop = () => limit.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  const firstByte = setTimeout(
    () => limit.abort(new Error(`no answer within ${firstByteMs / 1000} s`)),
    firstByteMs,
  );
  const whole = setTimeout(() => limit.abort(new Error(`not finished after ${wholeMs / 1000} s`)), wholeMs);
  try {
    const response = await fetch(url, { signal: limit.signal });
    if (!response.ok) throw new Error(`the answer was ${response.status}`);
    const archive = await read(response, () => clearTimeout(firstByte));
    const worker = readTarFile(gunzipSync(archive, { maxOutputLength: MOST_BYTES }), 'mediasoup-worker');
    if (!worker) throw new Error('the archive holds no mediasoup-worker');
    return worker;
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(reason(error), { cause: error });
  } finally {
    clearTimeout(firstByte);
    clearTimeout(whole);
    signal?.removeEventListener('abort', stop);
  }
}

/**
 * @param {Response} response
 * @param {() => void} onFirst
 */
async function read(response, onFirst) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    onFirst();
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('the archive is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * fetch says "fetch failed" and hides why in the cause.
 *
 * @param {unknown} error
 */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
