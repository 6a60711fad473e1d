/**
 * How much JavaScript a page fetches with a cold cache until "Join now" can be pressed, and until the first
 * remote frame, as compressed on the wire; how long until "Join now"; and how the scripts are served.
 * The product beside the floor; and the product in each of its languages until "Join now" is pressed. `--pairs N` (7).
 */
import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { inOwnNetwork } from './machine/own-network.js';
import { bar, measure, report } from './figures/report.js';
import { checkServing } from './serving/serving.js';
import { floorStarter, startOurs } from './machine/servers.js';
import { median } from './figures/statistics.js';
import {
  blankPage,
  browserVersion,
  closePage,
  enterLobby,
  joinTime,
  publisherIn,
  startVisitors,
  type Visitors,
} from './visits/visits.js';

/** kB of 1000 bytes. */
const UNTIL_JOIN = 220;
const UNTIL_FRAME = 260;
/** A folder for each language that the page speaks. */
const LOCALES = new URL('../../web/src/language/locales/', import.meta.url);
/** How long somebody looks at the lobby before they press "Join now", in milliseconds. */
const LOOK = 3_000;

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '7' } } });

/** One script that a page fetched. */
interface Script {
  url: string;
  /** When it was asked for, in milliseconds since the epoch. */
  at: number;
  /** Bytes on the wire, the answer's headers included. */
  bytes: number;
}

interface Load {
  /** Navigation to "Join now", in milliseconds. */
  ready: number;
  /** Scripts asked for until then, in kB; a script that was only begun counts whole. */
  untilJoin: number;
  /** Scripts asked for until the first remote frame, in kB. */
  untilFrame: number;
  scripts: string[];
}

await inOwnNetwork(async () => {
  const startFloor = await floorStarter();
  const [visitors, floorServer, oursServer] = await Promise.all([startVisitors(), startFloor(), startOurs()]);
  const loads = { floor: [] as Load[], ours: [] as Load[] };
  const origins = { floor: originOf(floorServer.port), ours: originOf(oursServer.port) };
  for (let pair = 0; pair < Number(values.pairs); pair += 1) {
    const order = pair % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const);
    for (const side of order) loads[side].push(await loadOnce(visitors, `${origins[side]}/r/page-${pair}`));
    process.stdout.write('.');
  }
  const languages = await weightsByLanguage(visitors, `${origins.ours}/r/page-languages`);
  const [heaviest, weight] = Object.entries(languages).reduce((a, b) => (b[1] > a[1] ? b : a));
  const scripts = [...new Set(loads.ours.flatMap((load) => load.scripts))];
  const serving = await checkServing(scripts);
  const chromium = await browserVersion(visitors);
  await Promise.all([visitors.browser.close(), floorServer.stop(), oursServer.stop()]);

  const figure = (name: string, unit: string, of: (load: Load) => number) =>
    measure(name, unit, loads.floor.map(of), loads.ours.map(of));
  const kB = (of: (load: Load) => number) => median(loads.ours.map(of));
  await report({
    name: 'page',
    measures: [
      figure('script until "Join now"', 'kB', (load) => load.untilJoin),
      figure('script until the first remote frame', 'kB', (load) => load.untilFrame),
      figure('navigation to "Join now"', 'ms', (load) => load.ready),
    ],
    bars: [
      bar(
        'script until "Join now"',
        'kB',
        kB((load) => load.untilJoin),
        UNTIL_JOIN,
      ),
      bar(
        'script until the first remote frame',
        'kB',
        kB((load) => load.untilFrame),
        UNTIL_FRAME,
      ),
      bar(
        `script until "Join now" is pressed, in the heaviest language (${heaviest})`,
        'kB',
        weight,
        UNTIL_JOIN,
      ),
      bar('scripts without a hash in their name', '', serving.unhashed.length, 0),
      bar('scripts not cached for ever', '', serving.notImmutable.length, 0),
      bar('scripts not served in brotli and gzip', '', serving.uncompressed.length, 0),
    ],
    notes: { chromium, languages, scripts: scripts.map((url) => new URL(url).pathname), serving },
  });
});

function originOf(port: number): string {
  return `http://localhost:${port}`;
}

/** One visit with a cold cache to a room in which somebody is. */
async function loadOnce(visitors: Visitors, url: string): Promise<Load> {
  const publisher = await publisherIn(visitors, url);
  const page = await blankPage(visitors);
  const scripts = await watchScripts(page);
  const ready = await enterLobby(page, url, 'Ben');
  await joinTime(page);
  const { joinAt, frameAt } = await page.evaluate(async () => ({
    joinAt: performance.timeOrigin + (await window.hangoutsClock.ready),
    frameAt: performance.timeOrigin + (await window.hangoutsClock.firstFrame),
  }));
  await closePage(page);
  await closePage(publisher);
  const until = (time: number) =>
    scripts.filter(({ at }) => at <= time).reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
  return {
    ready,
    untilJoin: until(joinAt),
    untilFrame: until(frameAt),
    scripts: scripts.map((script) => script.url),
  };
}

/**
 * How much script the product fetches with a cold cache until "Join now" is pressed in a room in which somebody is, what
 * it fetches of itself meanwhile included: in kB, by language.
 */
async function weightsByLanguage(visitors: Visitors, url: string): Promise<Record<string, number>> {
  const weights: Record<string, number> = {};
  const publisher = await publisherIn(visitors, url);
  for (const language of await readdir(LOCALES)) {
    const speakers = await startVisitors({ browser: { language } });
    const page = await blankPage(speakers);
    const scripts = await watchScripts(page);
    await page.goto(`${url}?name=Ben`);
    await page.locator('form button[type=submit]:enabled').waitFor();
    await delay(LOOK);
    weights[language] = scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
    await speakers.browser.close();
    process.stdout.write('.');
  }
  await closePage(publisher);
  return weights;
}

/** Notes every script that the page fetches from here on. */
async function watchScripts(page: Page): Promise<readonly Script[]> {
  const asked = new Map<string, Script>();
  const found: Script[] = [];
  const protocol = await page.context().newCDPSession(page);
  protocol.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
    asked.set(requestId, { url: request.url, at: wallTime * 1_000, bytes: 0 });
  });
  protocol.on('Network.responseReceived', ({ requestId, response, type }) => {
    const script = asked.get(requestId);
    const isScript = type === 'Script' || /javascript|wasm/.test(response.mimeType);
    if (script !== undefined && isScript && /^https?:/.test(script.url)) found.push(script);
  });
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = asked.get(requestId);
    if (script !== undefined) script.bytes = encodedDataLength;
  });
  await protocol.send('Network.enable');
  await protocol.send('Network.setCacheDisabled', { cacheDisabled: false });
  return found;
}
