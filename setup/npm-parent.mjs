import { isRunning, statOf } from '../worker/src/processes.mjs';

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
 * @returns {number | undefined} where the system does not tell
 */
function npmAncestor(parent) {
  for (let pid = parent; pid > 1;) {
    const stat = statOf(pid);
    if (!stat) return undefined;
    if (!/^(ba|da|z|k)?sh$/.test(stat.name)) return pid;
    pid = stat.parent;
  }
  return undefined;
}
