import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} MediasoupPackage the installed npm package
 * @property {string} folder
 * @property {string} version
 * @property {string} repository its address, as in the package: "git+https://….git"
 */

/** @returns {Promise<MediasoupPackage>} */
export async function locateMediasoup() {
  // The package exports no package.json: look for it above the entry point.
  const entry = createRequire(import.meta.url).resolve('mediasoup');
  let folder = dirname(entry);
  while (!existsSync(join(folder, 'npm-scripts.mjs'))) {
    if (folder === dirname(folder))
      throw new Error('The mediasoup package is not as it was: no npm-scripts.mjs.');
    folder = dirname(folder);
  }
  /** @type {{ version: string, repository: { url: string } }} */
  const { version, repository } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return { folder, version, repository: repository.url };
}
