/**
 * How long two people in a call wait for their moving pictures when the line of one of them breaks, or their media
 * worker dies. The floor does what the browser does by itself; what it does not mend within ten seconds counts as
 * ten. `--runs N` (10), `--floor N` (3), `--only WORD`.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { PhoneNetwork } from '../../e2e/support/phone-network.js';
import { bar, measure, report } from './figures/report.js';
import { FAULTS, type Fault } from './heal/faults.js';
import { Meeting, startGuests, type Guests } from './heal/meeting.js';
import { inOwnNetwork } from './machine/own-network.js';
import { floorStarter, startOurs, type Server } from './machine/servers.js';
import { median } from './figures/statistics.js';
import { browserVersion } from './visits/visits.js';

/** Milliseconds. */
const PATIENCE = 10_000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    floor: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
});

await inOwnNetwork(async () => {
  const network = await PhoneNetwork.lay();
  try {
    await compare(network);
  } finally {
    await network.remove();
  }
});

async function compare(network: PhoneNetwork): Promise<void> {
  const host = network.address;
  const startFloor = await floorStarter();
  const [guests, floor, ours] = await Promise.all([
    startGuests(network),
    startFloor({ host }),
    // Two would go by their own line.
    startOurs({ host, settings: { DIRECT: 'off' } }),
  ]);
  const faults = FAULTS.filter(({ name }) => name.includes(values.only));
  const times = faults.map((fault) => ({ fault, floor: [] as number[], ours: [] as number[] }));
  for (let run = 0; run < Number(values.runs); run += 1) {
    for (const { fault, ...readings } of times) {
      readings.ours.push(await mendingTime(guests, network, ours, fault));
      if (run < Number(values.floor)) {
        const mends = fault.floorSurvives ? await mendingTime(guests, network, floor, fault) : PATIENCE;
        readings.floor.push(mends);
      }
      process.stdout.write('.');
    }
  }
  const chromium = await browserVersion(guests.near);
  await guests.close();
  await Promise.all([floor.stop(), ours.stop()]);

  const measures = times.map((one) => measure(one.fault.name, 'ms', one.floor, one.ours));
  const bars = times.map(({ fault, ours: readings }) => bar(fault.name, 'ms', median(readings), fault.limit));
  await report({ name: 'heal', measures, bars, notes: { chromium, floorPatience: PATIENCE } });
}

/** One fault in a call of its own; gives the milliseconds until both see each other move, `PATIENCE` at most. */
async function mendingTime(
  guests: Guests,
  network: PhoneNetwork,
  server: Server,
  fault: Fault,
): Promise<number> {
  const meeting = await Meeting.begin(guests, server.port, `heal-${randomUUID()}`);
  const since = await fault.happen({ network, server });
  const time = await meeting.movesAfter(since, PATIENCE);
  await meeting.end();
  await fault.undo({ network, server });
  return Math.min(time ?? PATIENCE, PATIENCE);
}
