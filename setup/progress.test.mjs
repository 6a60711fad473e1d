import { describe, expect, test } from 'vitest';
import { createProgress } from './progress.mjs';

/** @param {{ isTTY?: boolean, columns?: number }} [terminal] */
function recorder(terminal = {}) {
  let time = 0;
  let text = '';
  const out = { ...terminal, write: (/** @type {string} */ more) => (text += more) };
  return {
    progress: createProgress(out, () => time),
    after: (/** @type {number} */ ms) => (time += ms),
    text: () => text,
  };
}

describe('in a log', () => {
  test('a step has a line where it begins and one where the next does', () => {
    const { progress, after, text } = recorder();
    progress.report('Fetching');
    after(1500);
    progress.report('Building');
    after(200);
    progress.done();
    expect(text()).toBe('Fetching …\n✓ Fetching (1.5 s)\nBuilding …\n✓ Building (0.2 s)\n');
  });

  test('a long step has a line for each quarter, and one every 15 s', () => {
    const { progress, after, text } = recorder();
    for (const percent of [0, 10, 25, 26, 50, 75, 100]) progress.report('Building', percent / 100);
    after(15_000);
    progress.report('Building', 0.76);
    expect(text()).toBe('Building …\n  25 %\n  50 %\n  75 %\n  76 %\n');
  });

  test('a step that came to nothing ends with the reason', () => {
    const { progress, text } = recorder();
    progress.report('Asking');
    progress.note('No answer');
    progress.done();
    expect(text()).toBe('Asking …\n– No answer\n');
  });

  test('nothing to do is silent', () => {
    const { progress, text } = recorder();
    progress.done();
    expect(text()).toBe('');
  });
});

describe('on a terminal', () => {
  test('a step rewrites its line', () => {
    const { progress, after, text } = recorder({ isTTY: true, columns: 80 });
    progress.report('Building');
    after(2000);
    progress.report('Building', 0.5);
    progress.done();
    expect(text().split('\r\x1b[K')).toEqual([
      '',
      'Building',
      'Building: 50 %, 2.0 s',
      '✓ Building (2.0 s)\n',
    ]);
  });

  test('a line is never longer than the terminal is wide', () => {
    const { progress, text } = recorder({ isTTY: true, columns: 10 });
    progress.report('A text that would wrap');
    expect(text()).toBe('\r\x1b[KA text t…');
  });
});
