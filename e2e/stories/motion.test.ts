/** Who asked their system for little motion gets none; the others see reactions fly. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { motions, watchMotion } from '../support/motion.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let chromium: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

/** A call in which people come and go, speak, react and are looked at; gives what moved. */
async function movesIn(room: string, reducedMotion: 'reduce' | 'no-preference'): Promise<string[]> {
  const tab = await chromium.tab({ width: 1_000, height: 700 });
  await tab.page.emulateMedia({ reducedMotion });
  await tab.prepare(watchMotion, null);
  const ana = Person.at(tab, 'Ana', ANA);
  const { caller } = await Caller.joined(server.url, room, 'Ben');
  await ana.joins(`${server.url}/r/${room}`);
  await ana.seesTilesOf('Ana', 'Ben');
  await ana.seesSpeaking(ana);
  await caller.get('reaction:send', { reaction: '👏' });
  await ana.reads(/👏/);
  const guest = await Caller.joined(server.url, room, 'Cem');
  await ana.reads(/Cem joined\./);
  await ana.seesTilesOf('Ana', 'Ben', 'Cem');
  for (const panel of ['Chat', 'People']) {
    await ana.switches(panel, true);
    await tab.page.getByRole('region', { name: panel, exact: true }).waitFor();
  }
  await ana.switches('People', false);
  await tab.click('button', 'Reactions');
  await ana.findsNamed('menuitem', 'Applause');
  await tab.press('Escape');
  await tab.click('button', 'Settings');
  await ana.reads(/Mirror my picture/);
  await tab.click('switch', 'Mirror my picture');
  await tab.click('button', 'Done');
  guest.caller.leave();
  await ana.seesTilesOf('Ana', 'Ben');
  // The reaction has landed by then, whatever it did in between.
  await until('the reaction is gone', async () => (/👏/.test(await ana.words()) ? null : true));
  const moved = await tab.run(motions, null);
  caller.leave();
  await tab.close();
  return moved;
}

it('who asked for little motion sees nothing move', async () => {
  expect(await movesIn('still', 'reduce')).toEqual([]);
});

it('for the others reactions fly, and what is new comes in', async () => {
  const moved = await movesIn('lively', 'no-preference');
  expect(moved).toContainEqual(expect.stringMatching(/^_one_.*transform/));
  expect(moved).toContainEqual(expect.stringMatching(/^_toast_.*transform/));
});
