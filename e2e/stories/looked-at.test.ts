import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import type { Looks } from '../support/media-files.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser, Viewport } from '../support/tab.js';
import { bitrateSent, keepPeers, videoBytes } from '../support/traffic.js';
import { until } from '../support/until.js';

const PHONE = { width: 390, height: 844 };

let server: TestServer;
let computer: ChromiumBrowser;
let phone: ChromiumBrowser;
let firefox: Browser;
let ana: Person;
let ben: Person;

/** Somebody whose page can be asked what it sends and receives. */
async function sitDown(browser: Browser, name: string, looks: Looks | typeof FAY, viewport?: Viewport) {
  const tab = await browser.tab(viewport);
  await tab.prepare(keepPeers, null);
  return Person.at(tab, name, looks);
}

function noPictures(person: Person, direction: 'inbound' | 'outbound'): Promise<true> {
  let last = 0;
  return until(
    () => `no ${direction} pictures for ${person.name}; last ${last} bytes a second`,
    async () => {
      last = await person.tab.run(videoBytes, direction);
      return last === 0 ? (true as const) : null;
    },
  );
}

/** Stands for the person who looks at another tab: a page that a program drives is always in the foreground. */
function turnAway(): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
}

function turnBack(): void {
  Reflect.deleteProperty(document, 'visibilityState');
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeAll(async () => {
  [server, computer, phone, firefox] = await Promise.all([
    TestServer.start({ DIRECT: 'off' }),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
    startFirefox(FAY),
  ]);
  ana = await sitDown(computer, 'Ana', ANA);
  ben = await sitDown(phone, 'Ben', BEN, PHONE);
  await ana.joins(`${server.url}/r/window`);
  await ben.joins(`${server.url}/r/window`);
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
});

afterAll(async () => {
  await Promise.all([computer.close(), phone.close(), firefox.close()]);
  await server.stop();
});

it('a picture that the chat covers on a telephone is sent by nobody, and moves when the chat is closed', async () => {
  expect(await ana.tab.run(videoBytes, 'outbound')).toBeGreaterThan(0);
  await ben.switches('Chat', true);
  await Promise.all([noPictures(ben, 'inbound'), noPictures(ana, 'outbound')]);
  // It is still on for everybody, and what is not a picture goes on.
  expect(await ana.isOn('Camera')).toBe(true);
  await ben.hears(ana);
  await ana.seesMoving(ben);

  await ben.tab.click('button', 'Close chat');
  await ben.seesMoving(ana);
  expect(await ana.tab.run(videoBytes, 'outbound')).toBeGreaterThan(0);
});

it('a page in the background is sent no pictures, and has them again when it is back', async () => {
  await ben.tab.run(turnAway, null);
  await Promise.all([noPictures(ben, 'inbound'), noPictures(ana, 'outbound')]);
  await ben.hears(ana);
  // What is left is a voice.
  const bitrate = await ana.tab.run(bitrateSent, null);
  expect(bitrate).toBeGreaterThan(0);
  expect(bitrate).toBeLessThanOrEqual(60_000);

  await ben.tab.run(turnBack, null);
  await ben.seesMoving(ana);
});

it('somebody alone sends nothing, and is seen by the next who comes', async () => {
  await ben.leaves();
  await ana.seesTilesOf('Ana');
  await noPictures(ana, 'outbound');
  await ben.tab.click('button', 'Rejoin');
  await ben.isInCall();
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
});

it('a Firefox that nobody looks at sends no pictures, and is seen again at once', async () => {
  const fay = await sitDown(firefox, 'Fay', FAY);
  await fay.joins(`${server.url}/r/window`);
  await Promise.all([ana.seesMoving(fay), ben.seesMoving(fay)]);
  await Promise.all([ana.tab.run(turnAway, null), ben.tab.run(turnAway, null)]);
  await noPictures(fay, 'outbound');
  await ana.hears(fay);
  await ana.tab.run(turnBack, null);
  await ana.seesMoving(fay);
  await fay.tab.close();
});

it('nor does anybody send directly what the other one does not look at', async () => {
  // Two are given three seconds to connect: not while the same browsers carry another call.
  await Promise.all([ana.tab.close(), ben.tab.close()]);
  const direct = await TestServer.start({ STEP_DOWN_DELAY: '1' });
  const ada = await sitDown(computer, 'Ana', ANA);
  const bob = await sitDown(phone, 'Ben', BEN, PHONE);
  await ada.joins(`${direct.url}/r/window`);
  await bob.joins(`${direct.url}/r/window`);
  await Promise.all([ada.isOnRung('direct'), bob.isOnRung('direct')]);
  expect(await ada.tab.run(videoBytes, 'outbound')).toBeGreaterThan(0);
  await bob.switches('Chat', true);
  await Promise.all([noPictures(bob, 'inbound'), noPictures(ada, 'outbound')]);
  // Still directly: a picture that is not looked at is no connection that has failed.
  await bob.hears(ada);
  await ada.seesMoving(bob);
  await ada.isOnRung('direct');

  await bob.tab.click('button', 'Close chat');
  await bob.seesMoving(ada);
  await bob.isOnRung('direct');
  await ada.tab.close();
  await bob.tab.close();
  await direct.stop();
});
