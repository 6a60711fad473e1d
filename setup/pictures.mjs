import { ROOT, runCommand } from './command.mjs';

await runCommand(async (signal) => {
  const { prepare } = await import('./prepare.mjs');
  const { runNode } = await import('./child.mjs');
  await prepare({ worker: true, builds: true, testPackages: true }, signal);
  const folder = process.argv[2] ?? `${ROOT}/docs/images`;
  return runNode(['--import', 'tsx', `${ROOT}/e2e/pictures.ts`, folder], { signal });
});
