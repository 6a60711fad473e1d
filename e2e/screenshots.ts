/**
 * Pictures of the pages as people see them, in three windows, light and dark:
 * `node --import tsx e2e/screenshots.ts FOLDER`. The server and the page have to be built before.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ANA, BEN, CEM } from './support/cast.js';
import { startChromium, type ChromiumBrowser } from './support/chromium.js';
import type { Looks } from './support/media-files.js';
import { Person } from './support/person.js';
import { TestServer } from './support/server.js';
import type { Viewport } from './support/tab.js';

const WINDOWS: readonly Viewport[] = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
];
const CROWDS = [1, 2, 3, 5, 9];
const NAMES = ['Ben', 'Chidi', 'Mei', 'Zoë', 'Amélie', 'Jun', 'Olga', 'Tariq'];
/** Guests beyond these come without a camera: a small machine has no room for more pictures. */
const WITH_CAMERA = 2;
const GUEST_WINDOW = { width: 320, height: 240 };

const folder = process.argv[2];
if (folder === undefined) throw new Error('say which folder the pictures go to');
await mkdir(folder, { recursive: true });

const server = await TestServer.start();
const browsers = await Promise.all([
  startChromium({ looks: ANA }),
  startChromium({ looks: ANA, dark: true }),
  startChromium({ looks: BEN }),
  startChromium({ looks: CEM }),
]);
const [light, dark, ...others] = browsers;
try {
  await photographDoors();
  await photographCalls();
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await server.stop();
}

/** The first page and the lobby. */
async function photographDoors(): Promise<void> {
  for (const [theme, browser] of themes()) {
    for (const window of WINDOWS) {
      const ana = await Person.in(browser, 'Ana', ANA, window);
      await ana.tab.open(server.url);
      await ana.reads(/Start a hangout/);
      await photograph(ana, 'home', theme, window);
      await ana.tab.open(`${server.url}/r/sunday-breakfast`);
      await ana.tab.fill('Your name', 'Ana');
      await ana.seesPreview();
      await photograph(ana, 'lobby', theme, window);
      await ana.tab.close();
    }
  }
}

/** The call with more and more people, and with its panels open. */
async function photographCalls(): Promise<void> {
  const room = `${server.url}/r/sunday-breakfast`;
  const guests: Person[] = [];
  for (const people of CROWDS) {
    while (guests.length < people - 1) guests.push(await invite(room, guests.length));
    for (const [theme, browser] of themes()) {
      for (const window of WINDOWS) {
        const ana = await Person.in(browser, 'Ana', ANA, window);
        await ana.joins(room);
        await ana.seesTilesOf('Ana', ...guests.map(({ name }) => name));
        for (const guest of [ana, ...guests.slice(0, WITH_CAMERA)]) await ana.seesMoving(guest);
        await photograph(ana, `call-${people}`, theme, window);
        if (people === 3) await photographPanels(ana, theme, window);
        if (people === 9) await photographSpeaker(ana, theme, window);
        await ana.tab.close();
      }
    }
  }
}

async function photographPanels(ana: Person, theme: string, window: Viewport): Promise<void> {
  await ana.writes('Good morning! The agenda is at https://example.org/agenda');
  await ana.reads(/Good morning/);
  await photograph(ana, 'chat', theme, window);
  await ana.tab.click('button', 'Close chat');
  await ana.switches('People', true);
  await photograph(ana, 'people', theme, window);
}

async function photographSpeaker(ana: Person, theme: string, window: Viewport): Promise<void> {
  await ana.tab.click('button', 'Layout');
  await ana.tab.click('menuitemradio', 'Speaker');
  await ana.tab.click('button', 'Pin Ben');
  await ana.seesMoving(ana);
  await photograph(ana, 'speaker', theme, window);
}

/** One more guest; those without a camera of their own share a browser. */
async function invite(room: string, index: number): Promise<Person> {
  const name = NAMES[index] ?? `Guest ${index}`;
  const looks: Looks = index === 0 ? BEN : CEM;
  const browser = others[Math.min(index, others.length - 1)];
  if (browser === undefined) throw new Error('there is no browser for guests');
  const guest = await Person.in(browser, name, looks, GUEST_WINDOW);
  const camera = index < WITH_CAMERA ? 'on' : 'off';
  await guest.tab.open(`${room}?name=${encodeURIComponent(name)}&join=now&mic=off&cam=${camera}`);
  await guest.isInCall();
  return guest;
}

function themes(): [string, ChromiumBrowser][] {
  return [
    ['light', light],
    ['dark', dark],
  ];
}

async function photograph(person: Person, what: string, theme: string, window: Viewport): Promise<void> {
  await person.tab.screenshot(join(folder ?? '.', `${what}-${window.width}-${theme}.png`));
}
