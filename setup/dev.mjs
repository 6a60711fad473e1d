import { ROOT, runCommand } from './command.mjs';

await runCommand(async (signal) => {
  const { prepare } = await import('./prepare.mjs');
  const { runNode } = await import('./child.mjs');
  await prepare({ worker: true }, signal);

  // The end of one is the end of both.
  const either = new AbortController();
  const both = AbortSignal.any([signal, either.signal]);
  const parts = [
    runNode(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/src/main.ts'], {
      signal: both,
    }),
    runNode([`${ROOT}/node_modules/vite/bin/vite.js`, '--clearScreen', 'false'], {
      signal: both,
      cwd: `${ROOT}/web`,
    }),
  ];
  const code = await Promise.race(parts);
  either.abort();
  await Promise.allSettled(parts);
  return code;
});
