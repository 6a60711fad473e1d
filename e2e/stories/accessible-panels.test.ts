/** What axe says of the chat, of the people, and of the whole page in Arabic. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { SeatedWithMedia } from '../support/caller.js';
import { Caller } from '../support/caller.js';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { isClean } from '../support/faults.js';
import { Person } from '../support/person.js';
import { PIXEL } from '../support/pixel.js';
import { sendFile } from '../support/sent-files.js';
import { TestServer } from '../support/server.js';
import { CHAT_FILES, fileInput } from '../support/tab.js';
import { Wire } from '../support/wire.js';

let server: TestServer;
let chromium: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

async function visit(name = 'Ana'): Promise<{ tab: ChromiumTab; person: Person }> {
  const tab = await chromium.tab({ width: 1_280, height: 800 });
  await tab.page.emulateMedia({ reducedMotion: 'reduce' });
  return { tab, person: Person.at(tab, name, ANA) };
}

/** A file that somebody chooses. */
function given(name: string, mimeType: string, buffer = Buffer.from('soup')) {
  return { name, mimeType, buffer };
}

describe('the chat', () => {
  let tab: ChromiumTab;
  let ana: Person;
  let wire: Wire;
  let hana: SeatedWithMedia;

  const writes = (text: string) => hana.caller.get('chat:send', { nonce: randomUUID(), text });
  const attach = (...files: ReturnType<typeof given>[]) =>
    tab.page.locator(fileInput(CHAT_FILES)).setInputFiles(files);

  beforeAll(async () => {
    hana = await Caller.withMedia(server.url, 'talk', 'Hana');
    ({ tab, person: ana } = await visit());
    wire = await Wire.of(tab);
    await ana.joins(`${server.url}/r/talk?cam=off&mic=off`);
    await ana.switches('Chat', true);
  });

  afterAll(() => tab.close());

  it('with nothing in it', async () => {
    await ana.reads(/Nothing written yet/);
    await isClean(tab, 'empty');
    await hana.caller.get('room:settings', { history: 'none' });
    await ana.reads(/Who comes later does not/);
    await isClean(tab, 'empty, and nothing is kept');
    await hana.caller.get('room:settings', { history: 'meeting' });
    const allow = { microphone: true, camera: true, screen: true, chat: false };
    await hana.caller.get('room:settings', { allow });
    await ana.reads(/A host has switched off writing here/);
    await isClean(tab, 'writing switched off');
    await hana.caller.get('room:settings', { allow: { ...allow, chat: true } });
  });

  it('while one answers, changes and deletes', async () => {
    await writes('The recipe?');
    await ana.writes('It is on the fridge');
    await ana.reads(/The recipe\?[^]*It is on the fridge/);
    await ana.chooses('Reply', 'The recipe?');
    await ana.reads(/Reply to Hana/);
    await isClean(tab, 'answering');
    await tab.click('button', 'Stop replying');
    await ana.chooses('Edit', 'It is on the fridge');
    await ana.reads(/Edit your message/);
    await isClean(tab, 'changing');
    await tab.click('button', 'Stop editing');
    await tab.page.getByRole('button', { name: 'Actions for the message of Ana' }).click();
    await tab.page.getByRole('menuitem', { name: 'Delete', exact: true }).waitFor();
    await isClean(tab, 'the menu of a message');
    await tab.click('menuitem', 'Delete');
    await ana.reads(/It is gone for everybody/);
    await isClean(tab, 'asking to delete');
    await tab.click('button', 'Delete');
    await ana.reads(/Message deleted/);
    await isClean(tab, 'a deleted message');
  });

  it('with files, and with what was not sent', async () => {
    await sendFile(hana, { name: 'soup.txt', content: 'soup' });
    await sendFile(hana, { name: 'pot.png', type: 'image/png', content: Uint8Array.from(PIXEL) });
    await tab.page.locator('[role=log] img').waitFor();
    await isClean(tab, 'a file and a picture');
    await attach(given('mine.txt', 'text/plain'), given('mine.png', 'image/png', PIXEL));
    await ana.findsNamed('button', 'Remove mine.png');
    await isClean(tab, 'files to be sent');
    wire.hold('file:chunk', true);
    await tab.click('button', 'Send');
    await ana.reads(/mine\.txt\s+0 bytes of 4 bytes/);
    await isClean(tab, 'files on their way');
    wire.hold('file:chunk', false);
    wire.refuse('file:begin', 'files-room-full');
    await attach(given('late.txt', 'text/plain'));
    await ana.findsNamed('button', 'Remove late.txt');
    await tab.click('button', 'Send');
    wire.refuse('chat:send', 'internal');
    await ana.writes('Not for you');
    await ana.reads(/Something went wrong on the server/);
    await isClean(tab, 'what was not sent');
    wire.refuse('file:begin', null);
    wire.refuse('chat:send', null);
    await tab.click('button', 'Discard');
  });

  it('while one searches', async () => {
    await tab.click('button', 'Search messages');
    await tab.fill('Search for', 'nowhere to be found');
    await ana.reads(/Nothing found\./);
    await isClean(tab, 'nothing found');
    await tab.press('Escape');
  });

  it('with what is new', async () => {
    await ana.switches('Chat', false);
    for (let index = 1; index <= 12; index += 1) await writes(`News ${index}`);
    await ana.buttonSays('Chat', /unread messages/);
    await ana.switches('Chat', true);
    await ana.reads(/New messages/);
    await isClean(tab, 'where one had left off');
    await tab.page.getByRole('log', { name: 'Messages' }).evaluate((log) => (log.scrollTop = 0));
    await writes('And one more');
    await tab.page.getByRole('button', { name: /\d+ new messages?$/ }).waitFor();
    await isClean(tab, 'new messages further down');
  });

  it('while all of it is collected to be saved', async () => {
    for (const name of ['Ben', 'Cem']) {
      const { caller } = await Caller.joined(server.url, 'talk', name);
      // As many as one may write at once.
      for (let index = 0; index < 50; index += 1) {
        await caller.get('chat:send', { nonce: randomUUID(), text: `Line ${index}` });
      }
      caller.leave();
    }
    // Who comes now has only the newest, and has to ask for the others.
    await tab.reload();
    await ana.comesBackIn();
    wire.hold('chat:history', true);
    await ana.switches('Chat', true);
    await tab.click('button', 'Save the chat as text');
    await ana.reads(/Collecting: /);
    await isClean(tab, 'collecting');
    wire.hold('chat:history', false);
  });
});

it('files that go directly', async () => {
  const [{ tab, person: ana }, { tab: other, person: ben }] = [await visit('Ana'), await visit('Ben')];
  await ana.joins(`${server.url}/r/files?cam=off&mic=off`);
  await ben.joins(`${server.url}/r/files?cam=off&mic=off`);
  await ana.isOnRung('direct');
  await ben.switches('Chat', true);
  await ben.reads(/To Ana alone/);
  const sends = (name: string) =>
    other.page
      .locator(fileInput('Files to send directly'))
      .setInputFiles([given(name, 'application/octet-stream')]);
  await sends('soup.bin');
  await ana.reads(/From Ben/);
  await ben.reads(/Waiting for Ana to accept/);
  await isClean(tab, 'a file that is offered');
  await isClean(other, 'a file that waits to be accepted');
  await ana.switches('Chat', true);
  await tab.page.getByRole('list', { name: 'Files sent directly' }).waitFor();
  await isClean(tab, 'a file that is offered, in the chat');
  await tab.click('button', 'Accept');
  await ben.reads(/Ana has it/);
  await sends('salt.bin');
  await tab.click('button', 'Decline');
  await ben.reads(/Ana declined it/);
  await isClean(tab, 'a file that came, and one that was declined');
  await isClean(other, 'a file that arrived, and one that was declined');
  await Promise.all([tab.close(), other.close()]);
});

it('the people, as a host sees them', async () => {
  const { tab, person: ana } = await visit();
  await ana.joins(`${server.url}/r/people?cam=off&mic=off`);
  await ana.switches('People', true);
  await tab.click('button', 'Log of host actions');
  await ana.reads(/what hosts and cohosts do to keep order stands here/);
  await isClean(tab, 'an empty log');
  await tab.click('button', 'Done');
  const [ben, cem, dee] = [
    await Caller.joined(server.url, 'people', 'Ben'),
    await Caller.joined(server.url, 'people', 'Cem'),
    await Caller.joined(server.url, 'people', 'Dee'),
  ];
  await ben.caller.get('hand:raise', { raised: true });
  await cem.caller.get('hand:raise', { raised: true });
  dee.caller.loseLine();
  await tab.click('button', 'Options for Cem');
  await tab.click('menuitem', 'Move to the audience');
  await ana.reads(/Lower all hands/);
  await ana.reads(/In the audience/);
  await ana.reads(/reconnecting…/);
  await isClean(tab, 'two hands, an audience, and one who reconnects');
  await tab.click('button', 'Log of host actions');
  await tab.click('button', 'Undo: Ana moved Cem to the audience.');
  await ana.reads(/Undone/);
  await isClean(tab, 'a log with something taken back');
  await tab.click('button', 'Done');

  await tab.click('button', 'Host controls');
  await tab.click('switch', 'Waiting room');
  await tab.fill('Passcode', 'open sesame');
  await tab.click('button', 'Set passcode');
  await ana.reads(/A passcode is set/);
  await isClean(tab, 'host controls with a passcode');
  await tab.click('button', 'Done');
  for (const name of ['Eli', 'Flo']) {
    const one = await Caller.connect(server.url);
    await one.refusal('join', {
      room: 'people',
      name,
      page: one.page,
      passcode: 'open sesame',
    });
  }
  await ana.reads(/Waiting to come in[^]*Eli[^]*Flo/);
  await isClean(tab, 'a waiting list');
  await tab.close();
});

it('in Arabic: lobby, settings, chat, sheet of keys, a plan, and the end', async () => {
  const arabic = await startChromium({ looks: BEN, language: 'ar' });
  try {
    const tab = await arabic.tab({ width: 1_280, height: 800 });
    await tab.page.emulateMedia({ reducedMotion: 'reduce' });
    const ben = Person.at(tab, 'Ben', BEN);
    const dialog = tab.page.getByRole('dialog');
    const hana = await Caller.joined(server.url, 'souk', 'Hana');
    await hana.caller.get('chat:send', {
      nonce: randomUUID(),
      text: 'مرحبا **بكم**, https://example.org/soup',
    });
    await tab.open(server.url);
    await tab.click('button', 'جدولة جلسة أو إعدادها');
    await dialog.waitFor();
    await isClean(tab, 'setting a hangout up');
    await tab.press('Escape');
    await tab.open(`${server.url}/r/souk?name=Ben&cam=off`);
    await ben.reads(/Hana/);
    await isClean(tab, 'the lobby');
    await tab.page.locator('header button').last().click();
    await dialog.waitFor();
    await isClean(tab, 'the settings');
    await tab.press('Escape');
    await tab.page.locator('form button[type=submit]').click();
    await ben.isInCall();
    await tab.run(() => (document.activeElement as HTMLElement | null)?.blur(), null);
    await tab.page.keyboard.press('c');
    await tab.page.getByRole('log').first().waitFor();
    await ben.reads(/مرحبا/);
    await isClean(tab, 'the chat');
    await tab.press('Escape');
    await tab.run(() => (document.activeElement as HTMLElement | null)?.blur(), null);
    await tab.page.keyboard.press('?');
    await dialog.waitFor();
    await isClean(tab, 'the shortcuts');
    await tab.press('Escape');
    await hana.caller.get('room:end', {});
    await ben.readsNoMore(/Hana/);
    await isClean(tab, 'the end');
  } finally {
    await arabic.close();
  }
});
