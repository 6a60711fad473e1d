/** People who visit a room with a real Chromium, the product's page or the floor's alike. */
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { startChromium, type ChromiumBrowser, type ChromiumOptions } from '../../../e2e/support/chromium.js';
import type { Looks } from '../../../e2e/support/media-files.js';

/** How long a page has for what is waited for, in milliseconds. */
const PATIENCE = 20_000;
/** How long a person's finger is on the button, in milliseconds: the time runs from its release. */
const PRESS = 80;
/** Lets the page and the encoder come to rest before the click, in milliseconds. */
const REST = 1_500;

/** A Chromium with a small camera file, and the scripts that run in every page before its own. */
export interface Visitors {
  browser: ChromiumBrowser;
  scripts: readonly string[];
}

export interface VisitorsOptions {
  /** What runs in the pages, by its name in in-page/; `trace` costs time. */
  scripts?: readonly ('clock' | 'frames' | 'interactions' | 'pictures' | 'seen' | 'trace')[];
  browser?: Omit<ChromiumOptions, 'looks'>;
  looks?: Looks;
}

/** Starts the browser. */
export async function startVisitors(options: VisitorsOptions = {}): Promise<Visitors> {
  const [scripts, browser] = await Promise.all([
    Promise.all((options.scripts ?? ['clock']).map(pageScript)),
    startChromium({ ...options.browser, looks: options.looks ?? { hue: 200, tone: 440 } }),
  ]);
  return { browser, scripts };
}

/** Opens a blank page with the clock in it; with the page, its context is to be closed: `closePage`. */
export async function blankPage({ browser, scripts }: Visitors): Promise<Page> {
  const { page } = await browser.tab();
  page.setDefaultTimeout(PATIENCE);
  for (const content of scripts) await page.addInitScript({ content });
  return page;
}

/** The browser's version, as it says itself. */
export async function browserVersion(visitors: Visitors): Promise<string> {
  const page = await blankPage(visitors);
  const version = page.context().browser()?.version() ?? 'unknown';
  await closePage(page);
  return version;
}

/** Closes a page, and all that its visitor's browser kept. */
export async function closePage(page: Page): Promise<void> {
  await page.context().close();
}

/**
 * Opens a room as somebody of this name, and waits until "Join now" can be pressed and the camera is seen; gives the
 * milliseconds from the navigation until it could be.
 */
export async function enterLobby(page: Page, url: string, name: string): Promise<number> {
  await page.goto(`${url}?name=${encodeURIComponent(name)}`);
  const ready = await soon(
    'no "Join now"',
    page.evaluate(() => window.hangoutsClock.ready),
  );
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('video')].some((video) => video.videoWidth > 0 && video.currentTime > 0),
    undefined,
    { polling: 50 },
  );
  return ready;
}

/** Comes to a room to be there before the one who is measured, and sends until the page is closed. */
export async function publisherIn(visitors: Visitors, url: string): Promise<Page> {
  const page = await blankPage(visitors);
  await enterLobby(page, url, 'Ana');
  await page.getByRole('button', { name: 'Join now' }).click();
  // A second more than the encoder needs to send all its layers.
  await delay(2 * REST);
  return page;
}

/** Presses "Join now"; gives the milliseconds from the click to the first remote frame. */
export async function joinTime(page: Page): Promise<number> {
  await delay(REST);
  await page.getByRole('button', { name: 'Join now' }).click({ delay: PRESS });
  const time = page.evaluate(async () => {
    const { clicked, firstFrame } = window.hangoutsClock;
    return (await firstFrame) - (await clicked);
  });
  return soon('no remote frame', time);
}

/** After `joinTime`: the milliseconds from the click to the first frame that came from the other page directly. */
export async function directTime(page: Page): Promise<number> {
  const time = page.evaluate(async () => {
    const { clicked, firstDirectFrame } = window.hangoutsClock;
    return (await firstDirectFrame) - (await clicked);
  });
  return soon('no frame came directly', time);
}

/** Waits no longer than the page has for it; throws an Error with `problem` then. */
async function soon<Value>(problem: string, value: Promise<Value>): Promise<Value> {
  const late = new AbortController();
  const limit = delay(PATIENCE, undefined, { signal: late.signal }).then(() => {
    throw new Error(`${problem} within ${PATIENCE} ms`);
  });
  try {
    return await Promise.race([value, limit]);
  } finally {
    late.abort();
    limit.catch(() => undefined);
  }
}

/** The text of a script in in-page/, as one that runs without modules. */
async function pageScript(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL(`in-page/${name}.ts`, import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`No script ${name}`);
  return file.text;
}
