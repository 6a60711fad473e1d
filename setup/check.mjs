import { ROOT, runCommand } from './command.mjs';

const CHECKS = ['types', 'lint', 'format', 'dead', 'words'];
const AT_ONCE = 2;

await runCommand(async (signal) => {
  const { prepare } = await import('./prepare.mjs');
  const { runChecks } = await import('./checks.mjs');
  await prepare({}, signal);
  return runChecks(ROOT, CHECKS, AT_ONCE, signal);
});
