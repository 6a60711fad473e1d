import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEN, CEM, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

/** More than a file of the chat may have. */
const LARGE = 30_000_000;
const FIELD = 'Files to send directly';

let server: TestServer;
let chromium: ChromiumBrowser;
let firefox: Browser;
let folder: string;
let bensTab: ChromiumTab;
let ben: Person;
let fay: Person;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangouts-direct-'));
  [server, chromium, firefox] = await Promise.all([
    TestServer.start({ STEP_DOWN_DELAY: '1' }),
    startChromium({ looks: BEN }),
    startFirefox(FAY),
  ]);
  bensTab = await chromium.tab();
  ben = Person.at(bensTab, 'Ben', BEN);
  fay = await Person.in(firefox, 'Fay', FAY);
  await ben.joins(`${server.url}/r/files?cam=off`);
  await fay.joins(`${server.url}/r/files?cam=off`);
  await ben.isOnRung('direct');
  await fay.isOnRung('direct');
});

afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close()]);
  await server.stop();
  await rm(folder, { recursive: true });
});

async function file(name: string) {
  const sent = { path: join(folder, name), bytes: randomBytes(LARGE) };
  await writeFile(sent.path, sent.bytes);
  return sent;
}

it('a file larger than the chat takes goes straight to the other, who is asked first', async () => {
  const { path, bytes } = await file('film.bin');
  await fay.switches('Chat', true);
  await fay.reads(/To Ben alone, any size, not kept in the chat/);
  await fay.tab.choose([path], FIELD);
  await fay.reads(/Waiting for Ben to accept/);
  await ben.reads(/film\.bin/);
  const [saved] = await Promise.all([bensTab.saves(), ben.tab.click('button', 'Accept')]);
  expect(saved.equals(bytes)).toBe(true);
  await fay.reads(/Ben has it/);
  // The chat of whoever comes later knows nothing of it.
  await ben.switches('Chat', true);
  await ben.reads(/Nothing written yet/);
});

it('a file that was declined does not come', async () => {
  const { path } = await file('unwanted.bin');
  await ben.tab.choose([path], FIELD);
  await fay.tab.click('button', 'Decline');
  await ben.reads(/Fay declined it/);
});

it('a file waits while there are three, and goes on when the two are alone again', async () => {
  const { path, bytes } = await file('later.bin');
  await fay.tab.choose([path], FIELD);
  await ben.reads(/later\.bin/);
  await ben.reads(/To Fay alone/);
  const cem = await Person.in(chromium, 'Cem', CEM);
  await cem.joins(`${server.url}/r/files?cam=off`);
  await ben.isOnRung('room');
  // The connection stays open for a moment, in which all of it might come.
  await ben.readsNoMore(/To Fay alone/);
  await ben.tab.click('button', 'Accept');
  await ben.reads(/Goes on when the two of you are connected directly again/);
  const saving = bensTab.saves();
  await cem.leaves();
  await ben.isOnRung('direct');
  expect((await saving).equals(bytes)).toBe(true);
});
