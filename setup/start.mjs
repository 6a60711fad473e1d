import { runCommand } from './command.mjs';

await runCommand(async (signal) => {
  const { prepare } = await import('./prepare.mjs');
  const { endWithNpm } = await import('./npm-parent.mjs');
  await prepare({ worker: true, builds: true }, signal);
  endWithNpm();
});

// In this process: one Node fewer in memory, signals arrive without a relay, and
// killing it leaves no server behind that holds the port.
await import(new URL('../server/dist/main.js', import.meta.url).href);
