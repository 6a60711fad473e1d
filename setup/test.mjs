import { ROOT, runCommand } from './command.mjs';

/** One after the other, those of one line at once: a fault that shows without a browser needs none. */
const STEPS = [
  ['unit', 'protocol'],
  ['beside', 'light', 'stories'],
];

await runCommand(async (signal) => {
  const { prepare } = await import('./prepare.mjs');
  const { runVitest } = await import('./vitest.mjs');
  const { addUp, verdict } = await import('./test-results.mjs');
  await prepare({ worker: true, builds: true, testPackages: true }, signal);

  const filters = process.argv.slice(2);
  const counts = [];
  for (const projects of STEPS) counts.push(await runVitest(ROOT, projects, filters, signal));
  const { line, exitCode } = verdict(addUp(counts));
  console.log(line);
  return exitCode;
});
