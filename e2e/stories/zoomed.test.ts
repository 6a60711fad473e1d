import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Keyboard } from '../support/keyboard.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let chromium: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

/** Nothing has to be scrolled to the side, and no words are cut off at the window's edge (WCAG 2.2: 1.4.10). */
async function fits({ page }: ChromiumTab): Promise<void> {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const buttons = [...document.querySelectorAll<HTMLElement>('button, a, input, select, textarea, h1, h2')];
    const cut = buttons.filter((element) => {
      if (element.closest('.said') || !element.checkVisibility({ visibilityProperty: true })) return false;
      const { left, right } = element.getBoundingClientRect();
      return right > left && (left < -1 || right > innerWidth + 1) && !element.closest('nav');
    });
    const names = cut.map((element) => element.getAttribute('aria-label') ?? element.textContent);
    return { aside: Math.max(0, scrollWidth - clientWidth), names };
  });
  expect(beyond).toEqual({ aside: 0, names: [] });
}

// A window is half as wide in the page's pixels where everything is twice as large.
describe.each([
  { how: 'a laptop at 200 %', viewport: { width: 640, height: 360 }, text: 1 },
  { how: 'a wide screen at 400 %', viewport: { width: 320, height: 256 }, text: 1 },
  { how: 'a phone on its side', viewport: { width: 740, height: 340 }, text: 1 },
  { how: 'a phone with large letters', viewport: { width: 390, height: 844 }, text: 2 },
])('on $how', ({ viewport, text }) => {
  it('everything fits, is reached, and can be seen when it is', async () => {
    const tab = await chromium.tab(viewport);
    // As the browser's own setting for letters does.
    if (text !== 1) {
      await tab.prepare(
        (size) => {
          const enlarge = () => document.documentElement?.style.setProperty('font-size', size);
          new MutationObserver(enlarge).observe(document, { childList: true });
        },
        `${text * 100}%`,
      );
    }
    const ana = Person.at(tab, 'Ana', ANA);
    const keys = new Keyboard(tab);
    await tab.open(server.url);
    await ana.reads(/Start a hangout/);
    await fits(tab);
    await keys.goTo('textbox', 'Name or link of a hangout');
    await keys.types(`size-${viewport.width}-${viewport.height}`);
    await keys.press('Enter');
    await ana.reads(/You are the first/);
    await fits(tab);
    await keys.goTo('textbox', 'Your name');
    await keys.types('Ana');
    await keys.goTo('button', 'Camera');
    await keys.uses('button', 'Join now');
    await ana.isInCall();
    await fits(tab);
    for (const name of ['Microphone', 'Camera', 'Raise hand', 'Reactions', 'More', 'Settings', 'Leave']) {
      await keys.goTo('button', name);
    }
    await keys.uses('button', 'Chat');
    await keys.goTo('textbox', 'Message');
    await keys.types('It fits');
    await keys.press('Enter');
    await ana.reads(/It fits/);
    await fits(tab);
    await keys.uses('button', 'Close chat');
    await keys.uses('button', 'People');
    await keys.goTo('button', 'Host controls');
    await fits(tab);
    await keys.press('Enter');
    await ana.reads(/Everybody may/);
    await fits(tab);
    await keys.press('Escape');
    await keys.uses('button', 'Close people');
    await keys.uses('button', 'Settings');
    await keys.goTo('switch', 'Sound cues');
    await fits(tab);
    await keys.press('Escape');
    await keys.uses('button', 'Leave');
    await ana.reads(/You left the hangout/);
    await fits(tab);
    await tab.close();
  });
});
