import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

let server: TestServer;
let first: ChromiumBrowser;
let firefox: Browser;

beforeAll(async () => {
  [server, first, firefox] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startFirefox(FAY),
  ]);
});

afterAll(async () => {
  await Promise.all([first.close(), firefox.close()]);
  await server.stop();
});

it('a screen that is shared is seen by the others, by who comes later too, and goes when it is stopped', async () => {
  const room = `${server.url}/r/slides`;
  const ana = await Person.in(first, 'Ana', ANA);
  const fay = await Person.in(firefox, 'Fay', FAY);
  await ana.joins(room);
  await fay.joins(room);
  await ana.switches('Share screen', true);
  await fay.seesScreenOf(ana);
  await fay.seesMoving(ana);

  const ben = await Person.in(first, 'Ben', BEN);
  await ben.joins(room);
  const sight = await ben.seesScreenOf(ana);
  expect(sight.width).toBeGreaterThan(320);

  await ana.switches('Share screen', false);
  await Promise.all([fay.seesNoScreen(), ben.seesNoScreen()]);
  await fay.seesMoving(ana);
});
