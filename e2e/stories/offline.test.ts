import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { keepsPage } from '../support/kept-page.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let chromium: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA, language: 'de-DE' }),
  ]);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

it('who comes back without a network, or while the server is away, is told which in their language, and goes on', async () => {
  const tab = await chromium.tab({ width: 390, height: 844 });
  const ana = Person.at(tab, 'Ana', ANA);
  await tab.open(server.url);
  await keepsPage(tab);
  await server.kill();
  await tab.open(`${server.url}/r/later`);
  await ana.reads(/Der Server ist nicht erreichbar/);
  await tab.page.context().setOffline(true);
  await ana.reads(/Du bist offline/);
  expect(await tab.page.evaluate(() => [document.documentElement.lang, document.title])).toEqual([
    'de',
    'Du bist offline · Hangouts',
  ]);
  await tab.page.context().setOffline(false);
  await ana.reads(/Der Server ist nicht erreichbar/);
  // Nothing is clicked.
  await server.restart();
  await ana.reads(/later/);
  await tab.fill('Dein Name', 'Ana');
  await tab.click('button', 'Jetzt beitreten');
  await ana.isInCall();
  await tab.close();
});

it('the page can be installed: its manifest is whole, and its pictures are what it says', async () => {
  const tab = await chromium.tab();
  await tab.open(server.url);
  const icons = await tab.page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
    const manifest = (await (await fetch(link?.href ?? '')).json()) as {
      display: string;
      icons: { src: string; sizes: string; purpose: string }[];
    };
    if (manifest.display !== 'standalone') throw new Error(manifest.display);
    return Promise.all(
      manifest.icons.map(async ({ src, sizes, purpose }) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        return {
          sizes,
          purpose,
          is: sizes === 'any' ? 'any' : `${image.naturalWidth}x${image.naturalHeight}`,
        };
      }),
    );
  });
  for (const { sizes, is } of icons) expect(is).toBe(sizes);
  expect(icons.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
  const protocol = await tab.page.context().newCDPSession(tab.page);
  const { installabilityErrors } = await protocol.send('Page.getInstallabilityErrors');
  // A window without a profile of its own cannot install anything.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
  await tab.close();
});
