import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
let ana: Person;
let ben: Person;
let fay: Person;
let room: string;

beforeAll(async () => {
  [server, first, second, firefox] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
    startFirefox(FAY),
  ]);
  room = `${server.url}/r/meeting`;
  ana = await Person.in(first, 'Ana', ANA);
  ben = await Person.in(second, 'Ben', BEN);
  fay = await Person.in(firefox, 'Fay', FAY);
});

afterAll(async () => {
  await Promise.all([first.close(), second.close(), firefox.close()]);
  await server.stop();
});

describe('people meet', () => {
  it('one alone sees themselves, and the way to ask others in', async () => {
    await ana.joins(room);
    await ana.seesTilesOf('Ana');
    await ana.seesMoving(ana);
    expect(await ana.rung()).toBe('room');
  });

  it('the second sees in the lobby who is there, and the two see and hear each other', async () => {
    await ben.tab.open(room);
    await ben.reads(/Ana is here/);
    await ben.entersAs('Ben');
    await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
    await Promise.all([ana.hears(ben), ben.hears(ana)]);
  });

  it('nobody hears themselves', async () => {
    await ana.hearsNothingOf(ana);
  });

  it('the third comes with Firefox, and all three see and hear each other', async () => {
    await fay.joins(room);
    for (const person of [ana, ben, fay]) {
      const others = [ana, ben, fay].filter((other) => other !== person);
      await person.seesTilesOf('Ana', 'Ben', 'Fay');
      for (const other of others) await person.seesMoving(other);
      await person.hears(...others);
    }
  });

  it('everybody is in the list of people, the first as host', async () => {
    await fay.switches('People', true);
    await fay.reads(/Ana[\s\S]*Host/);
    await fay.reads(/Ben/);
    await fay.switches('People', false);
  });
});

describe('microphone and camera', () => {
  it('a microphone that is switched off is silent, and marked for the others', async () => {
    await ben.switches('Microphone', false);
    await Promise.all([ana.tileSays('Ben', /Microphone off/), fay.tileSays('Ben', /Microphone off/)]);
    await ana.hearsNothingOf(ben);
    await ana.hears(fay);
    await ben.switches('Microphone', true);
    await ana.tileSaysNoMore('Ben', /Microphone off/);
    await Promise.all([ana.hears(ben), fay.hears(ben)]);
  });

  it('a camera that is switched off leaves the avatar, and comes back', async () => {
    await ana.switches('Camera', false);
    await Promise.all([ben.seesNoPictureOf('Ana'), fay.seesNoPictureOf('Ana')]);
    await ben.hears(ana);
    await ana.switches('Camera', true);
    await Promise.all([ben.seesMoving(ana), fay.seesMoving(ana)]);
  });

  it('the same from Firefox', async () => {
    await fay.switches('Camera', false);
    await fay.switches('Microphone', false);
    await ben.seesNoPictureOf('Fay');
    await ben.hearsNothingOf(fay);
    await fay.switches('Camera', true);
    await fay.switches('Microphone', true);
    await ben.seesMoving(fay);
    await ben.hears(fay);
  });
});

describe('people go', () => {
  it('who leaves is gone at once, and may come back', async () => {
    await ben.leaves();
    await Promise.all([ana.seesTilesOf('Ana', 'Fay'), fay.seesTilesOf('Ana', 'Fay')]);
    await ben.reads(/Rejoin/);
    await ben.tab.click('button', 'Rejoin');
    await ben.isInCall();
    await Promise.all([ana.seesMoving(ben), ben.seesMoving(fay)]);
  });

  it('who closes the tab is gone at once', async () => {
    await fay.tab.close();
    await ana.seesTilesOf('Ana', 'Ben');
    await ben.tab.close();
    await ana.seesTilesOf('Ana');
  });
});
