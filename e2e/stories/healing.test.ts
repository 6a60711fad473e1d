import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANA, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { PhoneNetwork } from '../support/phone-network.js';
import { longestGap, watchFrames } from '../support/senses.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

/** A server on another device: between it and the browsers there is a network that can be tampered with. */
let network: PhoneNetwork;
let server: TestServer;
let chromium: ChromiumBrowser;
let firefox: Browser;
let ana: Person;
let fay: Person;
let room: string;
let rooms = 0;

beforeAll(async () => {
  network = await PhoneNetwork.lay();
  [server, chromium, firefox] = await Promise.all([
    // Two would go by their own line.
    TestServer.start({ DIRECT: 'off' }, await network.on(process.execPath)),
    startChromium({ looks: ANA }),
    startFirefox(FAY),
  ]);
});

afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close()]);
  await server.stop();
  await network.remove();
});

beforeEach(async () => {
  rooms += 1;
  room = `https://${network.addressThere}:${server.tlsPort}/r/healing-${rooms}`;
  ana = await Person.in(chromium, 'Ana', ANA);
  fay = await Person.in(firefox, 'Fay', FAY);
});

afterEach(async () => {
  await network.pass();
  await Promise.all([ana.tab.close(), fay.tab.close()]);
});

async function meet(): Promise<void> {
  await ana.joins(room);
  await fay.joins(room);
  await seeAndHearEachOther();
}

async function seeAndHearEachOther(): Promise<void> {
  await Promise.all([ana.seesMoving(fay), fay.seesMoving(ana)]);
  await ana.hears(fay);
  await fay.hears(ana);
}

/** Does something to the network, waits until it was felt, and until all is well again. */
async function through(fault: () => Promise<void>): Promise<void> {
  await ana.tab.run(watchFrames, 'Fay');
  await fay.tab.run(watchFrames, 'Ana');
  const seats = [await fay.idOf('Ana'), await ana.idOf('Fay')];
  await fault();
  await Promise.all([ana.sawAPauseOf(fay), fay.sawAPauseOf(ana)]);
  await seeAndHearEachOther();
  await Promise.all([ana.isConnection('connected'), fay.isConnection('connected')]);
  expect([await fay.idOf('Ana'), await ana.idOf('Fay')]).toEqual(seats);
  const told = [await ana.tab.run(longestGap, 'Fay'), await fay.tab.run(longestGap, 'Ana')];
  console.info(`longest time without a frame: Chromium ${told[0]} ms, Firefox ${told[1]} ms`);
}

describe('where UDP is blocked', () => {
  it('from the beginning, media go by TCP', async () => {
    await network.swallow({ protocol: 'udp' });
    await meet();
  });

  it('in the middle of a call, media go on by TCP', async () => {
    await meet();
    await through(() => network.swallow({ protocol: 'udp' }));
  });
});

it('who gets another address in the middle of a call is seen and heard again', async () => {
  await meet();
  await through(() => network.renumber('here'));
});
