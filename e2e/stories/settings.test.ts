import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let chromium: ChromiumBrowser;
let other: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium, other] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
  ]);
});

afterAll(async () => {
  await Promise.all([chromium.close(), other.close()]);
  await server.stop();
});

const DAY = 'rgb(250, 247, 243)';
const NIGHT = 'rgb(21, 18, 22)';

/** The colour behind the page, and that of the browser's own bars; runs in the page. */
function colours(): { ground: string; bars: string[] } {
  const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')];
  return {
    ground: getComputedStyle(document.body).backgroundColor,
    bars: metas.filter(({ media }) => matchMedia(media).matches).map(({ content }) => content),
  };
}

async function hasGround({ page }: ChromiumTab, colour: string): Promise<void> {
  await until(`the page is ${colour}`, async () =>
    (await page.evaluate(colours)).ground === colour ? true : null,
  );
}

it('a theme is chosen in the lobby, holds against the system’s, and is there before the page’s own code', async () => {
  const tab = await chromium.tab();
  const ana = Person.at(tab, 'Ana', ANA);
  await tab.open(`${server.url}/r/theme`);
  await hasGround(tab, DAY);
  await tab.click('button', 'Settings');
  await tab.click('button', 'Appearance');
  await tab.click('radio', 'Dark');
  await hasGround(tab, NIGHT);
  expect((await tab.page.evaluate(colours)).bars).toEqual(['#151216']);
  await tab.click('button', 'Done');

  // Nothing else of ours runs: what stands there now is what a person sees first.
  const pagesOwn = /\/assets\/(?!theme-)[^/]*\.js$/;
  await tab.page.route(pagesOwn, (route) => route.abort());
  await tab.reload();
  expect(await tab.page.evaluate(colours)).toEqual({ ground: NIGHT, bars: ['#151216'] });
  await tab.page.unroute(pagesOwn);
  await tab.reload();
  await ana.reads(/You are the first/);
  await hasGround(tab, NIGHT);

  await tab.click('button', 'Settings');
  await tab.click('radio', 'As the system');
  await hasGround(tab, DAY);
  await tab.page.emulateMedia({ colorScheme: 'dark' });
  await hasGround(tab, NIGHT);
  await tab.click('radio', 'Light');
  await hasGround(tab, DAY);
  await tab.close();
});

it('the settings are gone through by keyboard, and open in the lobby as in the call', async () => {
  const tab = await chromium.tab({ width: 390, height: 844 });
  const ana = Person.at(tab, 'Ana', ANA);
  await ana.joins(`${server.url}/r/keys`);
  await tab.click('button', 'Settings');
  const sections = tab.page.getByRole('navigation', { name: 'Sections of the settings' });
  const shortcuts = sections.getByRole('button', { name: 'Shortcuts' });
  await shortcuts.focus();
  await tab.press('Enter');
  const heading = tab.page.getByRole('heading', { name: 'Shortcuts' });
  await until('the section has the focus and is in sight', async () => {
    const focused = await heading.evaluate((element) => element === document.activeElement);
    return focused && (await shortcuts.getAttribute('aria-current')) === 'true' ? true : null;
  });
  await tab.page.keyboard.press('Tab');
  expect(await tab.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
    /^Change the key for “Microphone on or off”/,
  );
  await tab.press('Escape');
  await ana.readsNoMore(/Mirror my picture/);
  await tab.close();
});

it('speakers and microphone are tried by ear', async () => {
  const tab = await chromium.tab();
  const ana = Person.at(tab, 'Ana', ANA);
  await tab.open(`${server.url}/r/try`);
  await ana.seesPreview();
  // The microphone's own tone, over and over: it is seen before anybody speaks to anybody.
  const own = tab.page.getByRole('meter', { name: 'Microphone level' }).first();
  const loudness = () => own.evaluate((meter) => (meter as HTMLMeterElement).value);
  await until('the level of the microphone is seen', async () => ((await loudness()) > 0.1 ? true : null));
  await tab.click('button', 'Microphone');
  await until('a microphone that is off has none', async () =>
    (await own.count()) === 0 || (await loudness()) === 0 ? true : null,
  );
  await tab.click('button', 'Microphone');
  await tab.click('button', 'Settings');
  await tab.page.getByRole('dialog').getByRole('button', { name: 'Test speakers' }).click();
  const levels = await tab.page
    .getByRole('dialog')
    .locator('meter[aria-label="Speaker level"]')
    .elementHandle();
  await until('the bar moves with the sound', async () =>
    (await levels?.evaluate((meter) => (meter as HTMLMeterElement).value > 0.3)) === true ? true : null,
  );
  await ana.reads(/Four notes were played/);
  await tab.click('button', 'Test microphone');
  await ana.reads(/Recording for three seconds/);
  await ana.reads(/This is how the others hear you/);
  await ana.reads(/That was you/);
  await tab.close();
});

it('the mirror turns one’s own picture for oneself alone, and is remembered', async () => {
  const tab = await chromium.tab();
  const ana = Person.at(tab, 'Ana', ANA);
  const ben = await Person.in(other, 'Ben', BEN);
  await ana.joins(`${server.url}/r/mirror`);
  await ben.joins(`${server.url}/r/mirror`);
  await ben.seesMoving(ana);
  const isMirrored = (name: string, page = tab.page) =>
    page.locator(`[data-name="${name}"] video`).evaluate((video) => getComputedStyle(video).transform);
  expect(await isMirrored('Ana')).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  await tab.click('button', 'Settings');
  await tab.click('switch', 'Mirror my picture');
  await tab.click('button', 'Done');
  expect(await isMirrored('Ana')).toBe('none');
  expect(await isMirrored('Ben')).toBe('none');
  await tab.reload();
  await ana.entersAs('Ana');
  await ana.seesMoving(ben);
  expect(await isMirrored('Ana')).toBe('none');
  await Promise.all([tab.close(), ben.tab.close()]);
});
