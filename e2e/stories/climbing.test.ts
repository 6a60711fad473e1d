import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, CEM } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { keepSoundPlain, soundSince, watchSound } from '../support/continuity.js';
import type { Looks } from '../support/media-files.js';
import { Person } from '../support/person.js';
import { longestGap, watchFrames } from '../support/senses.js';
import { TestServer } from '../support/server.js';
import { expressionOf } from '../support/tab.js';

let server: TestServer;
let browsers: ChromiumBrowser[];
let ana: Person;
let ben: Person;
let cem: Person;

beforeAll(async () => {
  const cast: [string, Looks][] = [
    ['Ana', ANA],
    ['Ben', BEN],
    ['Cem', CEM],
  ];
  const people: Person[] = [];
  [server, ...browsers] = await Promise.all([
    TestServer.start({ STEP_DOWN_DELAY: '1' }),
    ...cast.map(([, looks]) => startChromium({ looks: { ...looks, steady: true } })),
  ]);
  for (const [index, [name, looks]] of cast.entries()) {
    const tab = await browsers[index]?.tab();
    if (tab === undefined) throw new Error('no browser');
    await tab.page.addInitScript({ content: expressionOf(keepSoundPlain, null) });
    people.push(Person.at(tab, name, looks));
  }
  const [first, second, third] = people;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three people');
  [ana, ben, cem] = [first, second, third];
  await ana.joins(`${server.url}/r/stairs`);
  await ben.joins(`${server.url}/r/stairs`);
  await Promise.all([ana.isOnRung('direct'), ben.isOnRung('direct')]);
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
});

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await server.stop();
});

async function watch(): Promise<void> {
  await Promise.all([ana.tab.run(watchFrames, 'Ben'), ben.tab.run(watchFrames, 'Ana')]);
  await Promise.all([ana.tab.run(watchSound, null), ben.tab.run(watchSound, null)]);
}

async function tell(what: string): Promise<void> {
  const frames = await Promise.all([ana.tab.run(longestGap, 'Ben'), ben.tab.run(longestGap, 'Ana')]);
  const sounds = await Promise.all([
    ana.tab.run(soundSince, [ben.tone]),
    ben.tab.run(soundSince, [ana.tone]),
  ]);
  console.info(what, JSON.stringify({ frames, sounds }));
}

it('a third comes to two who are connected directly, and goes again: nobody has to do anything', async () => {
  await watch();
  await cem.joins(`${server.url}/r/stairs`);
  await Promise.all([ana.isOnRung('room'), ben.isOnRung('room')]);
  await Promise.all([cem.seesMoving(ana), cem.seesMoving(ben), ana.seesMoving(cem), ben.seesMoving(cem)]);
  await Promise.all([ana.hears(ben), ben.hears(ana)]);
  await tell('climb');
  await watch();
  await cem.leaves();
  await Promise.all([ana.isOnRung('direct'), ben.isOnRung('direct')]);
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  await Promise.all([ana.hears(ben), ben.hears(ana)]);
  await tell('down');
  expect(await ana.tiles()).toEqual(['Ben', 'Ana']);
});
