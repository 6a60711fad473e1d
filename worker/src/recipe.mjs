import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PATCHES } from './patches.mjs';

/** The CMake project and the headers that stand in front of the system's. */
export const RECIPE_FOLDER = fileURLToPath(new URL('../recipe', import.meta.url));

/** A short name of how the worker is built: another recipe, another name. */
export async function recipeHash() {
  const hash = createHash('sha256').update(JSON.stringify(PATCHES));
  const entries = await readdir(RECIPE_FOLDER, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) {
    hash.update(file.slice(RECIPE_FOLDER.length)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 12);
}
