import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { keepMostContrast, mostContrast, scenery, type Scenery } from '../support/scenery.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';
import { until } from '../support/until.js';

/** A wall of small squares, and nobody before it: all of the picture is background. */
const WALL = { ...ANA, empty: true };
/** A wall of squares has more contrast than this in every picture of it, a blurred one never as much. */
const SHARP = 35;
const SOFT = 20;

let server: TestServer;
let relayed: TestServer;
let chromium: ChromiumBrowser;
let other: ChromiumBrowser;

beforeAll(async () => {
  [server, relayed, chromium, other] = await Promise.all([
    TestServer.start(),
    TestServer.start({ DIRECT: 'off' }),
    startChromium({ looks: WALL }),
    startChromium({ looks: BEN }),
  ]);
});

afterAll(async () => {
  await Promise.all([chromium.close(), other.close()]);
  await Promise.all([server.stop(), relayed.stop()]);
});

const isSharp = ({ contrast }: Scenery) => contrast > SHARP;
const isSoft = ({ contrast }: Scenery) => contrast < SOFT;
/** The picture "Sea": the sky above, the sand below. The wall is red everywhere. */
const isSea = ({ blueAbove, blueBelow }: Scenery) => blueAbove > 30 && blueBelow < -20;

async function sees(person: Person, of: Person | null, what: string, fits: (seen: Scenery) => boolean) {
  let last: Scenery | null = null;
  await until(
    async () =>
      `${person.name} sees ${of?.name ?? 'oneself'} ${what}; last: ${JSON.stringify(last)}; reads: ${await person.words()}`,
    async () => {
      last = await person.tab.run(scenery, of?.name ?? null);
      return last !== null && fits(last) ? true : null;
    },
  );
}

/** Chooses a background in the settings. */
async function chooses(person: Person, background: string): Promise<void> {
  await person.tab.click('button', 'Settings');
  await person.tab.click('radio', background);
  await person.tab.click('button', 'Done');
}

async function meet(url: string): Promise<{ ana: Person; ben: Person; tab: ChromiumTab }> {
  const [tab, bens] = await Promise.all([chromium.tab(), other.tab()]);
  await bens.prepare(keepMostContrast, 'Ana');
  const [ana, ben] = [Person.at(tab, 'Ana', WALL), Person.at(bens, 'Ben', BEN)];
  await ben.joins(url);
  return { ana, ben, tab };
}

describe.each(['direct', 'room'] as const)('on the rung %s', (rung) => {
  it('what is behind somebody is blurred from the first picture on, and changed without a new track', async () => {
    const url = `${(rung === 'direct' ? server : relayed).url}/r/background`;
    const { ana, ben, tab } = await meet(url);
    await tab.open(url);
    await ana.seesPreview();
    await sees(ana, null, 'as they are', isSharp);
    await chooses(ana, 'Blur');
    await sees(ana, null, 'blurred', isSoft);
    await ana.entersAs('Ana');
    await Promise.all([ana.isOnRung(rung), ben.isOnRung(rung)]);
    await sees(ben, ana, 'blurred', isSoft);
    await ben.seesMoving(ana);
    // From the first on: what a wall of squares would have had in any picture of it.
    expect(await ben.tab.run(mostContrast, null)).toBeLessThan(SHARP);

    const track = await ben.trackOf(ana);
    await chooses(ana, 'Sea');
    await sees(ben, ana, 'at the sea', isSea);
    await chooses(ana, 'None');
    await sees(ben, ana, 'as they are', isSharp);
    expect(await ben.tab.run(mostContrast, null)).toBeGreaterThan(SHARP);
    await chooses(ana, 'Slight blur');
    await chooses(ana, 'Blur');
    await sees(ben, ana, 'blurred again', isSoft);
    expect(await ben.trackOf(ana)).toBe(track);

    // The camera goes off and on with it, and the choice is remembered.
    await ana.switches('Camera', false);
    await ben.seesNoPictureOf('Ana');
    await ana.switches('Camera', true);
    await sees(ben, ana, 'blurred after a rest', isSoft);
    await tab.reload();
    await sees(ana, null, 'blurred after a reload', isSoft);
    await Promise.all([tab.close(), ben.tab.close()]);
  });
});

it('a picture of one’s own is kept by the browser, and what is none is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hangouts-background-'));
  const [tab, blue] = [await chromium.tab(), await chromium.tab()];
  const ana = Person.at(tab, 'Ana', WALL);
  const [picture, text] = [join(folder, 'blue.png'), join(folder, 'text.txt')];
  await blue.page.setContent('<body style="background: blue">');
  await Promise.all([blue.screenshot(picture), writeFile(text, 'no picture')]);
  const isBlue = ({ blueAbove, blueBelow }: Scenery) => blueAbove > 150 && blueBelow > 150;

  await tab.open(`${server.url}/r/background-own`);
  await ana.seesPreview();
  await tab.click('button', 'Settings');
  await tab.choose([text], 'Add a picture of yours');
  await ana.reads(/This file is no picture/u);
  await sees(ana, null, 'as they are', isSharp);
  await tab.choose([picture], 'Add a picture of yours');
  await sees(ana, null, 'in the blue', isBlue);
  await tab.reload();
  await sees(ana, null, 'in the blue after a reload', isBlue);
  await tab.click('button', 'Settings');
  await tab.click('button', 'Remove your picture');
  await tab.click('button', 'Done');
  await sees(ana, null, 'blurred', (seen) => isSoft(seen) && !isBlue(seen));
  await Promise.all([tab.close(), blue.close(), rm(folder, { recursive: true })]);
});

describe('where it cannot be done', () => {
  it('the camera is off in the lobby, with the reason', async () => {
    const tab = await chromium.tab();
    const ana = Person.at(tab, 'Ana', WALL);
    await tab.page.route('**/*.tflite', (route) => route.abort());
    await tab.open(`${server.url}/r/background-lobby`);
    await ana.seesPreview();
    await chooses(ana, 'Blur');
    await ana.reads(/Your camera is off: the background could not be changed/u);
    expect(await ana.isOn('Camera')).toBe(false);
    await tab.close();
  });

  it('and in the call, where nobody sees what was to be hidden until it is switched on by hand', async () => {
    const url = `${server.url}/r/background-call`;
    const { ana, ben, tab } = await meet(url);
    await tab.page.route('**/*.tflite', (route) => route.abort());
    await tab.open(url);
    await ana.switches('Camera', false);
    await chooses(ana, 'Sea');
    await ana.switches('Camera', true);
    await ana.entersAs('Ana');
    await ana.reads(/Your camera is off: the background could not be changed/u);
    await ben.seesNoPictureOf('Ana');
    expect(await ana.isOn('Camera')).toBe(false);
    expect(await ben.tab.run(mostContrast, null)).toBeLessThan(SHARP);
    await ana.switches('Camera', true);
    await sees(ben, ana, 'as they are', isSharp);
    await Promise.all([tab.close(), ben.tab.close()]);
  });

  it('and where the device is too slow', async () => {
    const url = `${server.url}/r/background-slow`;
    const { ana, ben, tab } = await meet(url);
    // A device that takes a quarter of a second for each picture: the worker is told so before its own code.
    await tab.page.route('**/assets/worker-*.js', async (route) => {
      const answer = await route.fetch();
      const slow = `{const {prototype}=OffscreenCanvasRenderingContext2D;const read=prototype.getImageData;
        prototype.getImageData=function(...all){const end=performance.now()+250;while(performance.now()<end);return read.apply(this,all);};}\n`;
      await route.fulfill({ response: answer, body: slow + (await answer.text()) });
    });
    await tab.open(url);
    await chooses(ana, 'Blur');
    await ana.entersAs('Ana');
    await sees(ben, ana, 'blurred', isSoft);
    await ana.reads(/Your camera is off: this device is too slow to change the background/u);
    await ben.seesNoPictureOf('Ana');
    expect(await ben.tab.run(mostContrast, null)).toBeLessThan(SHARP);
    await Promise.all([tab.close(), ben.tab.close()]);
  });
});

it('works in Firefox too', async () => {
  const firefox: Browser = await startFirefox(FAY);
  const url = `${relayed.url}/r/background-firefox`;
  const ben = await Person.in(other, 'Ben', BEN);
  const fay = await Person.in(firefox, 'Fay', FAY);
  await ben.joins(url);
  await fay.tab.open(url);
  await fay.seesPreview();
  await chooses(fay, 'Sea');
  await sees(fay, null, 'at the sea', isSea);
  await fay.entersAs('Fay');
  await sees(ben, fay, 'at the sea', isSea);
  await chooses(fay, 'None');
  await sees(ben, fay, 'as they are', (seen) => !isSea(seen));
  await ben.tab.close();
  await firefox.close();
});
