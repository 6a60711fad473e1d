import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The process ids of a server's media workers. */
export async function workersOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

/** What a process holds in memory (resident set, proc(5)), in kB of 1000 bytes. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  if (Number.isNaN(kibibytes)) throw new Error(`Process ${pid} has no memory to read`);
  return kibibytes * 1.024;
}

/** What a process has used of the processors so far, all its threads together, in microseconds. */
export async function processorTime(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  // Nanoseconds on a processor come first; proc(5)'s stat has them in steps of 10 ms.
  const times = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0')),
  );
  return times.reduce((sum, text) => sum + Number.parseInt(text, 10), 0) / 1_000;
}

/** Keeps a process, all its threads and those to come, on some of the processor's cores, by `taskset` (util-linux). */
export async function keepOnCores(pid: number, cores: readonly number[]): Promise<void> {
  await promisify(execFile)('taskset', ['--all-tasks', '--cpu-list', '--pid', cores.join(), String(pid)]);
}
