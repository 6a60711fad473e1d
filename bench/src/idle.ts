/**
 * What a server holds in memory after a minute at rest, and how much more for each of 1,000 sockets without media:
 * the product's beside the floor's. `--pairs N` (7), which rest at the same time, `--sockets N` (1000).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inOwnNetwork } from './machine/own-network.js';
import { residentMemory } from './machine/processes.js';
import { bar, measure, report } from './figures/report.js';
import { floorStarter, startOurs, type Server } from './machine/servers.js';
import { median } from './figures/statistics.js';

/** MB of 1,000,000 bytes, kB of 1000. */
const AT_REST_MB = 120;
const SOCKET_KB = 60;

/** Milliseconds. */
const REST = 60_000;
const SETTLE = 20_000;
/** Memory goes up and down with each collection: the median of so many readings, a second apart. */
const READINGS = 7;

const SOCKETS_PROGRAM = fileURLToPath(new URL('idle/sockets.ts', import.meta.url));

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '7' }, sockets: { type: 'string', default: '1000' } },
});
const sockets = Number(values.sockets);

/** What was read of one server, in kB. */
interface Readings {
  atRest: number;
  workers: number;
  /** More than at rest, for each socket. */
  perSocket: number;
}

await inOwnNetwork(async () => {
  const startFloor = await floorStarter();
  const pairs: { floor: Server; ours: Server }[] = [];
  for (let pair = 0; pair < Number(values.pairs); pair += 1) {
    pairs.push({ floor: await startFloor(), ours: await startOurs() });
  }
  await delay(REST);

  // All at rest are read before any of them gets its sockets.
  const rests = await Promise.all(
    pairs.map(async ({ floor, ours }) => ({ floor: await readRest(floor), ours: await readRest(ours) })),
  );
  const floor: Readings[] = [];
  const ours: Readings[] = [];
  for (const [index, pair] of pairs.entries()) {
    const rest = rests[index];
    if (rest === undefined) continue;
    const [floorSocket, ourSocket] = await Promise.all([
      readSockets(pair.floor, 'bare', rest.floor.atRest),
      readSockets(pair.ours, 'joined', rest.ours.atRest),
    ]);
    floor.push({ ...rest.floor, perSocket: floorSocket });
    ours.push({ ...rest.ours, perSocket: ourSocket });
    await Promise.all([pair.floor.stop(), pair.ours.stop()]);
    process.stdout.write('.');
  }

  const figure = (name: string, unit: string, of: (readings: Readings) => number) =>
    measure(name, unit, floor.map(of), ours.map(of));
  const atRest = figure('server process at rest', 'MB', (readings) => readings.atRest / 1_000);
  const perSocket = figure(`each of ${sockets} sockets`, 'kB', (readings) => readings.perSocket);
  await report({
    name: 'idle',
    measures: [
      atRest,
      figure('its media workers at rest', 'MB', ({ workers }) => workers / 1_000),
      perSocket,
    ],
    bars: [
      bar(atRest.name, 'MB', atRest.ours.median, AT_REST_MB),
      bar(perSocket.name, 'kB', perSocket.ours.median, SOCKET_KB),
    ],
    notes: { floorSockets: 'connected', ourSockets: 'joined, in rooms of ten, without transports' },
  });
});

async function readRest({ pid, workers }: Server): Promise<Pick<Readings, 'atRest' | 'workers'>> {
  const memories = await Promise.all((await workers()).map(residentMemory));
  return { atRest: await settledMemory(pid), workers: memories.reduce((sum, each) => sum + each, 0) };
}

/** Connects sockets from a process of their own; gives the growth for each, in kB. */
async function readSockets({ port, pid }: Server, kind: 'bare' | 'joined', atRest: number): Promise<number> {
  const clients = spawn(
    process.execPath,
    [...process.execArgv, SOCKETS_PROGRAM, `http://localhost:${port}`, kind, String(sockets)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(clients, 'exit');
  const ready = once(clients.stdout, 'data');
  await Promise.race([
    ready,
    ended.then(([code]) => Promise.reject(new Error(`The sockets ended with ${code}`))),
  ]);
  await delay(SETTLE);
  const memory = await settledMemory(pid);
  clients.kill();
  await ended;
  return (memory - atRest) / sockets;
}

async function settledMemory(pid: number): Promise<number> {
  const readings: number[] = [];
  for (let reading = 0; reading < READINGS; reading += 1) {
    readings.push(await residentMemory(pid));
    await delay(1_000);
  }
  return median(readings);
}
