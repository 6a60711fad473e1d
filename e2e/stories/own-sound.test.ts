import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';
import { keepPeers, soundFormats } from '../support/traffic.js';
import { until } from '../support/until.js';

let server: TestServer;
let first: ChromiumBrowser;
let second: ChromiumBrowser;
let fox: Browser;

beforeAll(async () => {
  [server, first, second, fox] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
    startFirefox(FAY),
  ]);
});

afterAll(async () => {
  await Promise.all([first.close(), second.close(), fox.close()]);
  await server.stop();
});

/** Changes something in the settings. */
async function setting(person: Person, change: () => Promise<void>): Promise<void> {
  await person.tab.click('button', 'Settings');
  await change();
  await person.tab.click('button', 'Done');
}

/** Whether the page has fetched the noise suppression. */
function hasFetched(person: Person): Promise<boolean> {
  return person.tab.run(
    () => performance.getEntriesByType('resource').some(({ name }) => name.includes('rnnoise')),
    null,
  );
}

it('strong noise suppression comes when it is chosen, and stays through mute and another microphone', async () => {
  const ana = await Person.in(first, 'Ana', ANA);
  const ben = await Person.in(second, 'Ben', BEN);
  await ana.joins(`${server.url}/r/strong`);
  await ben.joins(`${server.url}/r/strong`);
  await ben.hears(ana);
  expect(await hasFetched(ana)).toBe(false);

  await setting(ana, () => ana.tab.select('Noise suppression', 'Strong'));
  await until('Ana has the noise suppression', async () => ((await hasFetched(ana)) ? true : null));
  await ben.hears(ana);
  expect(await ana.words()).not.toMatch(/does not run/);

  await ana.switches('Microphone', false);
  await ben.hearsNothingOf(ana);
  await setting(ana, () => ana.tab.select('Microphone', 'Fake Audio Input 2'));
  await ben.tileSays('Ana', /Microphone off/);
  await ben.hearsNothingOf(ana);
  await ana.switches('Microphone', true);
  await ben.hears(ana);
  await Promise.all([ana.tab.close(), ben.tab.close()]);
});

it.each([
  ['through the media server', 'off'],
  ['directly', 'on'],
])(
  'original sound goes %s in stereo with its rests, and a voice again when it is switched off',
  async (_, direct) => {
    const other = await TestServer.start({ DIRECT: direct, STEP_DOWN_DELAY: '1' });
    const tab = await first.tab();
    await tab.prepare(keepPeers, null);
    const ana = Person.at(tab, 'Ana', ANA);
    const listening = await second.tab();
    await listening.prepare(keepPeers, null);
    const ben = Person.at(listening, 'Ben', BEN);
    await ana.joins(`${other.url}/r/original`);
    await ben.joins(`${other.url}/r/original`);
    await ben.hears(ana);
    if (direct === 'on') await ana.isOnRung('direct');
    let formats: string[] = [];
    const sent = (words: string, format: RegExp) =>
      until(
        () => `Ana sends ${words}, not ${formats.join(' and ')}`,
        async () => {
          formats = await ana.tab.run(soundFormats, 'outbound');
          return formats.length > 0 && formats.every((each) => format.test(each)) ? true : null;
        },
      );
    await sent('a voice', /^(?!.*stereo=1).*usedtx=1/);

    await setting(ana, () => ana.tab.click('switch', 'Original sound'));
    await sent('music', /^(?!.*usedtx=1).*stereo=1/);
    await ben.hears(ana);
    await until('Ben hears it in stereo', async () => {
      const played = await ben.tab.run(soundFormats, 'inbound');
      return played.some((each) => /(^|;)stereo=1/.test(each)) ? true : null;
    });
    await setting(ana, () => ana.tab.click('switch', 'Original sound'));
    await sent('a voice', /^(?!.*stereo=1).*usedtx=1/);
    await ben.hears(ana);
    await Promise.all([tab.close(), listening.close()]);
    await other.stop();
  },
);

it('in Firefox too, which says so where it has no sound card to run it by; the voice goes on', async () => {
  const fay = await Person.in(fox, 'Fay', FAY);
  const ben = await Person.in(second, 'Ben', BEN);
  await fay.joins(`${server.url}/r/fox`);
  await ben.joins(`${server.url}/r/fox`);
  await ben.hears(fay);
  await fay.tab.click('button', 'Settings');
  const runs = await fay.tab.run(contextRuns, null);
  await fay.tab.select('Noise suppression', 'Strong');
  if (!runs) await fay.reads(/Strong does not run in this browser now\. Standard is used in its place\./);
  await ben.hears(fay);
  await fay.tab.click('switch', 'Original sound');
  await fay.tab.click('button', 'Done');
  await ben.hears(fay);
});

/** Whether this page can work with sound; runs in the page. */
async function contextRuns(): Promise<boolean> {
  const context = new AudioContext();
  const runs = context.resume().then(() => true);
  const waits = new Promise<boolean>((resolve) => void setTimeout(() => resolve(false), 1_000));
  const result = await Promise.race([runs, waits]);
  await context.close();
  return result;
}
