import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { expressionOf, type Browser } from '../support/tab.js';
import { keepPeers, soundSent } from '../support/traffic.js';
import { until } from '../support/until.js';

let server: TestServer;
let first: ChromiumBrowser;
let second: ChromiumBrowser;
let fox: Browser;

beforeAll(async () => {
  [server, first, second, fox] = await Promise.all([
    TestServer.start({ DIRECT: 'off' }),
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
});

it('original sound is sent in stereo with its rests, and a voice again when it is switched off', async () => {
  const tab = await first.tab();
  await tab.page.addInitScript({ content: expressionOf(keepPeers, null) });
  const ana = Person.at(tab, 'Ana', ANA);
  const ben = await Person.in(second, 'Ben', BEN);
  await ana.joins(`${server.url}/r/original`);
  await ben.joins(`${server.url}/r/original`);
  await ben.hears(ana);
  let formats: string[] = [];
  const sent = (words: string, format: RegExp) =>
    until(
      () => `Ana sends ${words}, not ${formats.join(' and ')}`,
      async () => {
        formats = await ana.tab.run(soundSent, null);
        return formats.length === 1 && format.test(formats[0] ?? '') ? true : null;
      },
    );
  await sent('a voice', /^(?!.*stereo=1).*usedtx=1/);

  await setting(ana, () => ana.tab.click('switch', 'Original sound'));
  await sent('music', /^(?!.*usedtx=1).*stereo=1/);
  await ben.hears(ana);
  await setting(ana, () => ana.tab.click('switch', 'Original sound'));
  await sent('a voice', /^(?!.*stereo=1).*usedtx=1/);
  await ben.hears(ana);
});

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
