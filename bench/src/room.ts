/**
 * What a server sends into a room of 25 who all publish three layers, each looking at a page of three by three: beside
 * the floor, which forwards everything at full size to everybody. And what a publisher sends whom nobody looks at.
 * `--rounds N` (3), `--seconds N` (8).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBots, type BotHandle, type Bots } from './bots/bots.js';
import { bar, measure, ratioBar, report } from './figures/report.js';
import { receivedBy, sentBy } from './load/load.js';
import { inOwnNetwork } from './machine/own-network.js';
import { floorStarter, startOurs, type Server } from './machine/servers.js';

const PEOPLE = 25;
const LAYERS = 3;
const VOICE_LEVEL = -30;
/** A page of three by three in a window of 1920 by 1080 pixels. */
const PAGE = { tiles: 9, width: 640, height: 360 };
/** So many of the floor's people receive: 25 at full size would be too much for these bots, and all receive alike. */
const FLOOR_VIEWERS = 2;

/** Ours by the floor's, and kilobits per second. */
const EGRESS_LIMIT = 0.3;
const UNSEEN_LIMIT = 60;

/** Until all have what they are to have, in milliseconds: that fewer layers are wanted is told after three seconds. */
const SETTLE = 6_000;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '8' } },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);

/** A server with its room full of bots. */
interface Side {
  server: Server;
  bots: Bots;
  people: BotHandle[];
  /** Those who receive. */
  viewers: BotHandle[];
}

/** All in bits per second. */
interface Reading {
  /** To everybody in the room together. */
  egress: number;
  /** By each of the people, the first of whom speaks. */
  uploads: number[];
}

await inOwnNetwork(async () => {
  const startFloor = await floorStarter();
  const sides = {
    floor: await fill(await startFloor(), 'floor', FLOOR_VIEWERS),
    ours: await fill(await startOurs(), 'hangouts', PEOPLE),
  };
  await look(sides.ours, PAGE.tiles);
  const seen = { floor: [] as Reading[], ours: [] as Reading[] };
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const);
    for (const side of order) {
      await send(sides[side], true);
      await delay(SETTLE);
      seen[side].push(await read(sides[side]));
      await send(sides[side], false);
    }
    process.stdout.write('.');
  }

  const unseen: Reading[] = [];
  await look(sides.ours, 0);
  await send(sides.ours, true);
  await delay(SETTLE);
  for (let round = 0; round < rounds; round += 1) unseen.push(await read(sides.ours));
  for (const { bots, server } of Object.values(sides)) {
    await bots.stop();
    await server.stop();
  }

  const both = (
    name: string,
    unit: string,
    floor: Reading[],
    ours: Reading[],
    of: (one: Reading) => number,
  ) => measure(name, unit, floor.map(of), ours.map(of));
  const egress = both('sent by the server', 'Mbit/s', seen.floor, seen.ours, (one) => one.egress / 1e6);
  const speaker = (one: Reading) => (one.uploads[0] ?? 0) / 1_000;
  const alone = both('sent by a speaker, nobody looking', 'kbit/s', seen.floor, unseen, speaker);
  await report({
    name: 'room',
    measures: [
      egress,
      both('sent by all publishers', 'Mbit/s', seen.floor, seen.ours, (one) => sum(one.uploads) / 1e6),
      alone,
    ],
    bars: [ratioBar(egress, EGRESS_LIMIT), bar(alone.name, 'kbit/s', alone.ours.median, UNSEEN_LIMIT)],
    notes: { people: PEOPLE, layers: LAYERS, page: PAGE, floorViewers: FLOOR_VIEWERS, secondsEach: seconds },
  });
});

async function fill(server: Server, kind: 'hangouts' | 'floor', receiving: number): Promise<Side> {
  const bots = await startBots();
  const seat = { server: kind, url: `http://localhost:${server.port}`, room: 'room' };
  const people = await bots.joinAll(
    Array.from({ length: PEOPLE }, (_, index) => ({
      ...seat,
      name: `Person ${index + 1}`,
      layers: LAYERS,
      microphone: true,
      receives: index < receiving ? ('counted' as const) : ('nothing' as const),
    })),
  );
  const side = { server, bots, people, viewers: people.slice(0, receiving) };
  await people[0]?.speak(VOICE_LEVEL);
  await send(side, false);
  return side;
}

/** Each looks at a page of their own, of so many tiles. */
async function look({ people }: Side, tiles: number): Promise<void> {
  await Promise.all(people.map((person, first) => person.look({ ...PAGE, tiles, first })));
}

/** Has all send what they publish, or nothing. */
async function send({ people }: Side, sends: boolean): Promise<void> {
  const sent = { layers: sends ? LAYERS : 0, microphone: sends };
  await Promise.all(people.map((person) => person.send(sent)));
}

async function read({ bots, people, viewers }: Side): Promise<Reading> {
  const count = async () => {
    const counts = await bots.count(people);
    return {
      at: performance.now(),
      // Those who receive are the first.
      received: receivedBy(counts.slice(0, viewers.length)).bytes,
      sent: counts.map((one) => sentBy([one])),
    };
  };
  const before = await count();
  await delay(seconds * 1_000);
  const after = await count();
  const rate = (bytes: number) => (bytes * 8_000) / (after.at - before.at);
  return {
    egress: (rate(after.received - before.received) * PEOPLE) / viewers.length,
    uploads: after.sent.map((bytes, index) => rate(bytes - (before.sent[index] ?? 0))),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
