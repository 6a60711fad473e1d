import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  tab = await chromium.tab();
  ana = Person.at(tab, 'Ana', ANA);
  await ana.joins(`${server.url}/r/keys`);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

beforeEach(() => tab.run(() => (document.activeElement as HTMLElement | null)?.blur(), null));

async function is(name: string, on: boolean): Promise<void> {
  await until(`${name} is ${on ? 'on' : 'off'}`, async () => ((await ana.isOn(name)) === on ? true : null));
}

it('letters do what the buttons do', async () => {
  const keys = tab.page.keyboard;
  await keys.press('m');
  await is('Microphone', false);
  await keys.press('Control+d');
  await is('Microphone', true);
  await keys.press('Control+e');
  await is('Camera', false);
  await keys.press('v');
  await is('Camera', true);
  await keys.press('h');
  await is('Raise hand', true);
  await keys.press('h');
  await is('Raise hand', false);
  await keys.press('p');
  await is('People', true);
  await keys.press('p');
  await is('People', false);
});

it('who clicks goes on by key at once: no button has the focus then', async () => {
  const keys = tab.page.keyboard;
  // The page's heading has no keys of its own: it has the focus where what was clicked is taken away.
  const nothing = () =>
    until('nothing has the focus that has keys of its own', () =>
      tab.run(() => (document.activeElement?.matches('body, h1') ? (true as const) : null), null),
    );
  await tab.click('button', 'Raise hand');
  await is('Raise hand', true);
  await nothing();
  await keys.press('h');
  await is('Raise hand', false);
  await tab.click('button', 'Settings');
  await tab.click('button', 'Done');
  await nothing();
  await tab.click('button', 'More');
  await tab.page.getByRole('menuitem', { name: 'Call quality' }).waitFor();
  await tab.click('button', 'More');
  await nothing();
  await keys.press('v');
  await is('Camera', false);

  // What has it by keyboard keeps the key for itself.
  await keys.press('Tab');
  await keys.press('Shift+Tab');
  await until('the keyboard is where the last click was', () =>
    tab.run(() => (document.activeElement?.matches('button:focus-visible') ? (true as const) : null), null),
  );
  await keys.press('v');
  await keys.press('h');
  expect([await ana.isOn('Camera'), await ana.isOn('Raise hand')]).toEqual([false, false]);
  await ana.switches('Camera', true);
});

it('who is muted speaks while the space bar is held down', async () => {
  await ana.switches('Microphone', false);
  await tab.run(() => (document.activeElement as HTMLElement | null)?.blur(), null);
  await tab.page.keyboard.down(' ');
  await is('Microphone', true);
  await tab.page.keyboard.up(' ');
  await is('Microphone', false);
});

it('who leaves while holding it comes back muted, now and after a reload', async () => {
  await ana.switches('Microphone', false);
  await tab.run(() => (document.activeElement as HTMLElement | null)?.blur(), null);
  await tab.page.keyboard.down(' ');
  await is('Microphone', true);
  await ana.leaves();
  await ana.reads(/You left the hangout/);
  await tab.page.keyboard.up(' ');
  await tab.click('button', 'Rejoin');
  await ana.isInCall();
  expect(await ana.isOn('Microphone')).toBe(false);
  await tab.reload();
  await ana.comesBackIn();
  expect(await ana.isOn('Microphone')).toBe(false);
});

it('what is written does nothing else, nor does a key on a button that has the focus', async () => {
  await ana.switches('Microphone', true);
  await ana.switches('Chat', true);
  await tab.page.getByRole('textbox', { name: 'Message' }).focus();
  await tab.page.keyboard.type('mvhcp? m');
  expect(await tab.page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('mvhcp? m');
  expect([await ana.isOn('Microphone'), await ana.isOn('Chat')]).toEqual([true, true]);
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('m');
  expect(await ana.isOn('Microphone')).toBe(true);
  await tab.click('button', 'Close chat');
});

it('a sheet tells all keys; one is changed, and all are switched off', async () => {
  const keys = tab.page.keyboard;
  await keys.press('?');
  await ana.reads(/Keyboard shortcuts[^]*Speak while it is held down/);
  await tab.click('button', 'Change the key for “Microphone on or off”, now M');
  await keys.press('c');
  await ana.reads(/in use already/);
  // The same key on a Russian keyboard: what is chosen works on both, and reads as what is printed on it.
  await tab.page.getByRole('button', { name: /^Press a key/ }).dispatchEvent('keydown', {
    key: 'л',
    code: 'KeyK',
  });
  await tab.page.getByRole('button', { name: /now K$/ }).waitFor();
  await tab.click('button', 'Done');
  await tab.run(() => (document.activeElement as HTMLElement | null)?.blur(), null);
  await keys.press('k');
  await is('Microphone', false);

  await keys.press('?');
  await tab.click('switch', 'Single keys');
  await tab.click('button', 'Done');
  await tab.run(() => (document.activeElement as HTMLElement | null)?.blur(), null);
  await keys.press('k');
  await keys.press('Control+e');
  await is('Camera', false);
  expect(await ana.isOn('Microphone')).toBe(false);
});
