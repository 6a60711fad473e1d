/** What axe says of a call in the states that the others, a host, the devices and the line make. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { Caller, type SeatedWithMedia } from '../support/caller.js';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { isClean } from '../support/faults.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { putRecogniser } from '../support/speech.js';
import { microphone, picture } from '../support/tracks.js';
import { Wire } from '../support/wire.js';

/** A microphone that is switched on and gives nothing. */
const SILENT = { ...ANA, tone: 0 };
const ALL = { microphone: true, camera: true, screen: true, chat: true };
const NOTHING = { microphone: false, camera: false, screen: false, chat: false };

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
let wire: Wire;
let ana: Person;
/** The host at first, who shares a screen, speaks and decides. */
let hana: SeatedWithMedia;
let ben: SeatedWithMedia;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: SILENT })]);
  hana = await Caller.withMedia(server.url, 'stage', 'Hana');
  await hana.caller.get('media:produce', microphone(11));
  ben = await Caller.withMedia(server.url, 'stage', 'Ben');
  await ben.caller.get('media:produce', picture('camera', 21));
  tab = await chromium.tab({ width: 1_280, height: 800 });
  await tab.page.emulateMedia({ reducedMotion: 'reduce' });
  await tab.prepare(putRecogniser, null);
  wire = await Wire.of(tab);
  ana = Person.at(tab, 'Ana', SILENT);
  await ana.joins(`${server.url}/r/stage`);
  await ana.seesTilesOf('Ana', 'Ben', 'Hana');
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

describe('on the stage', () => {
  it('a microphone that gives nothing', async () => {
    await ana.reads(/Your microphone gives no sound/);
    await isClean(tab, 'the chip of the quality');
    await ana.switches('Microphone', false);
  });

  it('what a host has switched off', async () => {
    await hana.caller.get('room:settings', { allow: NOTHING });
    await ana.buttonSays('Camera', /switched this off for everybody/);
    await isClean(tab, 'refused buttons');
    await hana.caller.get('room:settings', { allow: ALL });
  });

  it('pictures that are weak, saved, away, pinned, and in the spotlight', async () => {
    const participant = ben.joined.you;
    const him = ben.joined.participants.find(({ id }) => id === participant);
    if (him === undefined) throw new Error('Ben is not there');
    wire.tell('participant:changed', { participant: { ...him, weak: true } });
    wire.tell('view:saved', { pictures: [{ participant, source: 'camera' }] });
    await ana.tileSays('Ben', /Not shown, to save data[^]*Weak connection/);
    await isClean(tab, 'a weak line, and data saved');

    const away = await Caller.joined(server.url, 'stage', 'Cem');
    await ana.seesTilesOf('Ana', 'Ben', 'Cem', 'Hana');
    away.caller.loseLine();
    await ana.tileSays('Cem', /Reconnecting…/);
    await isClean(tab, 'somebody who reconnects');
    const back = await Caller.connect(server.url, { page: away.caller.page });
    await back.join('stage', 'Cem', { ticket: away.joined.ticket });
    await back.get('leave', {});
    back.leave();
    await ana.seesTilesOf('Ana', 'Ben', 'Hana');

    await tab.click('button', 'Pin Hana');
    await tab.page.getByRole('button', { name: 'Unpin Hana', exact: true }).waitFor();
    await isClean(tab, 'a pin');
    await tab.click('button', 'Unpin Hana');
    await hana.caller.get('room:spotlight', { participant });
    await ana.tileSays('Ben', /In the spotlight/);
    await isClean(tab, 'the spotlight');
    await hana.caller.get('room:spotlight', { participant: null });
  });

  it('screens', async () => {
    const { producer } = await hana.caller.get('media:produce', picture('screen', 12));
    await ana.reads(/Hana’s screen/);
    await isClean(tab, 'the screen of another');
    await hana.caller.get('media:close', { producer });
    await ana.switches('Share screen', true);
    await ana.reads(/You are sharing this/);
    await isClean(tab, 'one’s own screen');
    await ana.switches('Share screen', false);
  });

  it('what went wrong, and what is about to be dropped', async () => {
    wire.refuse('hand:raise', 'internal');
    await tab.click('button', 'Raise hand');
    await ana.reads(/Something went wrong on the server/);
    await isClean(tab, 'what went wrong');
    wire.refuse('hand:raise', null);
    await tab.run(holdFiles, null);
    await ana.reads(/Drop to attach/);
    await isClean(tab, 'files held over the stage');
    await tab.run(letGo, null);
  });

  it('captions', async () => {
    await tab.click('button', 'More');
    await isClean(tab, 'the menu More');
    await tab.click('menuitemcheckbox', 'Captions');
    await ana.reads(/What others say appears here/);
    await hana.caller.get('caption:say', { line: 1, text: 'Guten Morgen.', language: 'de-DE', final: true });
    await hana.caller.get('caption:say', { line: 2, text: 'Shall we', language: 'en-GB', final: false });
    await ana.reads(/Guten Morgen\.[^]*Shall we/);
    await isClean(tab, 'captions');
    await tab.click('button', 'More');
    await tab.click('menuitemcheckbox', 'Captions');
  });
});

it('menus, the speaker view, pages, and the small window', async () => {
  await tab.click('button', 'Layout');
  await tab.page.getByRole('menuitemradio', { name: 'Speaker' }).waitFor();
  await isClean(tab, 'the menu Layout');
  await tab.click('menuitemradio', 'Speaker');
  await tab.page.getByRole('button', { name: 'Move your picture' }).waitFor();
  await isClean(tab, 'the speaker view');
  await tab.click('button', 'Layout');
  await tab.click('menuitemradio', 'Grid');

  const opened = tab.page.context().waitForEvent('page');
  await tab.click('button', 'Picture in picture');
  const small = await opened;
  await small.getByRole('button', { name: 'Leave' }).waitFor();
  await isClean({ page: small }, 'the small window');
  await isClean(tab, 'the call while there is a small window');
  await tab.click('button', 'Picture in picture');

  const crowd = await Promise.all(
    ['Dee', 'Eli', 'Flo', 'Gus', 'Ida'].map((name) => Caller.joined(server.url, 'stage', name)),
  );
  await tab.page.setViewportSize({ width: 640, height: 420 });
  await ana.reads(/Page 1 of/);
  await isClean(tab, 'pages');
  for (const { caller } of crowd) caller.leave();
  await tab.page.setViewportSize({ width: 1_280, height: 800 });
  await ana.seesTilesOf('Ana', 'Ben', 'Hana');
});

it('the dialogs of the call', async () => {
  await tab.click('button', 'More');
  await tab.click('menuitemcheckbox', 'Caption what I say');
  await ana.reads(/may send the sound of your microphone to its maker/);
  await isClean(tab, 'asking to write down what one says');
  await tab.click('button', 'Cancel');

  await tab.click('button', 'More');
  await tab.click('menuitem', 'Keyboard shortcuts');
  await ana.reads(/Speak while it is held down/);
  await isClean(tab, 'the shortcuts');
  await tab.click('button', 'Change the key for “Open or close the chat”, now C');
  await ana.reads(/Press a key/);
  await isClean(tab, 'a key is asked for');
  await tab.page.keyboard.press('m');
  await ana.reads(/That key cannot be used/);
  await isClean(tab, 'a key that is taken');
  await tab.press('Escape');
  await tab.click('switch', 'Single keys');
  await ana.readsNoMore(/Speak while it is held down/);
  await isClean(tab, 'single keys off');
  await tab.click('switch', 'Single keys');
  await tab.press('Escape');
});

it('what a host sees', async () => {
  const me = await ana.idOf('Ana');
  await hana.caller.get('people:hand-over', { participant: me });
  await hana.caller.get('room:settings', { waitingRoom: true });
  const waiting = [await Caller.connect(server.url), await Caller.connect(server.url)];
  const [dee, eli] = waiting;
  await dee?.refusal('join', { room: 'stage', name: 'Dee', page: dee.page });
  await ana.reads(/Dee wants to come in/);
  await isClean(tab, 'one who waits');
  await eli?.refusal('join', { room: 'stage', name: 'Eli', page: eli.page });
  await ana.reads(/2 people want to come in/);
  await isClean(tab, 'two who wait');
  await tab.click('button', 'Admit all');
  await ana.readsNoMore(/want to come in/);
  for (const one of waiting) one.leave();

  await tab.click('button', 'More');
  await tab.click('menuitem', 'End for everyone');
  await ana.reads(/Everybody leaves at once/);
  await isClean(tab, 'asking to end it for everyone');
  await tab.click('button', 'Cancel');
});

it('a phone on its side', async () => {
  await tab.page.setViewportSize({ width: 740, height: 340 });
  await isClean(tab, 'the call');
  for (const panel of ['Chat', 'People']) {
    await ana.switches(panel, true);
    await tab.page.getByRole('region', { name: panel, exact: true }).waitFor();
    await isClean(tab, panel);
    await ana.switches(panel, false);
  }
  await tab.click('button', 'Settings');
  await ana.reads(/Mirror my picture/);
  await isClean(tab, 'the settings');
  await tab.click('button', 'Done');
  await tab.page.setViewportSize({ width: 1_280, height: 800 });
});

it('a browser that plays no sound before a click', async () => {
  const strict = await chromium.tab();
  // As such a browser answers; for this one it would have to be started anew.
  await strict.prepare(() => {
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  }, null);
  const gus = Person.at(strict, 'Gus', ANA);
  await hana.caller.get('room:settings', { waitingRoom: false });
  await gus.joins(`${server.url}/r/stage?mic=off&cam=off`);
  await gus.reads(/Turn on sound/);
  await isClean(strict, 'sound that waits for a click');
  await strict.close();
});

/** Files that are held over the stage; runs in the page. */
function holdFiles(): void {
  const data = new DataTransfer();
  data.items.add(new File(['soup'], 'soup.txt', { type: 'text/plain' }));
  const target = document.querySelector('[data-participant]');
  target?.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
}

/** They are taken elsewhere; runs in the page. */
function letGo(): void {
  const target = document.querySelector('[data-participant]');
  target?.dispatchEvent(new DragEvent('dragleave', { bubbles: true, relatedTarget: null }));
}
