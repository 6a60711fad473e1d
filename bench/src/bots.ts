/**
 * How many participants one core of server carries before it loses a hundredth of the packets: rooms of ten, all with
 * camera and microphone, each looking at the other nine. The product, which sends what is looked at, beside the floor,
 * which forwards everything in full. The server and its worker are kept on one core, the bots on the others.
 * `--rounds N` (3).
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { startBots } from './bots/bots.js';
import { measure, report } from './figures/report.js';
import { climb, ROOM_SIZE, type Carried } from './load/climb.js';
import { inOwnNetwork } from './machine/own-network.js';
import { keepOnCores } from './machine/processes.js';
import { floorStarter, startOurs, type StartServer } from './machine/servers.js';

const SERVER_CORES = [0];
const BOT_CORES = Array.from({ length: availableParallelism() }, (_, core) => core).slice(1);

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });

await inOwnNetwork(async () => {
  if (BOT_CORES.length === 0)
    throw new Error('This needs two cores: one for the server, the others for the bots');
  const startFloor = await floorStarter();
  const sides = { floor: [] as Carried[], ours: [] as Carried[] };
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const order = round % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const);
    for (const side of order) {
      const carried = side === 'floor' ? climbOn(startFloor, 'floor') : climbOn(startOurs, 'hangouts');
      sides[side].push(await carried);
      process.stdout.write('.');
    }
  }

  const figure = (name: string, unit: string, of: (carried: Carried) => number) =>
    measure(name, unit, sides.floor.map(of), sides.ours.map(of));
  const ends = { floor: sides.floor.map(({ end }) => end), ours: sides.ours.map(({ end }) => end) };
  process.stdout.write(`\nWhat gave out first: floor ${ends.floor.join()}; ours ${ends.ours.join()}\n`);
  await report({
    name: 'bots',
    measures: [
      figure('participants carried', '', ({ participants }) => participants),
      figure('of the core used for that', '%', ({ share }) => share * 100),
      figure('by the media worker', '%', ({ workers }) => workers * 100),
      figure('participants a whole core, by that', '', ({ participants, share }) => participants / share),
      figure('packets forwarded', '/s', ({ packets }) => packets),
      figure('processor time for each', 'µs', ({ packets, share }) => (share * 1e6) / packets),
    ],
    bars: [],
    notes: {
      roomSize: ROOM_SIZE,
      whatGaveOut: ends,
    },
  });
});

async function climbOn(start: StartServer, kind: 'hangouts' | 'floor'): Promise<Carried> {
  const [server, bots] = await Promise.all([start({ workers: 1 }), startBots()]);
  try {
    for (const pid of [server.pid, ...(await server.workers())]) await keepOnCores(pid, SERVER_CORES);
    await keepOnCores(bots.pid, BOT_CORES);
    return await climb({ server, kind, bots, botCores: BOT_CORES.length });
  } finally {
    await bots.stop();
    await server.stop();
  }
}
