/** Pictures of the main screens, from the real product, for the README and the guide: `npm run pictures`. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestServer } from './support/server.js';
import { hear, putRecogniser } from './support/speech.js';
import { Studio, type Sitter } from './support/studio.js';
import type { Viewport } from './support/tab.js';

const WIDE = { width: 1280, height: 800 };
/** As high as the first page is. */
const TALL = { width: 1280, height: 945 };
const PHONE = { width: 390, height: 844 };
const GUEST = { width: 480, height: 360 };
const ROOM = 'sunday-breakfast';

const folder = process.argv[2];
if (folder === undefined) throw new Error('say which folder the pictures go to');
await mkdir(folder, { recursive: true });

const server = await TestServer.start();
const paintings = await mkdtemp(join(tmpdir(), 'hangouts-pictures-'));
const studio = new Studio(server.url, paintings, folder);
const addressOf = (room: string) => `${server.url}/r/${room}`;
try {
  const [anas, bens, meis] = await Promise.all(
    (['Ana', 'Ben', 'Mei'] as const).map((name) => studio.browserOf(name)),
  );
  if (anas === undefined || bens === undefined || meis === undefined) throw new Error('nobody came');
  await doors(await anas({ viewport: TALL }), '', WIDE);
  await doors(await anas({ viewport: PHONE, phone: true }), '-phone', PHONE);
  await plans(await anas({ viewport: WIDE }));
  const ana = await anas({ viewport: WIDE });
  const ben = await bens({ viewport: GUEST });
  await ben.tab.prepare(putRecogniser, null);
  const mei = await meis({ viewport: PHONE, phone: true });
  await call(ana, ben, mei);
  await panels(ana, ben, mei);
  await comingAndGoing(ana, mei, await meis({ viewport: PHONE, phone: true }));
  await inArabic(ana, ben);
} finally {
  await studio.close();
  await server.stop();
  await rm(paintings, { recursive: true });
}

/** The first page of somebody who was here before, and the lobby. */
async function doors({ tab, person }: Sitter, where: string, lobby: Viewport): Promise<void> {
  for (const room of ['choir-rehearsal', 'book-club']) {
    await person.joins(`${addressOf(room)}?cam=off&mic=off`);
    await person.leaves();
  }
  await tab.open(server.url);
  await person.reads(/book-club[^]*choir-rehearsal/);
  await studio.photograph(tab, `home${where}`);
  await tab.page.setViewportSize(lobby);
  await tab.open(addressOf(ROOM));
  await person.seesPreview();
  await studio.photograph(tab, `lobby${where}`);
  await tab.close();
}

/** A hangout that is planned, and how somebody sees it who has the link. */
async function plans({ tab, person }: Sitter): Promise<void> {
  await tab.open(server.url);
  await tab.click('button', 'Plan or set one up');
  await tab.page.getByRole('radio', { name: 'Later' }).check();
  await tab.fill('Title', 'Book club');
  await studio.photograph(tab, 'plan');
  await tab.click('button', 'Create');
  await person.reads(/Your hangout is planned/);
  await tab.click('button', 'Open the hangout');
  await person.reads(/Add to calendar/);
  await person.seesPreview();
  await studio.photograph(tab, 'lobby-planned');
  await tab.click('button', 'Settings');
  await tab.click('button', 'Picture');
  await person.reads(/Mirror my picture/);
  await studio.photograph(tab, 'settings-picture');
  await tab.close();
}

/** A call of three, on a computer and on a phone, with captions. */
async function call(ana: Sitter, ben: Sitter, mei: Sitter): Promise<void> {
  await ana.person.joins(addressOf(ROOM));
  await ben.person.joins(`${addressOf(ROOM)}?mic=off`);
  await mei.person.joins(`${addressOf(ROOM)}?mic=off`);
  for (const one of [ana, ben, mei]) await ana.person.seesMoving(one.person);
  await studio.photograph(ana.tab, 'call');
  await studio.photograph(mei.tab, 'call-phone');

  await ben.person.switches('Microphone', true);
  await ben.tab.click('button', 'More');
  await ben.tab.click('menuitemcheckbox', 'Caption what I say');
  await ben.tab.click('button', 'Caption me');
  await ana.tab.click('button', 'More');
  await ana.tab.click('menuitemcheckbox', 'Captions');
  await ana.person.reads(/What others say appears here/);
  await ben.tab.run(hear, { index: 0, text: 'Shall we begin with the bread?', final: true });
  await ana.person.reads(/begin with the bread/);
  await studio.photograph(ana.tab, 'captions');
  await ana.tab.click('button', 'More');
  await ana.tab.click('menuitemcheckbox', 'Captions');
  await ben.person.switches('Microphone', false);
}

/** What can be opened in a call. */
async function panels(ana: Sitter, ben: Sitter, mei: Sitter): Promise<void> {
  const { tab, person } = ana;
  await ben.person.writes('Good morning! The **agenda** is at https://example.org/agenda');
  await mei.person.writes('@Ana could you share yours?');
  await person.writes('Thank you, Ben. First of all: who takes notes?');
  await tab.select('To', 'Mei');
  await person.writes('In a minute, when Ben is done.');
  await tab.select('To', 'Everyone');
  await person.reads(/agenda[^]*Thank you[^]*In a minute/);
  await studio.photograph(tab, 'chat');
  await tab.click('button', 'Close chat');

  await mei.tab.click('button', 'Close chat');
  await mei.person.switches('Raise hand', true);
  await person.switches('People', true);
  await person.reads(/Hand raised/);
  await studio.photograph(tab, 'people');
  await tab.click('button', 'Host controls');
  await tab.click('switch', 'Waiting room');
  await tab.click('switch', 'Share their screen');
  await tab.page.getByRole('heading', { name: 'Everybody may …' }).evaluate((heading) => {
    heading.scrollIntoView({ block: 'start' });
  });
  await studio.photograph(tab, 'host-controls');
  await tab.click('button', 'Done');
  await tab.click('button', 'Options for Ben');
  await tab.click('menuitem', 'Make cohost');
  await tab.click('button', 'Log of host actions');
  await person.reads(/made Ben a cohost/);
  await studio.photograph(tab, 'order-log');
  await tab.click('button', 'Done');
  await tab.click('button', 'Close people');

  await person.opensCallQuality();
  await person.reads(/Sending in the last/);
  await studio.photograph(tab, 'call-quality');
  await tab.click('button', 'Close call quality');

  await tab.click('button', 'Settings');
  await person.reads(/Sound cues/);
  await studio.photograph(tab, 'settings');
  await tab.click('button', 'Done');
  await tab.click('button', 'More');
  await tab.click('menuitem', 'Keyboard shortcuts');
  await person.reads(/Microphone on or off/);
  await studio.photograph(tab, 'shortcuts');
  await tab.press('Escape');
}

/** Somebody leaves; somebody else waits to be let in. */
async function comingAndGoing(ana: Sitter, mei: Sitter, noor: Sitter): Promise<void> {
  await mei.person.leaves();
  await studio.photograph(mei.tab, 'left-phone');
  await mei.tab.close();
  await noor.tab.open(addressOf(ROOM));
  await noor.person.seesPreview();
  await noor.tab.fill('Your name', 'Noor');
  await noor.tab.click('button', 'Join now');
  await ana.person.reads(/Noor wants to come in/);
  await studio.photograph(ana.tab, 'waiting');
  await studio.photograph(noor.tab, 'waiting-phone');
  await ana.tab.click('button', 'Deny');
  await noor.tab.close();
}

/** What is pressed in Arabic. */
async function arabic() {
  const read = async (namespace: string) => {
    const file = new URL(`../web/src/language/locales/ar/${namespace}.json`, import.meta.url);
    const words: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
    return (key: string) => String(words[key]);
  };
  const [lobby, inCall, chat] = await Promise.all([read('lobby'), read('call'), read('chat')]);
  return { join: lobby('joinNow'), chat: inCall('chat'), message: chat('message') };
}

/** The same in a language that runs the other way, by night. */
async function inArabic(ana: Sitter, ben: Sitter): Promise<void> {
  await ana.tab.click('button', 'People');
  await ana.tab.click('button', 'Host controls');
  await ana.tab.click('switch', 'Waiting room');
  await ana.tab.click('button', 'Done');
  const words = await arabic();
  const salmas = await studio.browserOf('سلمى', 'ar');
  const { tab, person } = await salmas({ viewport: WIDE, dark: true });
  await tab.open(addressOf(ROOM));
  await person.seesPreview();
  await tab.page.getByRole('textbox').first().fill('سلمى');
  await tab.click('button', words.join);
  for (const one of [ana, ben]) await person.seesMoving(one.person);
  await tab.click('button', words.chat);
  await tab.fill(words.message, 'صباح الخير! من يكتب الملاحظات؟');
  await tab.press('Enter');
  await ben.person.writes('أنا أكتبها.');
  await person.reads(/أنا أكتبها/);
  await studio.photograph(tab, 'call-arabic');
}
