/** Pictures of the main screens, from the real product, for the README and the guide: `npm run pictures`. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from './support/chromium.js';
import { paintCamera } from './support/painted-camera.js';
import { Person } from './support/person.js';
import { TestServer } from './support/server.js';
import type { Viewport } from './support/tab.js';

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const GUEST = { width: 480, height: 360 };
const ROOM = 'sunday-breakfast';

const folder = process.argv[2];
if (folder === undefined) throw new Error('say which folder the pictures go to');
await mkdir(folder, { recursive: true });

/** Who is in the pictures: each is somebody of the first page's, with a tone of their own; nobody is told by a hue. */
const CAST = {
  Ana: { tone: 500, drawn: 2 },
  Ben: { tone: 700, drawn: 1 },
  Mei: { tone: 900, drawn: 3 },
} as const;
type Name = keyof typeof CAST;

const server = await TestServer.start();
const paintings = await mkdtemp(join(tmpdir(), 'hangouts-pictures-'));
const browsers: ChromiumBrowser[] = [];
try {
  const [ana, ben, mei] = await Promise.all([browserOf('Ana'), browserOf('Ben'), browserOf('Mei')]);
  await doors(ana);
  await plans(ana);
  await calls(ana, ben, mei);
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await server.stop();
  await rm(paintings, { recursive: true });
}

/** The first page and the lobby. */
async function doors(browser: ChromiumBrowser): Promise<void> {
  for (const [where, viewport] of [
    ['', WIDE],
    ['-phone', PHONE],
  ] as const) {
    const { tab, person } = await open(browser, 'Ana', viewport);
    await tab.open(server.url);
    await person.reads(/Start a hangout/);
    await photograph(tab, `home${where}`);
    await tab.open(`${server.url}/r/${ROOM}`);
    await tab.fill('Your name', 'Ana');
    await person.seesPreview();
    await photograph(tab, `lobby${where}`);
    await tab.close();
  }
}

/** A hangout that is planned, and how somebody sees it who has the link. */
async function plans(browser: ChromiumBrowser): Promise<void> {
  const { tab, person } = await open(browser, 'Ana', WIDE);
  await tab.open(server.url);
  await tab.click('button', 'Plan or set one up');
  await tab.page.getByRole('radio', { name: 'Later' }).check();
  await tab.fill('Title', 'Book club');
  await photograph(tab, 'plan');
  await tab.click('button', 'Create');
  await person.reads(/Your hangout is planned/);
  await tab.click('button', 'Open the hangout');
  await person.reads(/Add to calendar/);
  await person.seesPreview();
  await tab.click('button', 'Settings');
  await tab.click('button', 'Picture');
  await photograph(tab, 'settings-picture');
  await tab.click('button', 'Done');
  await photograph(tab, 'lobby-planned');
  await tab.close();
}

/** A call of three, on a computer, and what can be opened in it. */
async function calls(anas: ChromiumBrowser, bens: ChromiumBrowser, meis: ChromiumBrowser): Promise<void> {
  const room = `${server.url}/r/${ROOM}`;
  const { tab, person: ana } = await open(anas, 'Ana', WIDE);
  await ana.joins(room);
  const { person: ben } = await open(bens, 'Ben', GUEST);
  await ben.joins(`${room}?mic=off`);
  const { tab: theirs, person: mei } = await open(meis, 'Mei', PHONE);
  await mei.joins(`${room}?mic=off`);
  for (const one of [ana, ben, mei]) await ana.seesMoving(one);
  await tab.page.mouse.move(0, 0);
  await photograph(tab, 'call');
  await photograph(theirs, 'call-phone');

  await ben.writes('Good morning! The **agenda** is at https://example.org/agenda');
  await mei.writes('@Ana could you share yours?');
  await ana.writes('Thank you, Ben. First of all:');
  await tab.select('To', 'Mei');
  await ana.writes('In a minute, when Ben is done.');
  await tab.select('To', 'Everyone');
  await ana.reads(/agenda[^]*Thank you[^]*In a minute/);
  await photograph(tab, 'chat');
  await tab.click('button', 'Close chat');

  await theirs.click('button', 'Close chat');
  await mei.switches('Raise hand', true);
  await ana.switches('People', true);
  await ana.reads(/Hand raised/);
  await photograph(tab, 'people');
  await tab.click('button', 'Host controls');
  await ana.reads(/Everybody may/);
  await photograph(tab, 'host-controls');
  await tab.click('switch', 'Waiting room');
  await tab.click('switch', 'Share their screen');
  await tab.click('button', 'Done');
  await tab.click('button', 'Options for Ben');
  await tab.click('menuitem', 'Make cohost');
  await tab.click('button', 'Log of host actions');
  await ana.reads(/made Ben a cohost/);
  await photograph(tab, 'order-log');
  await tab.click('button', 'Done');
  await tab.click('button', 'Close people');

  await ana.opensCallQuality();
  await ana.reads(/Sending in the last/);
  await photograph(tab, 'call-quality');
  await tab.click('button', 'Close call quality');

  await tab.click('button', 'Settings');
  await ana.reads(/Sound cues/);
  await photograph(tab, 'settings');
  await tab.click('button', 'Done');
}

/** A browser with a camera of its own, which shows somebody drawn. */
async function browserOf(name: Name): Promise<ChromiumBrowser> {
  const { tone, drawn } = CAST[name];
  const camera = join(paintings, `${name}.y4m`);
  const painter = await startChromium({ looks: null });
  await paintCamera(await painter.tab(), server.url, drawn, camera);
  await painter.close();
  const browser = await startChromium({ looks: { hue: 0, tone, camera } });
  browsers.push(browser);
  return browser;
}

async function open(
  browser: ChromiumBrowser,
  name: Name,
  viewport: Viewport,
): Promise<{ tab: ChromiumTab; person: Person }> {
  const tab = await browser.tab(viewport);
  await tab.page.emulateMedia({ reducedMotion: 'reduce' });
  // Chromium calls a fake camera by its file.
  await tab.prepare(() => {
    const names: Partial<Record<MediaDeviceKind, string>> = {
      videoinput: 'HD webcam',
      audioinput: 'Headset',
    };
    const { prototype } = MediaDeviceInfo;
    const label = Object.getOwnPropertyDescriptor(prototype, 'label');
    Object.defineProperty(prototype, 'label', {
      get(this: MediaDeviceInfo) {
        return names[this.kind] ?? label?.get?.call(this);
      },
    });
  }, null);
  return { tab, person: Person.at(tab, name, { hue: null, tone: CAST[name].tone }) };
}

/** What moves comes to rest first, and what was said in passing has passed. */
async function photograph(tab: ChromiumTab, name: string): Promise<void> {
  await tab.page.evaluate(async () => {
    const said = '[role=alert] > *, [aria-live=polite] > [class*=toast]';
    while (document.querySelector(said) !== null) await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  await tab.screenshot(join(folder ?? '.', `${name}.png`));
}
