/**
 * From a trusted click on "Join now", with one person in the room already, to the first remote frame, without delay
 * and with a round trip of 80 ms to the server: the product on the room rung beside the floor, and where two are
 * connected directly beside that. `--pairs N` (7), `--trace` (one pair, its steps).
 */
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { freePorts } from '../../e2e/support/ports.js';
import { inOwnNetwork, RELAY_ADDRESS, SERVER_ADDRESS } from './machine/own-network.js';
import { startRelay, type Relay } from './relay/relay.js';
import { bar, measure, ratioBar, report, type Bar, type Measure } from './figures/report.js';
import { floorStarter, startOurs, type Server, type StartServer } from './machine/servers.js';
import {
  blankPage,
  browserVersion,
  closePage,
  directTime,
  enterLobby,
  joinTime,
  publisherIn,
  startVisitors,
  type Visitors,
} from './visits/visits.js';

/**
 * Added to each way of signaling and of media by the server, in milliseconds; the room rung may take this much of the
 * floor's time.
 */
const CONDITIONS = [
  { name: 'no delay', delay: 0, limit: 1.1 },
  { name: '80 ms round trip', delay: 40, limit: 0.85 },
];
/** What a join may take where the direct rung is on, of what it takes where it is off. */
const DIRECT_LIMIT = 1.1;
const LOOPBACK = '127.0.0.1';

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '7' }, trace: { type: 'boolean', default: false } },
});
const pairs = values.trace ? 1 : Number(values.pairs);

/** From the click, in milliseconds. */
interface Joined {
  firstFrame: number;
  /** The first that came from the other page directly, where one is waited for. */
  firstDirectFrame: number | null;
}

const NOTES = {
  direct:
    'The rows of the direct rung stand beside the product with DIRECT=off. The delay is between page and server only: the two pages reach each other without any.',
};

/** A server as its visitors reach it. */
interface Site {
  /** Its address, without a slash at the end. */
  origin: string;
  close(): Promise<void>;
}

/** What is come to: the floor, and the product on each of its two rungs. */
type Side = 'floor' | 'room' | 'direct';

await inOwnNetwork(async () => {
  const startFloor = await floorStarter();
  const visitors = await startVisitors({ scripts: values.trace ? ['clock', 'trace'] : ['clock'] });
  const measures: Measure[] = [];
  const bars: Bar[] = [];
  for (const { name, delay, limit } of CONDITIONS) {
    const sites: Readonly<Record<Side, Site>> = {
      floor: await openSite(startFloor, delay),
      room: await openSite((options) => startOurs({ ...options, settings: { DIRECT: 'off' } }), delay),
      direct: await openSite((options) => startOurs({ ...options, settings: { DIRECT: 'on' } }), delay),
    };
    const joins: Record<Side, Joined[]> = { floor: [], room: [], direct: [] };
    // One before that does not count, so that all are warm.
    for (let pair = -1; pair < pairs; pair += 1) {
      for (const side of orderOf(pair)) {
        const steps = values.trace && pair >= 0 ? `${side}, ${name}` : null;
        const url = `${sites[side].origin}/r/bench-${delay}-${pair + 1}`;
        const joined = await joinOnce(visitors, url, side === 'direct', steps);
        if (pair >= 0) joins[side].push(joined);
      }
      process.stdout.write('.');
    }
    const first = (side: Side) => joins[side].map(({ firstFrame }) => firstFrame);
    const directly = joins.direct.flatMap(({ firstDirectFrame }) => firstDirectFrame ?? []);
    const onRoom = measure(`join, ${name}`, 'ms', first('floor'), first('room'));
    const onDirect = measure(
      `join where two connect directly, ${name}`,
      'ms',
      first('room'),
      first('direct'),
    );
    measures.push(
      onRoom,
      onDirect,
      measure(`until a frame comes directly, ${name}`, 'ms', first('room'), directly),
    );
    bars.push(
      ratioBar(onRoom, limit),
      bar(
        `join, ${name}: direct rung on / off`,
        '×',
        onDirect.ours.median / onDirect.floor.median,
        DIRECT_LIMIT,
      ),
    );
    await Promise.all(Object.values(sites).map((site) => site.close()));
  }
  const chromium = await browserVersion(visitors);
  await visitors.browser.close();
  if (!values.trace) await report({ name: 'join', measures, bars, notes: { chromium, ...NOTES } });
});

/** Each side goes first as often as the others, and before each of them as often as after. */
function orderOf(pair: number): readonly Side[] {
  const turns = [
    ['floor', 'room', 'direct'],
    ['direct', 'room', 'floor'],
    ['room', 'direct', 'floor'],
    ['floor', 'direct', 'room'],
    ['direct', 'floor', 'room'],
    ['room', 'floor', 'direct'],
  ] as const;
  return turns[(pair + turns.length) % turns.length] ?? turns[0];
}

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

/** One join of a room in which somebody is; its steps are printed under the words of `steps`. */
async function joinOnce(
  visitors: Visitors,
  url: string,
  isDirect: boolean,
  steps: string | null,
): Promise<Joined> {
  const publisher = await publisherIn(visitors, url);
  const joiner = await blankPage(visitors);
  await enterLobby(joiner, url, 'Ben');
  const firstFrame = await joinTime(joiner);
  const firstDirectFrame = isDirect ? await directTime(joiner) : null;
  if (steps !== null) await printSteps(joiner, steps);
  await closePage(joiner);
  await closePage(publisher);
  return { firstFrame, firstDirectFrame };
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
