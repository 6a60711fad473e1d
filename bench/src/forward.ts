/**
 * What a forwarded packet costs the server and its media workers together, in processor time: one bot publishes a
 * camera in two layers and a microphone, and a hundred receive them. The product beside the floor, which is
 * mediasoup and nothing else, with the same bots. `--pairs N` (7), `--viewers N` (100), `--seconds N` (8).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBots, type BotHandle, type Bots } from './bots/bots.js';
import { measure, pairBar, report } from './figures/report.js';
import { observe, type Stretch } from './load/load.js';
import { inOwnNetwork } from './machine/own-network.js';
import { floorStarter, startOurs, type Server } from './machine/servers.js';

/** Ours by the floor's. */
const LIMIT = 1.05;
/** From the first packet until every viewer has the larger layer, in milliseconds. */
const WARM_UP = 2_500;
const LAYERS = 2;
const VOICE_LEVEL = -30;

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '7' },
    viewers: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '8' },
  },
});

/** A server with its room full of bots. */
interface Side {
  server: Server;
  bots: Bots;
  publisher: BotHandle;
  viewers: BotHandle[];
}

await inOwnNetwork(async () => {
  const startFloor = await floorStarter();
  const sides = {
    floor: await fill(await startFloor(), 'floor'),
    ours: await fill(await startOurs(), 'hangouts'),
  };
  const stretches = { floor: [] as Stretch[], ours: [] as Stretch[] };
  // One before that does not count, so that both are warm.
  for (let pair = -1; pair < Number(values.pairs); pair += 1) {
    const order = pair % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const);
    for (const side of order) {
      const stretch = await publish(sides[side]);
      if (pair >= 0) stretches[side].push(stretch);
    }
    process.stdout.write('.');
  }
  for (const { bots, server } of Object.values(sides)) {
    await bots.stop();
    await server.stop();
  }

  const figure = (name: string, unit: string, of: (stretch: Stretch) => number) =>
    measure(name, unit, stretches.floor.map(of), stretches.ours.map(of));
  const cost = figure('processor time for a forwarded packet', 'µs', (one) => one.processor / one.packets);
  await report({
    name: 'forward',
    measures: [
      cost,
      figure('of it the media workers', 'µs', (one) => one.workers / one.packets),
      figure('packets received', '/s', ({ packets, seconds }) => packets / seconds),
      figure('of them lost', '%', ({ packets, lost }) => (100 * lost) / (packets + lost)),
    ],
    bars: [pairBar(cost, LIMIT)],
    notes: { viewers: Number(values.viewers), layers: LAYERS, secondsEach: Number(values.seconds) },
  });
});

async function fill(server: Server, kind: 'hangouts' | 'floor'): Promise<Side> {
  const bots = await startBots();
  const seat = { server: kind, url: `http://localhost:${server.port}`, room: 'forward' };
  const publisher = await bots.join({ ...seat, name: 'Publisher', layers: LAYERS, microphone: true });
  await publisher.speak(VOICE_LEVEL);
  await publisher.send({ layers: 0, microphone: false });
  const names = Array.from({ length: Number(values.viewers) }, (_, index) => `Viewer ${index + 1}`);
  const viewers = await bots.joinAll(names.map((name) => ({ ...seat, name })));
  return { server, bots, publisher, viewers };
}

/** Has the publisher send for a while; gives what that was like. */
async function publish({ server, bots, publisher, viewers }: Side): Promise<Stretch> {
  await publisher.send({ layers: LAYERS, microphone: true });
  await delay(WARM_UP);
  const end = await observe(server, bots, viewers);
  await delay(Number(values.seconds) * 1_000);
  const stretch = await end();
  await publisher.send({ layers: 0, microphone: false });
  return stretch;
}
