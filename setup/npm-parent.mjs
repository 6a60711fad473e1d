import { readFileSync } from 'node:fs';

const CHECK_MS = 1_000;

/**
 * Ends this process, as SIGTERM would, when the npm that started it is gone: an
 * npm that was killed outright passes no signal on, and the server would live on
 * and hold its port.
 */
export function endWithNpm() {
  const npm = process.env.npm_lifecycle_event === undefined ? undefined : npmAncestor(process.ppid);
  if (npm === undefined) return;
  const timer = setInterval(() => {
    if (isRunning(npm)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, CHECK_MS);
  timer.unref();
}

/**
 * npm starts a shell that starts us; some shells put us in their own place.
 *
 * @param {number} parent
 * @returns {number | undefined} where /proc cannot tell
 */
function npmAncestor(parent) {
  for (let pid = parent; pid > 1;) {
    const stat = readText(`/proc/${pid}/stat`);
    const name = /\((.*)\)/s.exec(stat ?? '')?.[1];
    if (stat === undefined || name === undefined) return undefined;
    if (!/^(ba|da|z|k)?sh$/.test(name)) return pid;
    pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  }
  return undefined;
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
