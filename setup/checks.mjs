import { CommandError, run } from '../worker/src/run.mjs';

/** @typedef {{ name: string, seconds: number, ok: boolean, lines: string[] }} Outcome */

/**
 * Runs the scripts `check:NAME`, all of them whatever they find, and shows what
 * they printed in the order of their names, each when it is its turn.
 *
 * @param {string} root
 * @param {readonly string[]} names
 * @param {number} atOnce
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the exit code
 */
export async function runChecks(root, names, atOnce, signal) {
  const outcomes = inOrder(names, atOnce, (name) => runCheck(root, name, signal));
  let exitCode = 0;
  for (const pending of outcomes) {
    const { name, seconds, ok, lines } = await pending;
    console.log(`${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
    if (lines.length > 0) console.log(lines.map((line) => `  ${line}`).join('\n'));
    if (!ok) exitCode = 1;
  }
  return exitCode;
}

/**
 * Starts a job for each item, so many at once, and gives their results in the
 * items' order.
 *
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {number} atOnce
 * @param {(item: Item) => Promise<Result>} job that does not reject
 * @returns {Promise<Result>[]}
 */
export function inOrder(items, atOnce, job) {
  let free = atOnce;
  /** @type {(() => void)[]} */
  const waiting = [];
  return items.map(async (item) => {
    if (free > 0) free -= 1;
    else await new Promise((/** @type {(value: void) => void} */ resolve) => waiting.push(resolve));
    const result = await job(item);
    const next = waiting.shift();
    if (next) next();
    else free += 1;
    return result;
  });
}

/**
 * @param {string} root
 * @param {string} name
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome>}
 */
async function runCheck(root, name, signal) {
  const since = Date.now();
  const outcome = (/** @type {boolean} */ ok, /** @type {string[]} */ lines) => ({
    name,
    seconds: (Date.now() - since) / 1000,
    ok,
    lines: lines.filter((line) => line.trim() !== ''),
  });
  try {
    return outcome(true, await run('npm', ['run', '--silent', `check:${name}`], { cwd: root, signal }));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandError) return outcome(false, error.lines);
    throw error;
  }
}
