/** What is said to a screen reader without being asked for, what is not where one switched it off, and sounds. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { announcements, listenForAnnouncements } from '../support/announcements.js';
import { Caller, type Seated } from '../support/caller.js';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { microphone } from '../support/tracks.js';
import { until } from '../support/until.js';

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;
/** Speaks, reacts and writes. */
let ben: Seated;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  tab = await chromium.tab();
  await tab.prepare(listenForAnnouncements, null);
  ana = Person.at(tab, 'Ana', ANA);
  await ana.joins(`${server.url}/r/said?cam=off&mic=off`);
  const { caller, joined } = await Caller.withMedia(server.url, 'said', 'Ben');
  ben = { caller, joined };
  await caller.get('media:produce', microphone(31));
  await ana.seesTilesOf('Ana', 'Ben');
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

/** Each thing that happens, and how it is read. `mark` tells one time from another. */
const HAPPENINGS: {
  topic: string;
  does(mark: string): Promise<unknown>;
  reads(mark: string): RegExp;
  /** As it is said, where that differs. */
  hears?(mark: string): RegExp;
}[] = [
  {
    topic: 'Announce joins and leaves',
    does: async (mark) => {
      const { caller } = await Caller.joined(server.url, 'said', `Cem ${mark}`);
      await ana.reads(new RegExp(`Cem ${mark} joined\\.`));
      caller.leave();
    },
    reads: (mark) => new RegExp(`Cem ${mark} left\\.`),
  },
  {
    topic: 'Announce raised hands',
    does: async (mark) => {
      const { caller } = await Caller.joined(server.url, 'said', `Dee ${mark}`);
      await caller.get('hand:raise', { raised: true });
      await ana.reads(new RegExp(`Dee ${mark} raised their hand\\.`));
      caller.leave();
    },
    reads: (mark) => new RegExp(`Dee ${mark} raised their hand\\.`),
  },
  {
    topic: 'Announce reactions',
    does: (mark) => ben.caller.get('reaction:send', { reaction: mark === 'aloud' ? '👏' : '🎉' }),
    reads: (mark) => (mark === 'aloud' ? /👏/ : /🎉/),
    hears: (mark) => (mark === 'aloud' ? /Applause\s*Ben/ : /Celebration/),
  },
  {
    topic: 'Announce chat messages',
    does: (mark) => ben.caller.get('chat:send', { nonce: randomUUID(), text: `Soup ${mark}` }),
    reads: (mark) => new RegExp(`Ben: Soup ${mark}`),
  },
  {
    topic: 'Announce captions',
    does: (mark) =>
      ben.caller.get('caption:say', {
        line: mark === 'aloud' ? 1 : 2,
        text: `Salt ${mark}`,
        language: 'en-GB',
        final: true,
      }),
    reads: (mark) => new RegExp(`Salt ${mark}`),
    hears: (mark) => new RegExp(`Ben: Salt ${mark}`),
  },
];

async function said(words: RegExp): Promise<boolean> {
  return (await tab.run(announcements, null)).some((line) => words.test(line));
}

async function isSaid(words: RegExp): Promise<void> {
  await until(`${words} is said`, async () => ((await said(words)) ? true : null));
}

async function switchesAll(): Promise<void> {
  await tab.click('button', 'Settings');
  for (const { topic } of HAPPENINGS) await tab.click('switch', topic);
  await tab.click('button', 'Done');
  await ana.readsNoMore(/Announce joins and leaves/);
}

it('what happens is said politely, in a place that stood there before it', async () => {
  await tab.click('button', 'More');
  await tab.click('menuitemcheckbox', 'Captions');
  await ana.reads(/What others say appears here/);
  for (const { does, reads, hears = reads } of HAPPENINGS) {
    await Promise.all([does('aloud'), ana.reads(reads('aloud'))]);
    await isSaid(hears('aloud'));
  }
  await isSaid(/Cem aloud joined\./);
});

it('what others write is said while the chat is open too', async () => {
  await ana.switches('Chat', true);
  await ana.reads(/Soup aloud/);
  await ben.caller.get('chat:send', { nonce: randomUUID(), text: 'Pepper' });
  await ana.reads(/Pepper/);
  await isSaid(/Ben: Pepper/);
});

it('what is switched off is not said, and is seen all the same', async () => {
  await switchesAll();
  const before = (await tab.run(announcements, null)).length;
  await ben.caller.get('chat:send', { nonce: randomUUID(), text: 'Parsley' });
  await ana.reads(/Parsley/);
  await ana.switches('Chat', false);
  for (const { does, reads } of HAPPENINGS)
    await Promise.all([does('in silence'), ana.reads(reads('in silence'))]);
  // Said after all of it, so that whatever was to be said has been.
  await switchesAll();
  await ben.caller.get('chat:send', { nonce: randomUUID(), text: 'The end' });
  await isSaid(/Ben: The end/);
  const all = (await tab.run(announcements, null)).slice(before);
  // Two came and went meanwhile: how many are here is nothing of the connection that is to be heard.
  expect(all.filter((line) => /in silence|Celebration|Parsley|are here/.test(line))).toEqual([]);
});

it('that sounds are switched off is remembered', async () => {
  await tab.click('button', 'Settings');
  const sounds = tab.page.getByRole('switch', { name: 'Sound cues', exact: true });
  expect(await sounds.isChecked()).toBe(true);
  await sounds.click();
  await tab.click('button', 'Done');
  await tab.reload();
  await ana.comesBackIn();
  await tab.click('button', 'Settings');
  expect(await sounds.isChecked()).toBe(false);
  await tab.click('button', 'Done');
});
