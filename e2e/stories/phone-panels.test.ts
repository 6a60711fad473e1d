/** A call on a telephone, where a panel covers it and everything is pressed with fingers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { faults } from '../support/faults.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { COMFORTABLE, smallTargets } from '../support/targets.js';
import { until } from '../support/until.js';

const PHONE = { width: 390, height: 844 };

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  tab = await chromium.tab(PHONE);
  ana = Person.at(tab, 'Ana', ANA);
  await ana.joins(`${server.url}/r/door?cam=off&mic=off`);
  await ana.switches('People', true);
  await tab.click('button', 'Host controls');
  await tab.click('switch', 'Waiting room');
  await tab.click('button', 'Done');
  await tab.click('button', 'Close people');
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

/** Somebody who asks to come in. */
async function knocks(name: string): Promise<Person> {
  const person = await Person.in(chromium, name, name === 'Ben' ? BEN : FAY);
  await person.tab.open(`${server.url}/r/door?cam=off&mic=off`);
  await person.tab.fill('Your name', name);
  await person.tab.click('button', 'Join now');
  return person;
}

/** The words stand in a live region that was there before them, and nothing that is inert holds it. */
async function isToldThat(words: string): Promise<void> {
  await until(`it is told that ${words}`, () =>
    tab.run((wanted) => {
      const regions = [...document.querySelectorAll<HTMLElement>('output')];
      const told = regions.find(({ innerText }) => innerText === wanted);
      return told !== undefined && told.closest('[inert]') === null ? (true as const) : null;
    }, words),
  );
}

it('hears and sees over the chat that somebody wants to come in, and lets them', async () => {
  await tab.click('button', 'Chat');
  const ben = await knocks('Ben');
  await isToldThat('Ben wants to come in');
  expect(await faults(tab)).toEqual([]);
  await tab.click('button', 'Admit');
  await ben.isInCall();
});

it('and so over the figures of the call', async () => {
  await tab.click('button', 'Close chat');
  await ana.opensCallQuality();
  const fay = await knocks('Fay');
  await isToldThat('Fay wants to come in');
  await tab.click('button', 'Deny');
  await fay.reads(/You were not let in/);
});

it('what fingers press is large enough: emoji, their kinds and tones, and the keys to change', async () => {
  await tab.fingers();
  await tab.click('button', 'Close call quality');
  await tab.click('button', 'Chat');
  await tab.click('button', 'Emoji');
  await tab.page.getByRole('button', { name: 'grinning face', exact: true }).waitFor();
  expect(await tab.run(smallTargets, COMFORTABLE)).toEqual([]);
  await tab.press('Escape');
  await tab.click('button', 'Close chat');
  await tab.click('button', 'More');
  await tab.click('menuitem', 'Keyboard shortcuts');
  await ana.findsNamed('button', 'Change the key for “Microphone on or off”, now M');
  expect(await tab.run(smallTargets, COMFORTABLE)).toEqual([]);
});
