import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { identityOf, isRunning, parseStat } from './processes.mjs';

test('reads a line of /proc/PID/stat, whatever the name is', () => {
  const line = '4242 (a (b) c) S 17 4242 17 34816 4242 0 1 0 0 0 1 2 0 0 20 0 11 0 987654 1 1';
  expect(parseStat(line)).toEqual({ name: 'a (b) c', state: 'S', parent: 17, startedAt: '987654' });
});

test('this process runs, and is itself', () => {
  expect(isRunning(process.pid)).toBe(true);
  expect(identityOf(process.pid)).toBe(identityOf(process.pid));
  expect(identityOf(process.pid)).toMatch(new RegExp(`^${process.pid} .+ \\d+$`));
});

test.each([Number.NaN, 0, -1])('%s is no process', (pid) => {
  expect(identityOf(pid)).toBeUndefined();
});

test('a process that has ended does not run', async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  expect(isRunning(child.pid ?? 0)).toBe(false);
  expect(identityOf(child.pid ?? 0)).toBeUndefined();
});
