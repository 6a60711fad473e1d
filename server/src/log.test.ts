import { expect, it } from 'vitest';
import { createLog } from './log.js';

function capture(isTTY: boolean) {
  const lines: string[] = [];
  return { isTTY, lines, write: (line: string) => void lines.push(line) };
}

it('writes JSON lines where nobody reads along', () => {
  const output = capture(false);
  createLog('info', output).info({ port: 3000 }, 'listening');
  expect(JSON.parse(output.lines.join(''))).toMatchObject({ level: 30, msg: 'listening', port: 3000 });
});

it('writes words on a terminal, with the stack of an error', () => {
  const output = capture(true);
  const log = createLog('info', output);
  log.info({ port: 3000 }, 'listening');
  log.error({ err: new Error('disk gone') }, 'a message failed');
  expect(output.lines[0]).toMatch(/^\d\d:\d\d:\d\d {2}listening {2}port=3000\n$/);
  expect(output.lines[1]).toMatch(/error: a message failed\nError: disk gone\n {4}at /);
});

it('keeps to its level', () => {
  const output = capture(false);
  createLog('warn', output).info('unseen');
  expect(output.lines).toEqual([]);
});

it.each([false, true])('hides what nobody may read (terminal: %s)', (isTTY) => {
  const output = capture(isTTY);
  const log = createLog('info', output);
  log.info({ ticket: 'hidden', seat: { name: 'hidden', participant: 'shown' } }, 'joined');
  log.info({ headers: { authorization: 'Bearer hidden' } }, 'asked');
  expect(output.lines.join('')).toContain('shown');
  expect(output.lines.join('').replaceAll('[hidden]', '')).not.toContain('hidden');
});
