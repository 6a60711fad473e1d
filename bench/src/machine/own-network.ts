/**
 * A network of the benchmark's own, in a namespace without a name: its ports and addresses are nobody else's,
 * and it is gone, with every process in it, when the benchmark ends in whatever way.
 */
import { execFileSync, spawn } from 'node:child_process';

const INSIDE = 'HANGOUTS_BENCH_INSIDE';

/** Where the media of servers stand, and where a relay in front of them listens. Pages reach both. */
export const SERVER_ADDRESS = '10.90.1.1';
export const RELAY_ADDRESS = '10.90.1.2';
// Chromium gathers no candidate on a loopback interface: pages need one that is not.
const PAGE_ADDRESS = '10.90.0.1/24';

const SETUP = [
  'link set lo up',
  `address add ${SERVER_ADDRESS}/32 dev lo`,
  `address add ${RELAY_ADDRESS}/32 dev lo`,
  'link add page type veth peer name pagepeer',
  `address add ${PAGE_ADDRESS} dev page`,
  'link set page up',
  'link set pagepeer up',
];

/**
 * Runs `benchmark` in a network of its own, by starting this same program again inside. Needs `unshare`
 * (util-linux) and `ip` (iproute2), and root or unprivileged user namespaces.
 */
export async function inOwnNetwork(benchmark: () => Promise<void>): Promise<void> {
  if (process.env[INSIDE] === undefined) {
    startInside();
    return;
  }
  for (const command of SETUP) execFileSync('ip', command.split(' '));
  try {
    await benchmark();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  // As the first process of its namespace it takes what is left with it.
  process.exit();
}

function startInside(): void {
  const root = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const namespaces = [...root, '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const program = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn('unshare', [...namespaces, ...program], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill('SIGKILL'));
  child.once('error', (error) => {
    console.error(`unshare (util-linux) could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
