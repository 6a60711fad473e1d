import { ROOT, runCommand } from './command.mjs';

/** In this order: a fault that a unit test shows needs no browser. */
const PROJECTS = ['unit', 'stories'];

await runCommand(async (signal) => {
  const { prepare } = await import('./prepare.mjs');
  const { runVitest } = await import('./vitest.mjs');
  const { addUp, verdict } = await import('./test-results.mjs');
  await prepare({ worker: true, builds: true, testPackages: true }, signal);

  const filters = process.argv.slice(2);
  const counts = [];
  for (const project of PROJECTS) counts.push(await runVitest(ROOT, project, filters, signal));
  const { line, exitCode } = verdict(addUp(counts));
  console.log(line);
  return exitCode;
});
