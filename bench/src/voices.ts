/**
 * What sound costs the lines of a room in which all microphones are on and people take turns to speak, with 5, 25 and
 * 50 of them; and how much of each first word is missed. `--turns N` (40), `--people 5,25,50`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBots, type BotHandle, type Bots } from './bots/bots.js';
import { bar, report, table } from './figures/report.js';
import { observe } from './load/load.js';
import { inOwnNetwork } from './machine/own-network.js';
import { startOurs, type Server } from './machine/servers.js';

/** What a viewer of the largest room gets by what one of the room before gets. */
const FLAT = 1.15;
/** How much of a first word may be missed, in milliseconds. */
const MISSED_LIMIT = 200;
/** From the last who joined until the turns begin: until everybody has been listened to; in milliseconds. */
const SETTLE = 4_000;
/** How long somebody speaks, and for how long the next one speaks with them. */
const TURN = 1_500;
const TOGETHER = 300;
const VOICE_LEVEL = -30;

const { values } = parseArgs({
  options: {
    turns: { type: 'string', default: '40' },
    people: { type: 'string', default: '5,25,50' },
  },
});

/** What was found in one room. */
interface Found {
  people: number;
  /** Sound that each gets, in kilobits a second. */
  kbits: number;
  /** Consumers paused or resumed, a second. */
  calls: number;
  /** Of the server and its media workers, in percent of a core. */
  processor: number;
  /** Milliseconds of the beginning that were missed: one a turn and listener who heard it. */
  missed: number[];
  /** Turns that somebody did not hear at all, one a listener. */
  unheard: number;
}

await inOwnNetwork(async () => {
  const found: Found[] = [];
  for (const people of values.people.split(',').map(Number)) {
    found.push(await takeTurns(people));
    process.stdout.write('.');
  }

  process.stdout.write(
    `\n${table([
      ['participants', 'kbit/s a viewer', 'calls/s', 'processor %', 'missed ms', '95 %', 'most', 'unheard'],
      ...found.map(({ people, kbits, calls, processor, missed, unheard }) => [
        String(people),
        kbits.toFixed(1),
        calls.toFixed(1),
        processor.toFixed(1),
        ...[0.5, 0.95, 1].map((share) => quantile(missed, share).toFixed(0)),
        String(unheard),
      ]),
    ])}\n`,
  );
  const [before, last] = found.slice(-2);
  if (before === undefined || last === undefined) throw new Error('Two rooms at least are compared');
  const ratio = last.kbits / before.kbits;
  const all = found.flatMap(({ missed }) => missed);
  await report({
    name: 'voices',
    measures: [],
    bars: [
      bar(`sound a viewer gets, ${last.people} by ${before.people} participants`, '×', ratio, FLAT),
      bar('missed of a first word, 95th percentile', 'ms', quantile(all, 0.95), MISSED_LIMIT),
      bar('missed of a first word, at most', 'ms', quantile(all, 1), MISSED_LIMIT),
      bar(
        'first words not heard at all',
        '',
        found.reduce((sum, { unheard }) => sum + unheard, 0),
        0,
      ),
    ],
    notes: {
      turns: Number(values.turns),
      rooms: found.map(({ missed, ...room }) => ({
        ...room,
        missedMedian: quantile(missed, 0.5),
        missed95: quantile(missed, 0.95),
        missedMost: quantile(missed, 1),
      })),
    },
  });
});

/** Has so many people take turns in a room of their own, on a server of their own. */
async function takeTurns(people: number): Promise<Found> {
  const server = await startOurs({ settings: { DIRECT: 'off' } });
  const bots = await startBots();
  const seat = { server: 'hangouts', url: `http://localhost:${server.port}`, room: 'voices' } as const;
  const names = Array.from({ length: people }, (_, index) => `Guest ${index + 1}`);
  const crowd = await bots.joinAll(names.map((name) => ({ ...seat, name, microphone: true })));
  await delay(SETTLE);

  const calls = await consumerCalls(server);
  const end = await observe(server, bots, crowd);
  const heard: (number | null)[] = [];
  for (let turn = 0; turn < Number(values.turns); turn += 1) heard.push(...(await speak(bots, crowd, turn)));
  const { bytes, seconds, processor } = await end();
  const found: Found = {
    people,
    kbits: (bytes * 8) / 1_000 / seconds / people,
    calls: ((await consumerCalls(server)) - calls) / seconds,
    processor: processor / 10_000 / seconds,
    missed: heard.filter((missed) => missed !== null),
    unheard: heard.filter((missed) => missed === null).length,
  };
  await bots.stop();
  await server.stop();
  return found;
}

/** One turn: somebody begins while the one before them still speaks. Gives what each of the others missed. */
async function speak(bots: Bots, crowd: readonly BotHandle[], turn: number): Promise<(number | null)[]> {
  // Those who follow each other joined far from each other, and everybody has a turn before anybody has two.
  const at = (number: number) => crowd[(number * 7) % crowd.length];
  const speaker = at(turn);
  if (speaker === undefined) throw new Error('An empty room');
  await speaker.speak(VOICE_LEVEL);
  await delay(TOGETHER);
  if (turn > 0) await at(turn - 1)?.speak(null);
  await delay(TURN - TOGETHER);
  return bots.missed(
    speaker,
    crowd.filter((other) => other !== speaker),
  );
}

/** How many consumers have been paused or resumed for voices, by the server's own count. */
async function consumerCalls({ port }: Server): Promise<number> {
  const response = await fetch(`http://localhost:${port}/metrics`);
  const counts = (await response.text()).matchAll(/^hangouts_voice_consumer_calls_total\{.*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

function quantile(readings: readonly number[], share: number): number {
  const sorted = readings.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
