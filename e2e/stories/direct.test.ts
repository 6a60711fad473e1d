import { afterAll, beforeAll, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

let server: TestServer;
let first: ChromiumBrowser;
let second: ChromiumBrowser;
let firefox: Browser;

beforeAll(async () => {
  [server, first, second, firefox] = await Promise.all([
    TestServer.start({ STEP_DOWN_DELAY: '1' }),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
    startFirefox(FAY),
  ]);
});

afterAll(async () => {
  await Promise.all([first, second, firefox].map((browser) => browser.close()));
  await server.stop();
});

it('two Chromium', async () => {
  const ana = await Person.in(first, 'Ana', ANA);
  const ben = await Person.in(second, 'Ben', BEN);
  await ana.joins(`${server.url}/r/two`);
  await ben.joins(`${server.url}/r/two`);
  await ana.isOnRung('direct');
  await ben.isOnRung('direct');
  await ana.seesMoving(ben);
  await ben.seesMoving(ana);
  await ana.hears(ben);
  await ben.hears(ana);
  await ana.tab.close();
  await ben.tab.close();
});

it('Chromium and Firefox', async () => {
  const ana = await Person.in(first, 'Ana', ANA);
  const fay = await Person.in(firefox, 'Fay', FAY);
  await ana.joins(`${server.url}/r/mixed`);
  await fay.joins(`${server.url}/r/mixed`);
  await ana.isOnRung('direct');
  await fay.isOnRung('direct');
  await ana.seesMoving(fay);
  await fay.seesMoving(ana);
  await ana.hears(fay);
  await fay.hears(ana);
  await ana.tab.close();
  await fay.tab.close();
});
