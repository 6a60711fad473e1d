import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, CEM } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { keepPeers, videoBytes } from '../support/traffic.js';
import { until } from '../support/until.js';

/** What data saver lets through, in bytes a second. */
const BUDGET = 500_000 / 8;

let server: TestServer;
let browsers: ChromiumBrowser[];
let ana: Person;
let ben: Person;
let cem: Person;

beforeAll(async () => {
  const [started, first, second, third] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
    startChromium({ looks: CEM }),
  ]);
  server = started;
  browsers = [first, second, third];
  ana = await Person.in(first, 'Ana', ANA);
  await ana.tab.prepare(keepPeers, null);
  ben = await Person.in(second, 'Ben', BEN);
  cem = await Person.in(third, 'Cem', CEM);
});

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await server.stop();
});

async function switchDataSaver(): Promise<void> {
  await ana.tab.click('button', 'Settings');
  await ana.tab.click('switch', 'Data saver');
  await ana.tab.click('button', 'Done');
}

/** Waits until Ana sees somebody in a picture of this width. */
function seesInWidth(other: Person, width: number): Promise<true> {
  return until(`Ana sees ${other.name} ${width} wide`, async () =>
    (await ana.seesMoving(other)).width === width ? (true as const) : null,
  );
}

it('data saver makes pictures small, takes the call to the server, and pays for no more than its budget', async () => {
  await ana.joins(`${server.url}/r/saving`);
  await ben.joins(`${server.url}/r/saving`);
  await seesInWidth(ben, 640);

  await switchDataSaver();
  await until('the server carries the call', async () => ((await ana.rung()) === 'room' ? true : null));
  await seesInWidth(ben, 320);
  await ana.hears(ben);

  await cem.joins(`${server.url}/r/saving`);
  await ana.reads(/Not shown, to save data/);
  await ana.hears(ben, cem);
  let bytes = 0;
  await until(
    () => `Ana receives ${bytes} bytes of pictures a second`,
    async () => {
      bytes = await ana.tab.run(videoBytes, 'inbound');
      return bytes > 0 && bytes <= BUDGET ? true : null;
    },
  );

  // It is remembered, and stands from the first packet of the next visit.
  await ana.tab.reload();
  await ana.comesBackIn();
  await ana.reads(/Not shown, to save data/);

  await switchDataSaver();
  await Promise.all([seesInWidth(ben, 640), seesInWidth(cem, 640)]);
  expect(await ana.words()).not.toMatch(/Not shown/);
});
