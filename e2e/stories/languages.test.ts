import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { faults } from '../support/faults.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let german: ChromiumBrowser;
let english: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  [server, german, english] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA, language: 'de-AT' }),
    startChromium({ looks: BEN }),
  ]);
  tab = await german.tab();
  ana = Person.at(tab, 'Ana', ANA);
  ben = await Person.in(english, 'Ben', BEN);
  await ben.joins(`${server.url}/r/sprachen`);
});

afterAll(async () => {
  await Promise.all([german.close(), english.close()]);
  await server.stop();
});

/** How the document says that it is written. */
function written(): Promise<{ lang: string; dir: string }> {
  return tab.run(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }), null);
}

it('a browser that asks for German gets German', async () => {
  await tab.open(`${server.url}/r/sprachen`);
  await ana.reads(/Ben ist hier/);
  expect(await written()).toEqual({ lang: 'de', dir: 'ltr' });
  await tab.fill('Dein Name', 'Ana');
  await tab.click('button', 'Jetzt beitreten');
  await ana.isInCall();
  await ana.seesMoving(ben);
  await ben.seesMoving(ana);
});

it('Arabic is chosen within the call: the page runs the other way, and the pictures go on', async () => {
  const track = await ana.trackOf(ben);
  await tab.run(() => {
    for (const video of document.querySelectorAll('video')) video.dataset['before'] = 'true';
  }, null);
  await tab.click('button', 'Einstellungen');
  await tab.page.getByRole('combobox', { name: 'Sprache', exact: true }).selectOption('ar');
  await tab.page.getByRole('combobox', { name: 'اللغة', exact: true }).waitFor();
  expect(await written()).toEqual({ lang: 'ar', dir: 'rtl' });
  await tab.page.keyboard.press('Escape');
  await tab.page.getByRole('button', { name: 'مغادرة', exact: true }).waitFor();
  await tab.page.getByRole('button', { name: 'الميكروفون', exact: true }).waitFor();
  // Nothing was made anew, here or at the other end.
  expect(await ana.connection()).toBe('connected');
  expect(await ana.trackOf(ben)).toBe(track);
  expect(
    await tab.run(
      () => [...document.querySelectorAll('video')].every(({ dataset }) => dataset['before'] === 'true'),
      null,
    ),
  ).toBe(true);
  await ana.seesMoving(ben);
  await ben.seesMoving(ana);
  expect(await ben.words()).not.toMatch(/Ana left\./);
});

it('axe finds nothing in Arabic', async () => {
  expect(await faults(tab)).toEqual([]);
  await tab.click('button', 'الأشخاص');
  await tab.page.getByRole('region', { name: 'الأشخاص', exact: true }).waitFor();
  expect(await faults(tab)).toEqual([]);
});

it('the choice is remembered, and English is said again where it is chosen', async () => {
  await tab.open(server.url);
  await ana.reads(/بدء جلسة/);
  expect(await written()).toEqual({ lang: 'ar', dir: 'rtl' });
  expect(await faults(tab)).toEqual([]);
  await tab.page.getByRole('combobox', { name: 'اللغة', exact: true }).selectOption('en');
  await ana.reads(/Start a hangout/);
  expect(await written()).toEqual({ lang: 'en', dir: 'ltr' });
});
