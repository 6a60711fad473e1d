/** Two people who stay, and a third who comes and goes. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ANA, BEN, CEM } from '../../../e2e/support/cast.js';
import { type Continuity, keepSoundPlain, soundSince, watchSound } from '../../../e2e/support/continuity.js';
import { expressionOf } from '../../../e2e/support/tab.js';
import {
  blankPage,
  closePage,
  enterLobby,
  joinTime,
  startVisitors,
  type Visitors,
} from '../visits/visits.js';
import { longestGap } from './gaps.js';

/** How long a page has for what is waited for, in milliseconds. */
const PATIENCE = 30_000;
/** How long is watched after something has changed, in milliseconds: longer than a link that gives way stays open. */
const AFTERMATH = 4_000;

const RESIDENTS = [
  { name: 'Ana', looks: ANA, other: { name: 'Ben', tone: BEN.tone } },
  { name: 'Ben', looks: BEN, other: { name: 'Ana', tone: ANA.tone } },
] as const;
type Resident = (typeof RESIDENTS)[number];

/** What one saw and heard of the other one meanwhile. Milliseconds. */
export interface Experience {
  frames: number;
  sound: Continuity;
}

export interface Cast {
  residents: readonly Visitors[];
  newcomer: Visitors;
  close(): Promise<void>;
}

/** Starts a browser for each of the three. */
export async function startCast(): Promise<Cast> {
  const scripts = ['clock', 'pictures'] as const;
  const [newcomer, ...residents] = await Promise.all(
    [CEM, ...RESIDENTS.map(({ looks }) => looks)].map((looks) =>
      startVisitors({ scripts, looks: { ...looks, steady: true } }),
    ),
  );
  if (newcomer === undefined) throw new Error('nobody comes');
  return {
    residents,
    newcomer,
    async close() {
      await Promise.all([newcomer, ...residents].map(({ browser }) => browser.close()));
    },
  };
}

/** The two in their room. */
export class Household {
  private constructor(
    private readonly cast: Cast,
    private readonly url: string,
    private readonly pages: readonly { resident: Resident; page: Page }[],
  ) {}

  /** Brings both into a room, and waits until their call has come to rest on this rung. */
  static async settle(cast: Cast, url: string, rung: 'direct' | 'room'): Promise<Household> {
    const pages: { resident: Resident; page: Page }[] = [];
    for (const [index, resident] of RESIDENTS.entries()) {
      const visitors = cast.residents[index];
      if (visitors === undefined) throw new Error('there is no browser for everybody');
      const page = await blankPage(visitors);
      await page.addInitScript({ content: expressionOf(keepSoundPlain, null) });
      await enterLobby(page, url, resident.name);
      await page.getByRole('button', { name: 'Join now' }).click();
      pages.push({ resident, page });
    }
    const household = new Household(cast, url, pages);
    await household.isOnRung(rung);
    await delay(AFTERMATH);
    return household;
  }

  /** What both see and hear of each other while something happens, and for a while after. */
  async experience(change: () => Promise<void>): Promise<Experience[]> {
    const starts = await Promise.all(
      this.pages.map(async ({ page }) => {
        await page.evaluate<void>(expressionOf(watchSound, null));
        return page.evaluate(() => performance.now());
      }),
    );
    await change();
    await delay(AFTERMATH);
    return Promise.all(
      this.pages.map(async ({ page, resident: { other } }, index) => {
        const end = await page.evaluate(() => performance.now());
        const times = await page.evaluate((name) => window.hangoutsPictures[name]?.times ?? [], other.name);
        const [sound] = await page.evaluate<(Continuity | null)[]>(expressionOf(soundSince, [other.tone]));
        if (sound == null) throw new Error(`${other.name} was not heard`);
        return { frames: longestGap(times, starts[index] ?? 0, end), sound };
      }),
    );
  }

  /** Lets a third person into the lobby. */
  async guest(): Promise<Guest> {
    const page = await blankPage(this.cast.newcomer);
    await enterLobby(page, this.url, 'Cem');
    return new Guest(page);
  }

  /** Waits until both pages say that this carries their call. */
  async isOnRung(rung: 'direct' | 'room'): Promise<void> {
    await Promise.all(
      this.pages.map(({ page }) =>
        page.waitForSelector(`main[data-rung=${rung}][data-connection=connected]`, { timeout: PATIENCE }),
      ),
    );
  }

  async leave(): Promise<void> {
    await Promise.all(this.pages.map(({ page }) => closePage(page)));
  }
}

export class Guest {
  constructor(private readonly page: Page) {}

  /** Presses "Join now"; gives the milliseconds until both others are seen. */
  async join(): Promise<number> {
    await joinTime(this.page);
    await this.page.waitForFunction(
      (names) => names.every((name) => (window.hangoutsPictures[name]?.times.length ?? 0) > 0),
      RESIDENTS.map(({ name }) => name),
      { timeout: PATIENCE },
    );
    return this.page.evaluate(
      async (names) => {
        const firsts = names.map((name) => window.hangoutsPictures[name]?.times[0] ?? Infinity);
        return Math.max(...firsts) - (await window.hangoutsClock.clicked);
      },
      RESIDENTS.map(({ name }) => name),
    );
  }

  async leave(): Promise<void> {
    await closePage(this.page);
  }
}
