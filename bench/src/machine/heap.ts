/** What a Node process of a benchmark holds on its heap when everything of no use has been collected. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const PROGRAM = pathToFileURL(join(import.meta.dirname, 'say-heap.mjs')).href;
/** How long a collection may take, and how often it is looked for; in milliseconds. */
const LIMIT = 20_000;
const PAUSE = 50;

export interface HeapWatch {
  /** What the process is started with, beside its own environment. */
  environment: Readonly<Record<string, string>>;
  /** The bytes in use, after a collection. */
  used(pid: number): Promise<number>;
  stop(): Promise<void>;
}

/** Prepares for one process that its heap can be asked for. */
export async function watchHeap(): Promise<HeapWatch> {
  const folder = await mkdtemp(join(tmpdir(), 'hangouts-heap-'));
  const file = join(folder, 'used');
  return {
    environment: { NODE_OPTIONS: `--import ${PROGRAM}`, BENCH_HEAP_FILE: file },
    async used(pid) {
      await rm(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      for (let waited = 0; waited < LIMIT; waited += PAUSE) {
        const text = await readFile(file, 'utf8').catch(() => '');
        if (text.endsWith('\n')) return Number(text);
        await delay(PAUSE);
      }
      throw new Error(`Process ${pid} did not say what is on its heap`);
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}
