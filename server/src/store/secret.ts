import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.js';

const LENGTH = 32;

/**
 * The server's secret: the configured one, or 32 random bytes made at the first start and kept in the data
 * folder where only this user reads them. Throws a StartError where the folder or the kept secret is unusable.
 */
export async function loadSecret(dataDir: string, configured: string | null): Promise<Uint8Array> {
  if (configured !== null) return Buffer.from(configured, 'utf8');
  const path = join(dataDir, 'secret');
  try {
    return (await readSecret(path)) ?? (await makeSecret(dataDir, path));
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`DATA_DIR is "${dataDir}"; the secret in it cannot be kept (${reason(error)}).`, {
      cause: error,
    });
  }
}

async function readSecret(path: string): Promise<Uint8Array | null> {
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (reason(error) === 'ENOENT') return null;
    throw error;
  }
  if (!new RegExp(`^[0-9a-f]{${LENGTH * 2}}$`).test(text)) {
    throw new StartError(
      `The secret in "${path}" is damaged; put it back from a copy, or delete it to have a new one.`,
    );
  }
  if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
  return Buffer.from(text, 'hex');
}

async function makeSecret(dataDir: string, path: string): Promise<Uint8Array> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `secret.${randomBytes(8).toString('hex')}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(LENGTH).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link appears whole or not at all, and never in place of a secret that is there already.
    await link(draft, path);
  } catch (error) {
    if (reason(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const secret = await readSecret(path);
  if (secret === null) throw new StartError(`The secret in "${path}" went while it was made; start again.`);
  return secret;
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
