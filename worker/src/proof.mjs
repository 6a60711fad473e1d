import { fileURLToPath } from 'node:url';
import { CommandError, run } from './run.mjs';

const START_LIMIT_MS = 5_000;
const PROOF_LIMIT_MS = 30_000;
/** mediasoup-worker's way of saying that it runs, but not for whom: worker/src/main.cpp. */
const NOT_MY_FATHER = 41;

/**
 * Whether a worker binary starts on this machine: one made for another libc
 * does not, nor one whose libraries have been removed since.
 *
 * @param {string} binary
 * @param {AbortSignal} [signal]
 */
export async function starts(binary, signal) {
  try {
    await run(binary, [], { env: {}, limitMs: START_LIMIT_MS, signal });
    return false;
  } catch (error) {
    signal?.throwIfAborted();
    return error instanceof CommandError && error.code === NOT_MY_FATHER;
  }
}

/**
 * Passes media and data through a worker, in a process of its own: a crash
 * there is a failed proof.
 *
 * @param {string} binary
 * @param {AbortSignal} [signal]
 * @throws {CommandError} with what was printed
 */
export async function prove(binary, signal) {
  const program = fileURLToPath(new URL('./proof/prove.mjs', import.meta.url));
  await run(process.execPath, [program, binary], { limitMs: PROOF_LIMIT_MS, signal });
}
