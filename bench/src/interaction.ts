/**
 * How long the page of somebody in a room of 25 takes from what they press to the next paint, with a chat of 10,000
 * messages: they open and close panels and menus, write, react, raise their hand, go through the chat. And how long it takes
 * from frame to frame while they scroll through the chat. Beside it, in the same browser at the same time, a page with
 * nothing but a button, a field and as many lines. The others are bots, some of whom send video and all of whom hear each
 * other. `--rounds N` (12), `--bots N` (24), `--sending N` (6), `--messages N` (10000).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startBots } from './bots/bots.js';
import { fillChat } from './chat/fill.js';
import { bar, measure, report, table } from './figures/report.js';
import { inOwnNetwork } from './machine/own-network.js';
import { startOurs } from './machine/servers.js';
import { scrollThrough } from './visits/scrolling.js';
import { ACTIONS, loadWholeChat, type Action } from './visits/using.js';
import { blankPage, browserVersion, enterLobby, startVisitors } from './visits/visits.js';

/** Of all interactions' 95th percentile, in milliseconds. */
const LIMIT = 100;
/** Of all times between two frames while the chat is scrolled, the 95th percentile: what looks smooth still. Milliseconds. */
const FRAME_LIMIT = 50;
/** Frames that are scrolled in a round. */
const FRAMES = 120;
/** What the browser does not tell of took no longer than this, in milliseconds. */
const SHORTEST = 16;
/** From an interaction until the browser has told of it, and from the last who joined until the first one. */
const TOLD = 250;
const SETTLE = 5_000;
const ROOM = 'busy';
/** What each bot is shown, in physical pixels. */
const BOT_PAGE = { tiles: 2, width: 320, height: 180 };

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '12' },
    bots: { type: 'string', default: '24' },
    sending: { type: 'string', default: '6' },
    messages: { type: 'string', default: '10000' },
  },
});

await inOwnNetwork(async () => {
  const server = await startOurs({ settings: { ROOM_LIMIT: '1000' } });
  const [visitors, bots] = await Promise.all([
    startVisitors({ scripts: ['clock', 'interactions'] }),
    startBots(),
  ]);
  const seat = { server: 'hangouts', url: `http://localhost:${server.port}`, room: ROOM } as const;
  for (let guest = 1; guest <= Number(values.bots); guest += 1) {
    const layers = guest <= Number(values.sending) ? 3 : 0;
    const bot = await bots.join({ ...seat, name: `Guest ${guest}`, layers, microphone: true });
    await bot.look({ first: guest, ...BOT_PAGE });
  }
  await fillChat({ port: server.port, room: ROOM, messages: Number(values.messages) });

  const page = await blankPage(visitors);
  await enterLobby(page, `${seat.url}/r/${ROOM}`, 'Ana');
  await page.getByRole('button', { name: 'Join now' }).click();
  await page.getByRole('toolbar', { name: 'Call controls' }).waitFor();
  await loadWholeChat(page);
  const empty = await emptyPage(await blankPage(visitors), Number(values.messages));
  await delay(SETTLE);

  const found = new Map<string, number[]>();
  const floor: number[] = [];
  const frames = { floor: [] as number[], ours: [] as number[] };
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [name, action] of Object.entries(ACTIONS)) {
      found.set(name, [...(found.get(name) ?? []), ...(await timesOf(page, action))]);
      floor.push(...(await timesOf(empty, pressAndType)));
    }
    frames.ours.push(...(await scrollThrough(page, '[role=log]', FRAMES)));
    frames.floor.push(...(await scrollThrough(empty, 'ol', FRAMES)));
    process.stdout.write('.');
  }
  const chromium = await browserVersion(visitors);
  await Promise.all([visitors.browser.close(), bots.stop()]);
  await server.stop();

  process.stdout.write(
    `\n${table([
      ['to the next paint, ms', 'median', '95 %', 'most', 'times'],
      ...[
        ...found,
        ['the empty page', floor] as const,
        ['from frame to frame, scrolling the chat', frames.ours] as const,
        ['the same lines in the empty page', frames.floor] as const,
      ].map(([name, times]) => [
        name,
        ...[0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(0)),
        String(times.length),
      ]),
    ])}\n`,
  );
  const all = [...found.values()].flat();
  await report({
    name: 'interaction',
    measures: [
      measure('to the next paint, median', 'ms', [quantile(floor, 0.5)], [quantile(all, 0.5)]),
      measure('to the next paint, 95th percentile', 'ms', [quantile(floor, 0.95)], [quantile(all, 0.95)]),
      measure(
        'from frame to frame while the chat is scrolled, 95th percentile',
        'ms',
        [quantile(frames.floor, 0.95)],
        [quantile(frames.ours, 0.95)],
      ),
    ],
    bars: [
      bar('from an interaction to the next paint, 95th percentile', 'ms', quantile(all, 0.95), LIMIT),
      bar('from frame to frame, scrolling, 95th percentile', 'ms', quantile(frames.ours, 0.95), FRAME_LIMIT),
    ],
    notes: {
      chromium,
      people: Number(values.bots) + 1,
      sendingVideo: Number(values.sending),
      messages: Number(values.messages),
      actions: [...found].map(([name, times]) => ({
        name,
        times: times.length,
        median: quantile(times, 0.5),
        percentile95: quantile(times, 0.95),
        most: quantile(times, 1),
      })),
    },
  });
});

/** Does something in a page; gives how long each of its interactions took. */
async function timesOf(page: Page, action: Action): Promise<number[]> {
  const before = await page.evaluate(() => window.hangoutsInteractions());
  await action(page);
  await delay(TOLD);
  const after = await page.evaluate(() => window.hangoutsInteractions());
  const long = after.long.slice(before.long.length);
  const short = Math.max(0, after.count - before.count - long.length);
  return [...long, ...Array.from({ length: short }, () => SHORTEST)];
}

/** A page with nothing but a button that shows something, a field, and lines to scroll. */
async function emptyPage(page: Page, lines: number): Promise<Page> {
  const html =
    '<button>Press</button><input aria-label="Write"><p hidden>Pressed</p><ol style="height: 300px; overflow: auto">';
  await page.goto(`data:text/html,${encodeURIComponent(html)}`);
  await page.evaluate((count) => {
    const list = document.querySelector('ol');
    for (let line = 1; line <= count; line += 1) {
      list?.append(Object.assign(document.createElement('li'), { textContent: `Message ${line} of many` }));
    }
    const said = document.querySelector('p');
    document.querySelector('button')?.addEventListener('click', () => said?.toggleAttribute('hidden'));
  }, lines);
  return page;
}

async function pressAndType(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Press' }).click();
  await page.getByRole('textbox', { name: 'Write' }).press('a');
}

function quantile(readings: readonly number[], share: number): number {
  const sorted = readings.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
