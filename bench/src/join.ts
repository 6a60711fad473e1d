/**
 * From a trusted click on "Join now", with one person in the room already, to the first remote frame: the product
 * beside the floor, without delay and with a round trip of 80 ms. `--pairs N` (7), `--trace` (one pair, its steps).
 */
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { freePorts } from '../../e2e/support/ports.js';
import { inOwnNetwork, RELAY_ADDRESS, SERVER_ADDRESS } from './machine/own-network.js';
import { startRelay, type Relay } from './relay/relay.js';
import { measure, ratioBar, report, type Bar, type Measure } from './figures/report.js';
import { floorStarter, startOurs, type Server, type StartServer } from './machine/servers.js';
import {
  blankPage,
  browserVersion,
  closePage,
  enterLobby,
  joinTime,
  publisherIn,
  startVisitors,
  type Visitors,
} from './visits/visits.js';

/** Added to each way of signaling and of media, in milliseconds; ours may take this much of the floor's time. */
const CONDITIONS = [
  { name: 'join, no delay', delay: 0, limit: 1.1 },
  { name: 'join, 80 ms round trip', delay: 40, limit: 0.85 },
];
const LOOPBACK = '127.0.0.1';

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '7' }, trace: { type: 'boolean', default: false } },
});
const pairs = values.trace ? 1 : Number(values.pairs);

/** A server as its visitors reach it. */
interface Site {
  /** Its address, without a slash at the end. */
  origin: string;
  close(): Promise<void>;
}

await inOwnNetwork(async () => {
  const startFloor = await floorStarter();
  const visitors = await startVisitors({ scripts: values.trace ? ['clock', 'trace'] : ['clock'] });
  const measures: Measure[] = [];
  const bars: Bar[] = [];
  for (const { name, delay, limit } of CONDITIONS) {
    const floor = await openSite(startFloor, delay);
    const ours = await openSite(startOurs, delay);
    const times = { floor: [] as number[], ours: [] as number[] };
    // One before that does not count, so that both are warm.
    for (let pair = -1; pair < pairs; pair += 1) {
      // Each goes first as often as the other.
      const order = pair % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const);
      for (const side of order) {
        const { origin } = side === 'floor' ? floor : ours;
        const steps = values.trace && pair >= 0 ? `${side}, ${name}` : null;
        const time = await joinOnce(visitors, `${origin}/r/bench-${delay}-${pair + 1}`, steps);
        if (pair >= 0) times[side].push(time);
      }
      process.stdout.write('.');
    }
    const joined = measure(name, 'ms', times.floor, times.ours);
    measures.push(joined);
    bars.push(ratioBar(joined, limit));
    await Promise.all([floor.close(), ours.close()]);
  }
  const chromium = await browserVersion(visitors);
  await visitors.browser.close();
  if (!values.trace) await report({ name: 'join', measures, bars, notes: { chromium } });
});

/** Starts a server, with a relay before it where there is a delay. */
async function openSite(start: StartServer, delay: number): Promise<Site> {
  if (delay === 0) {
    const server = await start();
    return { origin: `http://localhost:${server.port}`, close: () => server.stop() };
  }
  const server = await start({ announced: RELAY_ADDRESS });
  const port = await freePorts();
  const relay = await relayTo(server, port, delay);
  return {
    origin: `http://localhost:${port}`,
    async close() {
      relay.close();
      await server.stop();
    },
  };
}

async function relayTo(server: Server, port: number, delay: number): Promise<Relay> {
  const workers = await server.workers();
  const signaling = {
    listen: { address: LOOPBACK, port },
    target: { address: LOOPBACK, port: server.port },
    protocols: ['tcp'] as const,
  };
  const media = workers.map((_, index) => ({
    listen: { address: RELAY_ADDRESS, port: server.rtcPort + index },
    target: { address: SERVER_ADDRESS, port: server.rtcPort + index },
    protocols: ['udp', 'tcp'] as const,
  }));
  return startRelay([signaling, ...media], { delay });
}

/** One join of a room in which somebody is, in milliseconds; its steps are printed under the words of `steps`. */
async function joinOnce(visitors: Visitors, url: string, steps: string | null): Promise<number> {
  const publisher = await publisherIn(visitors, url);
  const joiner = await blankPage(visitors);
  await enterLobby(joiner, url, 'Ben');
  const time = await joinTime(joiner);
  if (steps !== null) await printSteps(joiner, steps);
  await closePage(joiner);
  await closePage(publisher);
  return time;
}

/** Writes what the page did from the click to the first frame, in milliseconds since the click. */
async function printSteps(page: Page, what: string): Promise<void> {
  const { clicked, firstFrame, steps } = await page.evaluate(async () => ({
    clicked: await window.hangoutsClock.clicked,
    firstFrame: await window.hangoutsClock.firstFrame,
    steps: window.hangoutsSteps,
  }));
  const lines = [...steps, { at: firstFrame, what: 'FIRST FRAME' }]
    .filter(({ at }) => at >= clicked - 100 && at <= firstFrame)
    .toSorted((a, b) => a.at - b.at)
    .map((step) => `${(step.at - clicked).toFixed(1).padStart(8)}  ${step.what}`);
  process.stdout.write(`\n${what}\n${lines.join('\n')}\n`);
}
