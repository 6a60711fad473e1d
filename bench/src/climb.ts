/**
 * A third person comes to two who are connected directly, and leaves again: what the two miss of each other's
 * pictures and sound meanwhile, beside as long a time in which nothing happens; and how long the newcomer waits for
 * both, beside the same with the direct rung switched off. `--climbs N` (20), `--blocks N` (4).
 */
import { parseArgs } from 'node:util';
import { percentile } from './climb/gaps.js';
import { type Cast, type Experience, Household, startCast } from './climb/people.js';
import { bar, measure, report } from './figures/report.js';
import { inOwnNetwork } from './machine/own-network.js';
import { type Server, startOurs } from './machine/servers.js';
import { browserVersion } from './visits/visits.js';

/** The longest break, in milliseconds. */
const BREAK = 250;
/** What a newcomer may wait, of what they wait where the direct rung is off. */
const WAIT = 1.3;

const { values } = parseArgs({
  options: { climbs: { type: 'string', default: '20' }, blocks: { type: 'string', default: '4' } },
});
const blocks = Number(values.blocks);
const climbs = Math.ceil(Number(values.climbs) / blocks);

const found = {
  still: [] as Experience[],
  up: [] as Experience[],
  down: [] as Experience[],
  waits: { direct: [] as number[], room: [] as number[] },
};

await inOwnNetwork(async () => {
  const [cast, direct, room] = await Promise.all([
    startCast(),
    startOurs({ settings: { STEP_DOWN_DELAY: '1' } }),
    startOurs({ settings: { DIRECT: 'off' } }),
  ]);
  for (let block = 0; block < blocks; block += 1) {
    await joinsOf(cast, room, `flat-${block}`);
    await climbsOf(cast, direct, `stairs-${block}`);
  }
  const chromium = await browserVersion(cast.newcomer);
  await cast.close();
  await Promise.all([direct.stop(), room.stop()]);

  const frames = (experiences: readonly Experience[]) => experiences.map((one) => one.frames);
  const silences = (experiences: readonly Experience[]) => experiences.map(({ sound }) => sound.gap);
  const ways = [
    { name: '2 → 3', experiences: found.up },
    { name: '3 → 2', experiences: found.down },
  ];
  await report({
    name: 'climb',
    measures: [
      ...ways.map(({ name, experiences }) =>
        measure(`longest time without a frame, ${name}`, 'ms', frames(found.still), frames(experiences)),
      ),
      ...ways.map(({ name, experiences }) =>
        measure(`longest silence, ${name}`, 'ms', silences(found.still), silences(experiences)),
      ),
      measure('newcomer until both are seen', 'ms', found.waits.room, found.waits.direct),
    ],
    bars: [
      ...ways.map(({ name, experiences }) =>
        bar(`without a frame, ${name}, 95th percentile`, 'ms', percentile(frames(experiences), 0.95), BREAK),
      ),
      ...ways.map(({ name, experiences }) =>
        bar(`silence, ${name}, longest`, 'ms', Math.max(...silences(experiences)), BREAK),
      ),
      bar('sound doubled, longest', 'ms', Math.max(...[...found.up, ...found.down].map(doubled)), 0),
      bar(
        'newcomer: direct rung / without',
        '×',
        percentile(found.waits.direct, 0.5) / percentile(found.waits.room, 0.5),
        WAIT,
      ),
    ],
    notes: { chromium },
  });
});

/** Newcomers to two who are in a room as it is without the direct rung. */
async function joinsOf(cast: Cast, server: Server, name: string): Promise<void> {
  const household = await Household.settle(cast, `http://localhost:${server.port}/r/${name}`, 'room');
  for (let climb = 0; climb < climbs; climb += 1) {
    const guest = await household.guest();
    found.waits.room.push(await guest.join());
    await guest.leave();
    process.stdout.write('.');
  }
  await household.leave();
}

/** Newcomers to two who are connected directly, and are so again when each has left. */
async function climbsOf(cast: Cast, server: Server, name: string): Promise<void> {
  const household = await Household.settle(cast, `http://localhost:${server.port}/r/${name}`, 'direct');
  for (let climb = 0; climb < climbs; climb += 1) {
    const guest = await household.guest();
    found.still.push(...(await household.experience(() => Promise.resolve())));
    const up = await household.experience(async () => {
      found.waits.direct.push(await guest.join());
      await household.isOnRung('room');
    });
    const down = await household.experience(async () => {
      await guest.leave();
      await household.isOnRung('direct');
    });
    found.up.push(...up);
    found.down.push(...down);
    process.stdout.write(':');
  }
  await household.leave();
}

function doubled({ sound }: Experience): number {
  return sound.doubled;
}
