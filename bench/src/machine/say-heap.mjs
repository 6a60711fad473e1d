/** Loaded into a process before its program: at SIGUSR2 it collects what is of no use, and writes how much is left. */
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

process.on('SIGUSR2', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // What a first one frees of finalizers a second one takes.
  collect();
  collect();
  writeFileSync(process.env['BENCH_HEAP_FILE'] ?? '', `${process.memoryUsage().heapUsed}\n`);
});
