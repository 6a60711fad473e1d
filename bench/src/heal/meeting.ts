/** Two people in a call, one of them on another device whose line can be tampered with. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { CHROMIUM } from '../../../e2e/support/chromium.js';
import type { PhoneNetwork } from '../../../e2e/support/phone-network.js';
import { blankPage, closePage, enterLobby, startVisitors, type Visitors } from '../visits/visits.js';
import { movesAfter } from './moving.js';

/** A name that is a secure context on plain http, as no address of another machine is. */
const NAME = 'hangouts.localhost';
/** Until the estimates of the line have settled, in milliseconds. */
const SETTLE = 4_000;
/** How often the pages are asked, in milliseconds. */
const INTERVAL = 100;

/** The browsers of both. */
export interface Guests {
  near: Visitors;
  far: Visitors;
  close(): Promise<void>;
}

/** Starts a browser here and one on the other device. */
export async function startGuests(network: PhoneNetwork): Promise<Guests> {
  const flags = [`--host-resolver-rules=MAP ${NAME} ${network.address}`];
  const scripts = ['clock', 'frames'] as const;
  const [near, far] = await Promise.all([
    startVisitors({ scripts, browser: { flags } }),
    startVisitors({ scripts, browser: { flags, executable: await network.on(CHROMIUM) } }),
  ]);
  return {
    near,
    far,
    async close() {
      await Promise.all([near.browser.close(), far.browser.close()]);
    },
  };
}

/** Two people who see each other in a room. */
export class Meeting {
  private constructor(private readonly pages: readonly Page[]) {}

  /** Brings both into a room, and waits until their pictures have moved for a while. */
  static async begin({ near, far }: Guests, port: number, room: string): Promise<Meeting> {
    const pages: Page[] = [];
    for (const [visitors, name] of [
      [near, 'Ana'],
      [far, 'Ben'],
    ] as const) {
      const page = await blankPage(visitors);
      pages.push(page);
      await enterLobby(page, `http://${NAME}:${port}/r/${room}`, name);
      await page.getByRole('button', { name: 'Join now' }).click();
    }
    const meeting = new Meeting(pages);
    if ((await meeting.movesAfter(Date.now(), SETTLE * 5)) === null)
      throw new Error('they do not see each other');
    await delay(SETTLE);
    return meeting;
  }

  /**
   * How long after `since` (milliseconds since the epoch) the pictures of both move; null where they do not within
   * `patience` milliseconds from now.
   */
  async movesAfter(since: number, patience: number): Promise<number | null> {
    const end = performance.now() + patience;
    for (;;) {
      const times = await Promise.all(this.pages.map((page) => timeOf(page, since)));
      const [one, other] = times;
      if (one != null && other != null) return Math.max(one, other);
      if (performance.now() > end) return null;
      await delay(INTERVAL);
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.pages.map(closePage));
  }
}

async function timeOf(page: Page, since: number): Promise<number | null> {
  const frames = await page.evaluate((from) => window.hangoutsFrames.filter((time) => time >= from), since);
  return movesAfter(frames, since);
}
