import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What is made, not written. */
const MADE = new Set(['dist', 'node_modules', 'results', '.cache']);

/**
 * One hash over files and everything in folders, by name and content. What does
 * not exist counts as absent.
 *
 * @param {string} root
 * @param {readonly string[]} paths relative to root
 */
export async function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesOf(root, path)) {
      const content = await readFile(join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {Promise<string[]>} relative to root, in a stable order
 */
async function filesOf(root, path) {
  try {
    const entries = await readdir(join(root, path), { withFileTypes: true });
    const wanted = entries
      .filter(({ name }) => !MADE.has(name))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const nested = await Promise.all(
      wanted.map((entry) => {
        const inside = `${path}/${entry.name}`;
        if (entry.isDirectory()) return filesOf(root, inside);
        return entry.isFile() ? [inside] : [];
      }),
    );
    return nested.flat();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'ENOTDIR') return [path];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
