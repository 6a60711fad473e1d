/**
 * The frame of every command. It imports nothing of ours, and the commands
 * import their steps inside: a Node that is too old must get as far as the
 * sentence that says so.
 */
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];

/** The folder of the clone. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** An end that has been explained: its message is all there is to show. */
export class Stop extends Error {}

/**
 * Runs a command in the clone's folder. Its signal is aborted by Ctrl+C and
 * SIGTERM; a second one ends the process at once. What it throws is shown in
 * words, and the exit code says that it failed.
 *
 * @param {(signal: AbortSignal) => Promise<number | void>} body resolves with the exit code, 0 where void
 */
export async function runCommand(body) {
  if (!isNewEnough(process.versions.node, OLDEST_NODE)) {
    console.error(`Hangouts needs Node ${OLDEST_NODE.join('.')} or later; this is ${process.versions.node}.`);
    process.exit(1);
  }
  process.chdir(ROOT);
  const interruption = interruptible();
  try {
    const code = await body(interruption.signal);
    interruption.end();
    // A command whose process goes on (the server's) gives no code.
    if (code !== undefined) process.exit(code);
  } catch (error) {
    if (interruption.exitCode === undefined) console.error(`\n${explain(error)}`);
    process.exit(interruption.exitCode ?? 1);
  }
}

/**
 * @param {string} version as in process.versions.node
 * @param {readonly number[]} oldest major and minor
 */
export function isNewEnough(version, [oldMajor = 0, oldMinor = 0]) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof Stop) return error.message;
  // A defect of the set-up's own is no use without the place.
  const isDefect =
    error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError;
  if (error instanceof Error) return isDefect ? (error.stack ?? error.message) : error.message;
  return String(error);
}

function interruptible() {
  const controller = new AbortController();
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const state = {
    signal: controller.signal,
    /** @type {number | undefined} what the shell expects of a process ended by this signal */
    exitCode: undefined,
    end: () => {
      for (const name of signals) process.off(name, onSignal);
    },
  };
  /** @param {NodeJS.Signals} name */
  function onSignal(name) {
    if (state.exitCode !== undefined) process.exit(state.exitCode);
    state.exitCode = 128 + constants.signals[name];
    controller.abort(new Stop(`Interrupted by ${name}`));
  }
  for (const name of signals) process.on(name, onSignal);
  return state;
}
