import { expect, test } from 'vitest';
import { isRunning } from './processes.mjs';
import { run } from './run.mjs';

/** @param {string} script */
const node = (script) => /** @type {const} */ ([process.execPath, ['-e', script]]);

test('gives the lines of output and of errors, and each as it comes', async () => {
  /** @type {string[]} */
  const seen = [];
  const lines = await run(...node('console.log("a\\nb"); console.error("c")'), {
    onLine: (line) => seen.push(line),
  });
  expect(lines.toSorted()).toEqual(['a', 'b', 'c']);
  expect(seen).toEqual(lines);
});

test('a failure quotes what was printed', async () => {
  await expect(run(...node('console.log("the reason"); process.exitCode = 3'))).rejects.toMatchObject({
    code: 3,
    message: expect.stringContaining('the reason'),
  });
});

test('a program that is not there', async () => {
  await expect(run('no-such-program', [])).rejects.toThrow('could not be started');
});

test('too long', async () => {
  await expect(run(...node('setInterval(() => {}, 1000)'), { limitMs: 200 })).rejects.toThrow(
    'took longer than 0.2 s',
  );
});

test('an interruption ends the command and what it started', async () => {
  const interruption = new AbortController();
  /** @type {number | undefined} */
  let grandchild;
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const running = run(...node(script), {
    signal: interruption.signal,
    onLine: (line) => {
      grandchild = Number(line);
      interruption.abort(new Error('Interrupted'));
    },
  });
  await expect(running).rejects.toThrow('Interrupted');
  const pid = grandchild ?? 0;
  await expect.poll(() => isRunning(pid)).toBe(false);
});
