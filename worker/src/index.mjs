import { constants } from 'node:fs';
import { access, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { arch, platform, release } from 'node:os';
import { join, resolve } from 'node:path';
import { buildWorker } from './build.mjs';
import { WORKER_FILE, cacheFolder, cacheKey, storeWorker, thisSystem } from './cache.mjs';
import { archiveUrl, fetchWorker } from './download.mjs';
import { withLock } from './lock.mjs';
import { locateMediasoup } from './mediasoup.mjs';
import { prove, starts } from './proof.mjs';
import { recipeHash } from './recipe.mjs';
import { missingRequirements } from './requirements.mjs';

/** @import { MediasoupPackage } from './mediasoup.mjs' */
/** @import { Requirement } from './requirements.mjs' */

/**
 * @typedef {object} FoundWorker
 * @property {string} path
 * @property {'environment' | 'cache' | 'download' | 'build'} source
 *
 * @typedef {object} FindOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {AbortSignal} [signal]
 * @property {(text: string, fraction?: number) => void} [report] what is being done, and how much of it is
 * @property {(text: string) => void} [note] why the last thing reported came to nothing
 * @property {(missing: Requirement[]) => Promise<void>} [install] asked to install what the build needs
 *   and the system has not; the build stops where something is missing after it
 *
 * @typedef {Required<Pick<FindOptions, 'env' | 'report' | 'note' | 'install'>> & Pick<FindOptions, 'signal'>} Find
 */

/**
 * Finds a mediasoup-worker for this machine: the one in MEDIASOUP_WORKER_BIN, one
 * kept from before, the one of mediasoup's release, or one built here from the
 * npm package's source. What is downloaded or built is proved before it is kept.
 *
 * @param {FindOptions} [options]
 * @returns {Promise<FoundWorker>}
 */
export async function findWorker({
  env = process.env,
  report = () => {},
  note = () => {},
  install = async () => {},
  signal,
} = {}) {
  const given = env.MEDIASOUP_WORKER_BIN;
  if (given) return { path: await checkGiven(given), source: 'environment' };

  const find = { env, report, note, install, signal };
  const mediasoup = await locateMediasoup();
  const root = cacheFolder(env);
  const key = cacheKey({
    version: mediasoup.version,
    platform: platform(),
    arch: arch(),
    system: await thisSystem(),
    recipe: await recipeHash(),
  });
  const folder = join(root, key);
  const lookUp = async () => {
    const path = join(folder, WORKER_FILE);
    return (await isFile(path)) && (await starts(path, signal)) ? path : undefined;
  };

  const kept = await lookUp();
  if (kept) return { path: kept, source: 'cache' };
  const onWait = (/** @type {number} */ pid) =>
    report(`Waiting for process ${pid}, which is making the worker`);
  await makeFolder(root);
  return withLock(join(root, 'lock'), { signal, onWait }, async () => {
    const made = await lookUp();
    if (made) return { path: made, source: 'cache' };
    const work = join(root, `work-${key}`);
    const worker = (await download(mediasoup, work, find)) ?? (await build(mediasoup, work, find));
    const path = await storeWorker(worker.path, folder);
    await rm(work, { recursive: true, force: true });
    return { path, source: worker.source };
  });
}

/**
 * The release's worker, where it can be had quickly and works here.
 *
 * @param {MediasoupPackage} mediasoup
 * @param {string} work
 * @param {Find} find
 * @returns {Promise<FoundWorker | undefined>}
 */
async function download(mediasoup, work, { env, report, note, signal }) {
  if (env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) return undefined;
  const host = { platform: platform(), arch: arch(), release: release() };
  const url = archiveUrl(mediasoup, host, env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL);
  report('Asking for a prebuilt worker');
  const path = join(work, WORKER_FILE);
  try {
    const worker = await fetchWorker(url, { signal });
    await mkdir(work, { recursive: true });
    await writeFile(path, worker, { mode: 0o755 });
    if (!(await starts(path, signal))) throw new Error('it does not start on this system');
    report('Proving the prebuilt worker');
    await prove(path, signal);
    return { path, source: 'download' };
  } catch (error) {
    signal?.throwIfAborted();
    note(`No prebuilt worker for this machine: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/**
 * @param {MediasoupPackage} mediasoup
 * @param {string} work
 * @param {Find} find
 * @returns {Promise<FoundWorker>}
 */
async function build(mediasoup, work, { report, install, signal }) {
  const missing = await missingRequirements(signal);
  if (missing.length > 0) await install(missing);
  const still = missing.length > 0 ? await missingRequirements(signal) : [];
  if (still.length > 0) throw new Error(cannotBuild(still));
  report('Compiling the worker, once for this machine', 0);
  const path = await buildWorker({
    packageFolder: mediasoup.folder,
    workFolder: work,
    signal,
    onCompiled: (done, of) => report('Compiling the worker, once for this machine', done / of),
  });
  report('Proving the worker: a real call through it');
  await prove(path, signal);
  return { path, source: 'build' };
}

/** @param {Requirement[]} missing */
function cannotBuild(missing) {
  return [
    'The media worker has to be compiled on this machine, which lacks:',
    ...missing.map(({ name, debian }) => `  ${name} (Debian: ${debian})`),
    'Install these, or set MEDIASOUP_WORKER_BIN to a mediasoup-worker.',
  ].join('\n');
}

/** @param {string} given */
async function checkGiven(given) {
  const path = resolve(given);
  const fits =
    (await isFile(path)) &&
    (await access(path, constants.X_OK).then(
      () => true,
      () => false,
    ));
  if (!fits) throw new Error(`MEDIASOUP_WORKER_BIN is ${given}, which is no program that can be run.`);
  return path;
}

/** @param {string} folder */
async function makeFolder(folder) {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Error(
      `The worker cannot be kept in ${folder} (${error instanceof Error ? error.message : error}). ` +
        'Set XDG_CACHE_HOME to a folder that can be written.',
      { cause: error },
    );
  }
}

/** @param {string} path */
async function isFile(path) {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
