import { readFileSync } from 'node:fs';

/** @typedef {{ name: string, state: string, parent: number, startedAt: string }} ProcessStat */

/**
 * Whether a process runs. One that has ended and that nobody has asked about
 * yet, a zombie, does not.
 *
 * @param {number} pid
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // One of somebody else's runs, but takes no signal of ours.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return statOf(pid)?.state !== 'Z';
}

/**
 * What tells a process from a later one with the same id, also after a reboot.
 * Undefined where it does not run. Without /proc the id alone has to do.
 *
 * @param {number} pid
 */
export function identityOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return undefined;
  const boot = readText('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return `${pid} ${boot} ${statOf(pid)?.startedAt ?? ''}`.trim();
}

/**
 * What Linux says about a process. Undefined elsewhere, and where it is gone.
 *
 * @param {number} pid
 */
export function statOf(pid) {
  const text = readText(`/proc/${pid}/stat`);
  return text === undefined ? undefined : parseStat(text);
}

/**
 * A line of /proc/PID/stat, see proc(5). The name may hold spaces and brackets.
 *
 * @param {string} text
 * @returns {ProcessStat}
 */
export function parseStat(text) {
  const end = text.lastIndexOf(')');
  const [state = '', parent = '', ...rest] = text.slice(end + 2).split(' ');
  // Field 22, in clock ticks since boot; rest begins with field 5.
  const startedAt = rest[17] ?? '';
  return { name: text.slice(text.indexOf('(') + 1, end), state, parent: Number(parent), startedAt };
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
