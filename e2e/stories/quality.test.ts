import { afterAll, beforeAll, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';
import { until } from '../support/until.js';

/** A microphone that is switched on and gives nothing. */
const MUTE_BEN = { ...BEN, tone: 0 };

let server: TestServer;
let chromium: ChromiumBrowser;
let silent: ChromiumBrowser;
let firefox: Browser;
let ana: Person;
let fay: Person;

beforeAll(async () => {
  [server, chromium, silent, firefox] = await Promise.all([
    // The way that the panel names here is the one to the server.
    TestServer.start({ DIRECT: 'off' }),
    startChromium({ looks: ANA }),
    startChromium({ looks: MUTE_BEN }),
    startFirefox(FAY),
  ]);
  ana = await Person.in(chromium, 'Ana', ANA);
  fay = await Person.in(firefox, 'Fay', FAY);
  await ana.joins(`${server.url}/r/quality`);
  await fay.joins(`${server.url}/r/quality`);
  await Promise.all([ana.seesMoving(fay), fay.seesMoving(ana)]);
});

afterAll(async () => {
  await Promise.all([chromium.close(), silent.close(), firefox.close()]);
  await server.stop();
});

it('on a good line the panel names the way, the figures, and what comes of everybody', async () => {
  for (const [person, other] of [
    [ana, 'Fay'],
    [fay, 'Ana'],
  ] as const) {
    await person.opensCallQuality();
    await person.reads(/UDP, to the server/);
    await person.reads(/Round trip in the last 3 minutes: between/);
    await person.reads(
      new RegExp(`Person by person[^]*${other}\\s+Camera \\d+ × \\d+, \\d+ frames a second`),
    );
    await person.tab.click('button', 'Close call quality');
  }
});

it('who switches the camera off reads it there', async () => {
  await fay.switches('Camera', false);
  await ana.opensCallQuality();
  await ana.reads(/Fay\s+Camera off/);
  await fay.switches('Camera', true);
  await ana.reads(/Fay\s+Camera \d+ × \d+/);
  await ana.tab.click('button', 'Close call quality');
});

it('who gives no sound is told so on the stage, and in the panel what to try', async () => {
  const ben = await Person.in(silent, 'Ben', MUTE_BEN);
  await ben.joins(`${server.url}/r/quality`);
  await ben.reads(/Your microphone gives no sound/);
  await ben.tab.click('button', 'Your microphone gives no sound');
  await ben.reads(/Something is wrong with your call/);
  await ben.reads(/nobody hears you[^]*choose another microphone in Settings/);
  // Off by oneself, it is as it should be.
  await ben.switches('Microphone', false);
  await ben.reads(/You\s+Microphone off/);
  await until('nothing is said of the microphone', async () =>
    /nobody hears you/.test(await ben.words()) ? null : true,
  );
  await ben.leaves();
});
