/** On a phone whatever can be pressed is large enough for a finger. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { PIXEL } from '../support/pixel.js';
import { sendFile } from '../support/sent-files.js';
import { TestServer } from '../support/server.js';
import { COMFORTABLE, smallTargets } from '../support/targets.js';

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  tab = await chromium.tab({ width: 390, height: 844 });
  await tab.fingers();
  ana = Person.at(tab, 'Ana', ANA);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

async function isLarge(state: string): Promise<void> {
  expect.soft(await tab.run(smallTargets, COMFORTABLE), state).toEqual([]);
}

it('on the first page and in its dialogs', async () => {
  await tab.open(server.url);
  await ana.reads(/What you plan stands here/);
  await isLarge('the first page');
  await tab.click('button', 'Plan or set one up');
  await ana.reads(/Who comes in, and what they may do/);
  await isLarge('setting a hangout up');
  await tab.click('radio', 'Later');
  await tab.fill('Title', 'Soup for all');
  await ana.reads(/In your time zone/);
  await isLarge('planning');
  await tab.click('button', 'Create');
  await ana.reads(/Your hangout is planned/);
  await isLarge('a planned hangout');
  await tab.click('button', 'Done');
  await ana.reads(/Your hangouts[^]*Soup for all/);
  await isLarge('hangouts of one’s own');
});

it('in the lobby and its settings', async () => {
  await tab.open(`${server.url}/r/thumb`);
  await ana.reads(/You are the first/);
  await isLarge('the lobby');
  await tab.click('button', 'Settings');
  await ana.reads(/Mirror my picture/);
  await isLarge('the settings');
  await tab.click('button', 'Done');
});

it('in the call, its menus, its panels and its dialogs', async () => {
  await ana.entersAs('Ana');
  await ana.reads(/You are the first one here/);
  await isLarge('alone');
  const hana = await Caller.joined(server.url, 'thumb', 'Hana');
  const ben = await Caller.joined(server.url, 'thumb', 'Ben');
  await ana.seesTilesOf('Ana', 'Hana', 'Ben');
  await isLarge('the call');
  for (const [button, item] of [
    ['Reactions', 'Applause'],
    ['More', 'Keyboard shortcuts'],
  ] as const) {
    await tab.click('button', button);
    await ana.findsNamed('menuitem', item);
    await isLarge(`the menu ${button}`);
    await tab.press('Escape');
  }
  for (const { caller } of [hana, ben]) await caller.get('hand:raise', { raised: true });
  await ana.reads(/raised their hand/);
  await isLarge('what is said in passing');

  await ana.switches('People', true);
  await ana.reads(/Lower all hands/);
  await isLarge('the people');
  await tab.click('button', 'Options for Ben');
  await ana.findsNamed('menuitem', 'Remove');
  await isLarge('what may be done with somebody');
  await tab.press('Escape');
  await tab.click('button', 'Host controls');
  await ana.reads(/Everybody may/);
  await isLarge('host controls');
  await tab.click('switch', 'Waiting room');
  await tab.click('button', 'Done');
  for (const name of ['Cem', 'Dee']) {
    const one = await Caller.connect(server.url);
    await one.refusal('join', { room: 'thumb', name, page: one.page });
  }
  await ana.reads(/Waiting to come in[^]*Cem[^]*Dee/);
  await isLarge('who waits');
  await tab.click('button', 'Close people');
  await ana.reads(/2 people want to come in/);
  await isLarge('who waits, over the stage');
  await tab.click('button', 'Admit all');

  await hana.caller.get('chat:send', { nonce: randomUUID(), text: 'The recipe?' });
  await sendFile(hana, { name: 'soup.txt', content: 'soup' });
  await sendFile(hana, { name: 'pot.png', type: 'image/png', content: Uint8Array.from(PIXEL) });
  await ana.switches('Chat', true);
  await ana.reads(/The recipe\?[^]*soup\.txt/);
  await isLarge('the chat');
  await ana.chooses('Reply', 'The recipe?');
  await ana.reads(/Reply to Hana/);
  await isLarge('answering');
  await tab.click('button', 'Stop replying');
  await tab.click('button', 'Search messages');
  await tab.fill('Search for', 'recipe');
  await ana.findsNamed('list', 'Messages found');
  await isLarge('searching');
  await tab.press('Escape');
  await tab.click('button', 'Close chat');

  await ana.opensCallQuality();
  await isLarge('the quality of the call');
  await tab.click('button', 'Close call quality');
  await ana.leaves();
  await ana.reads(/You left the hangout/);
  await isLarge('after the call');
});
