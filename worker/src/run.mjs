import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; that of this process where left out
 * @property {AbortSignal} [signal] ends the command and everything it started
 * @property {number} [limitMs] the same after this time
 * @property {(line: string) => void} [onLine] each line of output and of errors, as it comes
 */

/** Lines of output that an error quotes. */
const TAIL_LINES = 30;

export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {number | null} code null where a signal ended it or it never started
   * @param {string[]} lines all that it printed
   */
  constructor(message, code, lines) {
    super([message, ...lines.slice(-TAIL_LINES).map((line) => `  ${line}`)].join('\n'));
    this.name = 'CommandError';
    this.code = code;
    this.lines = lines;
  }
}

/** @type {Set<number>} */
const groups = new Set();

// A signal that ends this process goes through `process.exit` in the commands of
// setup/, so this is where nothing is left behind.
process.on('exit', () => {
  for (const group of groups) endGroup(group, 'SIGKILL');
});

/**
 * Runs a command without a terminal and resolves with its lines of output and
 * errors. The command leads a process group, so that ending it ends its children.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string[]>}
 * @throws {CommandError} where it fails, cannot be started or takes too long
 */
export async function run(command, args, { cwd, env, signal, limitMs, onLine } = {}) {
  signal?.throwIfAborted();
  const child = spawn(command, [...args], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const lines = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  const group = child.pid;
  if (group !== undefined) groups.add(group);
  let late = false;
  const end = () => group !== undefined && endGroup(group, 'SIGTERM');
  const timer = setTimeout(
    () => {
      late = true;
      if (group !== undefined) endGroup(group, 'SIGKILL');
    },
    limitMs ?? 2 ** 31 - 1,
  );
  signal?.addEventListener('abort', end, { once: true });
  try {
    const { code, error } = await ended(child);
    signal?.throwIfAborted();
    if (code === 0) return lines;
    const why =
      error ??
      (late ? `took longer than ${(limitMs ?? 0) / 1000} s` : `failed (${code ?? child.signalCode})`);
    throw new CommandError(`${[command, ...args].join(' ')} ${why}`, code, lines);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    if (group !== undefined) groups.delete(group);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number | null, error?: string }>}
 */
function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, error: `could not be started: ${error.message}` }));
    child.once('close', (code) => resolve({ code }));
  });
}

/**
 * @param {number} group
 * @param {NodeJS.Signals} signal
 */
function endGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // It has ended by itself.
  }
}
