/** A chat of ten thousand messages: read from the end to the beginning, with little of it in the page at any time. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA } from '../support/cast.js';
import { Caller } from '../support/caller.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

const MESSAGES = 10_000;
/** What one writer may send at once, and how many write at the same time. */
const EACH = 50;
const WRITERS = 10;
/** Which of them is looked for. */
const NEEDLE = 17;
/** How many messages may be in the page: what is in sight, and a little around it. */
const DRAWN = 80;

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  // Somebody stays, so that it is one meeting.
  await Caller.joined(server.url, 'library', 'Librarian');
  for (let written = 0; written < MESSAGES; written += EACH * WRITERS) await writeSome(written);
  tab = await chromium.tab();
  ana = Person.at(tab, 'Ana', ANA);
  await ana.joins(`${server.url}/r/library?cam=off&mic=off`);
  await ana.switches('Chat', true);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

/** Messages of one line and of many, by people who leave again. */
async function writeSome(from: number): Promise<void> {
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, (_, index) => Caller.joined(server.url, 'library', `Writer ${index}`)),
  );
  for (let place = 0; place < EACH; place += 1) {
    const sent = writers.map(({ caller }, index) => {
      const number = from + place * WRITERS + index + 1;
      const aside = number === NEEDLE ? ' A needle.' : '';
      const text = `Message ${number} of many.${aside}${' It is a long one.'.repeat(number % 7)}`;
      return caller.get('chat:send', { nonce: randomUUID(), text });
    });
    await Promise.all(sent);
  }
  for (const { caller } of writers) await caller.get('leave', {});
  for (const { caller } of writers) caller.leave();
}

it('begins at the end', async () => {
  await ana.reads(/Message 10000 of many/);
});

it('is scrolled through to the beginning, with a few messages in the page at any time', async () => {
  await tab.run(watchFrames, null);
  const most = await until('the first message is in sight', () => tab.run(scrollUp, null), {
    timeout: 90_000,
  });
  expect(most).toBeLessThan(DRAWN);
  const seen = await tab.run(framesSeen, null);
  process.stdout.write(
    `10,000 messages: ${seen.frames} frames, ${seen.late} of them late, longest task ${seen.longest} ms, ` +
      `heap ${seen.heap} MB, at most ${most} messages drawn\n`,
  );
});

it('stays where its reader is when somebody writes, and says how many came', async () => {
  const place = () =>
    tab.run(() => {
      const log = document.querySelector('[role=log]');
      const first = [...(log?.querySelectorAll('article') ?? [])].find(
        (one) => one.getBoundingClientRect().bottom > (log?.getBoundingClientRect().top ?? 0),
      );
      return first?.getAttribute('data-sequence') ?? '';
    }, null);
  const before = await place();
  const ben = await Caller.joined(server.url, 'library', 'Ben');
  for (const text of ['one more', 'and another']) {
    await ben.caller.get('chat:send', { nonce: randomUUID(), text });
  }
  await ana.reads(/2 new messages/);
  expect(await place()).toBe(before);
  await tab.click('button', '2 new messages');
  await ana.reads(/and another/);
  await ana.readsNoMore(/2 new messages/);
});

it('a message from the beginning is found and gone to', async () => {
  await tab.click('button', 'Search messages');
  await tab.fill('Search for', 'NEEDLE message');
  await ana.findsNamed('list', 'Messages found');
  await tab.run(() => document.querySelector<HTMLElement>('search li button')?.click(), null);
  await until('the message has the focus', () =>
    tab.run(
      (wanted) => (document.activeElement?.textContent?.includes(wanted) ? (true as const) : null),
      `Message ${NEEDLE} of many. A needle.`,
    ),
  );
});

type Watching = typeof globalThis & {
  hangoutsFrames?: { frames: number; late: number; longest: number; most: number };
};

/** Begins to count frames and those that came late; runs in the page. */
function watchFrames(): void {
  const seen = { frames: 0, late: 0, longest: 0, most: 0 };
  (globalThis as Watching).hangoutsFrames = seen;
  let last = performance.now();
  const look = (now: number) => {
    seen.frames += 1;
    if (now - last > 50) seen.late += 1;
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, Math.round(duration));
  }).observe({ type: 'longtask' });
}

/** Scrolls on for a while; gives the most messages that were drawn once the first one is in sight. Runs in the page. */
async function scrollUp(): Promise<number | null> {
  const log = document.querySelector('[role=log]');
  const seen = (globalThis as Watching).hangoutsFrames;
  if (log === null || seen === undefined) return null;
  for (let frame = 0; frame < 30; frame += 1) {
    log.scrollTop = Math.max(0, log.scrollTop - 1_000);
    await new Promise(requestAnimationFrame);
    seen.most = Math.max(seen.most, log.querySelectorAll('article').length);
  }
  const text = log.textContent ?? '';
  return text.includes('Message 1 of many') ? seen.most : null;
}

function framesSeen() {
  const seen = (globalThis as Watching).hangoutsFrames ?? { frames: 0, late: 0, longest: 0 };
  // Chromium's own, and in no standard.
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } };
  return { ...seen, heap: Math.round((memory?.usedJSHeapSize ?? 0) / 1e6) };
}
