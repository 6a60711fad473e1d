/** @typedef {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} Out */

/**
 * @typedef {object} Progress
 * @property {(text: string, fraction?: number) => void} report what is being done, and how much of it is
 * @property {(text: string) => void} note why the last thing reported came to nothing
 * @property {() => void} done the last thing reported is finished
 */

/** In a log, a line for every part of a step that is done, or for this time. */
const LOG_PARTS = 4;
const LOG_EVERY_MS = 15_000;

/**
 * Shows one thing at a time: rewriting a line on a terminal, occasional lines in
 * a log. Nothing is shown until something is reported, so a set-up with nothing
 * to do is silent.
 *
 * @param {Out} out
 * @param {() => number} [now] in milliseconds
 * @returns {Progress}
 */
export function createProgress(out, now = Date.now) {
  /** @type {{ text: string, since: number, shownAt: number, part: number } | undefined} */
  let step;

  const seconds = (/** @type {number} */ since) => `${((now() - since) / 1000).toFixed(1)} s`;
  const finish = () => {
    if (!step) return;
    const line = `✓ ${step.text} (${seconds(step.since)})`;
    out.write(out.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`);
    step = undefined;
  };

  return {
    report(text, fraction) {
      if (step?.text !== text) {
        finish();
        step = { text, since: now(), shownAt: now(), part: 0 };
        out.write(out.isTTY ? `\r\x1b[K${fit(text, out.columns)}` : `${text} …\n`);
      }
      if (fraction === undefined) return;
      const percent = `${Math.floor(fraction * 100)} %`;
      if (out.isTTY) {
        out.write(`\r\x1b[K${fit(`${text}: ${percent}, ${seconds(step.since)}`, out.columns)}`);
        return;
      }
      const part = Math.floor(fraction * LOG_PARTS);
      if (part === step.part && now() - step.shownAt < LOG_EVERY_MS) return;
      step.part = part;
      step.shownAt = now();
      if (fraction < 1) out.write(`  ${percent}\n`);
    },
    note(text) {
      step = undefined;
      out.write(out.isTTY ? `\r\x1b[K– ${text}\n` : `– ${text}\n`);
    },
    done: finish,
  };
}

/**
 * A line that wraps cannot be rewritten.
 *
 * @param {string} text
 * @param {number} [columns]
 */
function fit(text, columns) {
  // A terminal that does not know its width says 0.
  const width = columns || 80;
  return text.length < width ? text : `${text.slice(0, width - 2)}…`;
}
