/**
 * How many chat messages a second are delivered in rooms of 10, 100 and 1,000 sockets, the product's beside bare
 * Socket.io that passes the same on; and what the product holds in memory when it is over. A thousand sockets at a time,
 * server and sockets on a core each. `--rounds N` (7), `--sockets N` (1000), `--sizes 10,100,1000`, `--long N` (20): rounds
 * in rooms of ten between the two looks at its memory; 0 looks at none.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bar, measure, report, type Measure } from './figures/report.js';
import { watchHeap, type HeapWatch } from './machine/heap.js';
import { inOwnNetwork } from './machine/own-network.js';
import { keepOnCores, processorTime } from './machine/processes.js';
import { startOurs } from './machine/servers.js';

/** Of bare Socket.io's messages a second, at least. */
const SHARE = 0.8;
/** What the heap may be after the long run by what it was before it. */
const GROWN = 1.1;
/** How large the rooms are, and how many messages one round is: each is delivered to everybody in its room. */
const SIZES = [
  { size: 10, messages: 20_000 },
  { size: 100, messages: 5_000 },
  // Over well before a page has to have answered the server's ping, on a slow day too: four seconds.
  { size: 1_000, messages: 200 },
];
/** The product lets each page write sixty messages in ten seconds: rounds are further apart. Milliseconds. */
const APART = 10_500;
/** How long the product remembers what was said for pages that lost their line, in milliseconds: twice that. */
const FORGOTTEN = 125_000;
const SERVER_CORE = 0;
const CROWD_CORE = 1;

const CROWD = fileURLToPath(new URL('chat/crowd.ts', import.meta.url));
const BARE = fileURLToPath(new URL('chat/bare.ts', import.meta.url));

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    sockets: { type: 'string', default: '1000' },
    sizes: { type: 'string', default: SIZES.map(({ size }) => size).join() },
    long: { type: 'string', default: '20' },
  },
});
const sockets = Number(values.sockets);
const long = Number(values.long);

interface Target {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** What one round found. */
interface Round {
  /** Messages delivered a second. */
  delivered: number;
  /** Microseconds of the server's processor for each. */
  cost: number;
}

/** People of one server who write when they are told to. */
interface Crowd {
  write(messages: number): Promise<number>;
  stop(): Promise<void>;
}

const delivered = (round: Round) => round.delivered;
const cost = (round: Round) => round.cost;

await inOwnNetwork(async () => {
  const measures: Measure[] = [];
  for (const { size, messages } of SIZES) {
    if (!values.sizes.split(',').includes(String(size))) continue;
    const { floor, ours } = await compare(size, Math.round((messages * sockets) / 1_000));
    const name = `rooms of ${size}`;
    measures.push(
      measure(`delivered a second, ${name}`, '', floor.map(delivered), ours.map(delivered)),
      measure(`processor a message delivered, ${name}`, 'µs', floor.map(cost), ours.map(cost)),
    );
  }
  const heap = long > 0 ? await runLong() : null;
  const rates = measures.filter(({ unit }) => unit === '');
  await report({
    name: 'chat',
    measures,
    bars: [
      ...rates.map(({ name, floor, ours }) =>
        bar(`${name}: floor / ours`, '×', floor.median / ours.median, 1 / SHARE),
      ),
      ...(heap === null
        ? []
        : [bar(`heap after ${heap.messages} messages / before`, '×', heap.after / heap.before, GROWN)]),
    ],
    notes: { sockets, ...(heap && { heapBeforeMB: heap.before / 1e6, heapAfterMB: heap.after / 1e6 }) },
  });
});

/** Rounds of both servers in turns, on the same two cores. */
async function compare(size: number, messages: number): Promise<{ floor: Round[]; ours: Round[] }> {
  const servers = { floor: await startBare(), ours: await startProduct() };
  const crowds = { floor: await enter(servers.floor, size), ours: await enter(servers.ours, size) };
  const rounds = { floor: [] as Round[], ours: [] as Round[] };
  // The first of each is not counted: the engine compiles then.
  for (let pair = 0; pair <= Number(values.rounds); pair += 1) {
    for (const side of pair % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const)) {
      await delay(APART / 2);
      const round = await takeRound(servers[side], crowds[side], messages, size);
      if (pair > 0) rounds[side].push(round);
    }
    process.stdout.write('.');
  }
  for (const side of ['floor', 'ours'] as const) {
    await crowds[side].stop();
    await servers[side].stop();
  }
  return rounds;
}

async function takeRound({ pid }: Target, crowd: Crowd, messages: number, size: number): Promise<Round> {
  const before = await processorTime(pid);
  const milliseconds = await crowd.write(messages);
  const used = (await processorTime(pid)) - before;
  return { delivered: (messages * size * 1_000) / milliseconds, cost: used / (messages * size) };
}

/** Has people write for long in a server of its own; gives its heap before and after, in bytes. */
async function runLong(): Promise<{ before: number; after: number; messages: number }> {
  const [{ size, messages }] = SIZES as [(typeof SIZES)[number]];
  const watch = await watchHeap();
  const server = await startProduct(watch);
  const crowd = await enter(server, size);
  const count = Math.round((messages * sockets) / 1_000);
  // What is made once for all is made by then.
  await crowd.write(count);
  await delay(FORGOTTEN);
  const before = await watch.used(server.pid);
  for (let round = 0; round < long; round += 1) {
    await crowd.write(count);
    await delay(APART);
  }
  await delay(FORGOTTEN);
  const after = await watch.used(server.pid);
  await crowd.stop();
  await server.stop();
  await watch.stop();
  return { before, after, messages: long * count };
}

async function startProduct(watch?: HeapWatch): Promise<Target> {
  const { port, pid, stop } = await startOurs({
    workers: 1,
    settings: { ROOM_LIMIT: '1000', ...watch?.environment },
  });
  await keepOnCores(pid, [SERVER_CORE]);
  return { port, pid, stop };
}

async function startBare(): Promise<Target> {
  const child = spawn(process.execPath, [...process.execArgv, BARE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLine(child);
  const pid = child.pid ?? 0;
  await keepOnCores(pid, [SERVER_CORE]);
  return { port: Number(line), pid, stop: () => end(child) };
}

async function enter({ port }: Target, size: number): Promise<Crowd> {
  const args = [port, Math.max(1, Math.round(sockets / size)), size].map(String);
  const child = spawn(process.execPath, [...process.execArgv, CROWD, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The people of a room ended');
    return value;
  };
  await read();
  await keepOnCores(child.pid ?? 0, [CROWD_CORE]);
  return {
    async write(messages) {
      child.stdin.write(`${messages}\n`);
      return Number(await read());
    },
    stop: () => end(child),
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('A process without an output');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return String(line);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
