import { ROOT, Stop, runCommand } from './command.mjs';

const FOLDER = 'bench/src';

await runCommand(async (signal) => {
  const { readdir } = await import('node:fs/promises');
  const { prepare } = await import('./prepare.mjs');
  const { runNode } = await import('./child.mjs');

  const [name, ...args] = process.argv.slice(2);
  const names = benchmarks(await readdir(FOLDER));
  if (name === undefined || !names.includes(name)) {
    throw new Stop(`Usage: npm run bench -- NAME\nBenchmarks: ${names.join(', ')}`);
  }
  await prepare({ worker: true, builds: true, testPackages: true }, signal);
  return runNode(['--import', 'tsx', `${ROOT}/${FOLDER}/${name}.ts`, ...args], { signal });
});

/**
 * The files in the folder itself are benchmarks; what they share is in folders.
 *
 * @param {string[]} files
 */
function benchmarks(files) {
  return files.filter((file) => /^[\w-]+\.ts$/.test(file)).map((file) => file.slice(0, -'.ts'.length));
}
