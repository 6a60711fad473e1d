import { spawn } from 'node:child_process';

/**
 * Runs a program on this command's own terminal and resolves with its exit code,
 * 1 where a signal ended it. An abort asks it to end and waits for that.
 *
 * @param {string[]} args of node
 * @param {{ signal: AbortSignal, cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export async function runNode(args, { signal, cwd, env }) {
  signal.throwIfAborted();
  const child = spawn(process.execPath, args, { cwd, env, stdio: 'inherit' });
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    signal.removeEventListener('abort', end);
  }
}
