/**
 * A room of fifty on this machine, one of them in a real Chromium: of the frames that are sent for the pictures it
 * shows, how many it renders, and how long its page is busy at a stretch. The others are bots who publish three layers
 * and take turns to speak, and each of whom looks at a few of the others. `--bots N` (49), `--seconds N` (60),
 * `--looking N` (4).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startBots, type BotHandle } from './bots/bots.js';
import { bar, report } from './figures/report.js';
import { inOwnNetwork } from './machine/own-network.js';
import { startOurs } from './machine/servers.js';
import type { Seen } from './visits/in-page/seen.js';
import { blankPage, browserVersion, closePage, enterLobby, startVisitors } from './visits/visits.js';

/** Of the frames that came, at least, and of a task in the page, at most in milliseconds. */
const RENDERED_PERCENT = 90;
const LONGEST_TASK = 200;
/** How long somebody speaks before the next one does, and from the last who joined until the looking begins. */
const TURN = 2_000;
const SETTLE = 5_000;
const VOICE_LEVEL = -30;
/** What each bot is shown of each picture, in physical pixels. */
const BOT_TILE = { width: 320, height: 180 };

const { values } = parseArgs({
  options: {
    bots: { type: 'string', default: '49' },
    seconds: { type: 'string', default: '60' },
    looking: { type: 'string', default: '4' },
  },
});

await inOwnNetwork(async () => {
  const server = await startOurs();
  const [visitors, bots] = await Promise.all([startVisitors({ scripts: ['clock', 'seen'] }), startBots()]);
  const url = `http://localhost:${server.port}`;
  const page = await blankPage(visitors);
  await enterLobby(page, `${url}/r/crowd`, 'Ana');
  await page.getByRole('button', { name: 'Join now' }).click();
  await page.getByRole('toolbar', { name: 'Call controls' }).waitFor();
  const before = await seen(page);

  const crowd: BotHandle[] = [];
  for (let guest = 1; guest <= Number(values.bots); guest += 1) {
    const seat = { server: 'hangouts', url, room: 'crowd', name: `Guest ${guest}` } as const;
    const bot = await bots.join({ ...seat, layers: 3, microphone: true });
    await bot.look({ tiles: Number(values.looking), first: guest, ...BOT_TILE });
    crowd.push(bot);
  }
  await delay(SETTLE);

  const start = await seen(page);
  await takeTurns(crowd, Number(values.seconds) * 1_000);
  const end = await seen(page);
  const browser = await browserVersion(visitors);
  await Promise.all([closePage(page).then(() => visitors.browser.close()), bots.stop()]);
  await server.stop();

  const received = end.received - start.received;
  const rendered = (100 * (end.rendered - start.rendered)) / received;
  const packets = end.packets - start.packets;
  const lost = end.lost - start.lost;
  const longest = (from: Seen, to: Seen) => Math.max(0, ...to.longTasks.slice(from.longTasks.length));
  await report({
    name: 'crowd',
    measures: [],
    bars: [
      bar('frames that came and were not rendered', '%', 100 - rendered, 100 - RENDERED_PERCENT),
      bar('longest task while the others come', 'ms', longest(before, start), LONGEST_TASK),
      bar('longest task while they speak', 'ms', longest(start, end), LONGEST_TASK),
    ],
    notes: {
      browser,
      people: crowd.length + 1,
      pictures: end.pictures,
      framesPerSecond: received / Number(values.seconds),
      packetsLostPercent: (100 * lost) / (packets + lost),
    },
  });
});

function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => window.hangoutsSeen());
}

/** Has the bots speak one after the other, for so many milliseconds. */
async function takeTurns(crowd: readonly BotHandle[], milliseconds: number): Promise<void> {
  for (let turn = 0; turn * TURN < milliseconds; turn += 1) {
    // Not in the order of the tiles, so that people from other pages come into sight.
    const speaker = crowd[(turn * 17) % crowd.length];
    await speaker?.speak(VOICE_LEVEL);
    await delay(TURN);
    await speaker?.speak(null);
  }
}
