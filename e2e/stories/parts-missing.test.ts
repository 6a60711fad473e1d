/** What a call does where a part of the page cannot be fetched: the line is down, or an update took its file away. */
import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { faults } from '../support/faults.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

const MISSING = /This part of the page did not load/;

let server: TestServer;
let hosts: ChromiumBrowser;
let guests: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  [server, hosts, guests] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
  ]);
  tab = await hosts.tab();
  ana = Person.at(tab, 'Ana', ANA);
  ben = await Person.in(guests, 'Ben', BEN);
});

afterAll(async () => {
  await Promise.all([hosts.close(), guests.close()]);
  await server.stop();
});

/** From here on no file of this name comes; gives the way to end that. */
async function lose(name: string): Promise<() => Promise<void>> {
  const pattern = `**/assets/${name}-*`;
  await tab.page.route(pattern, (route) => route.abort());
  return () => tab.page.unroute(pattern);
}

it('a panel that does not load says so, the call goes on, and it loads once it can be had', async () => {
  const find = await lose('QualityPanel');
  await ana.joins(`${server.url}/r/parts`);
  await ben.joins(`${server.url}/r/parts`);
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  const id = await ben.idOf('Ana');

  await tab.click('button', 'More');
  await tab.click('menuitem', 'Call quality');
  await ana.reads(MISSING);
  await ana.seesMoving(ben);
  await tab.click('button', 'Try again');
  await ana.reads(MISSING);
  await tab.page.getByRole('button', { name: 'Reload' }).waitFor();
  expect(await faults(tab)).toEqual([]);

  await find();
  await tab.click('button', 'Try again');
  await ana.reads(/Person by person/);
  await ana.readsNoMore(MISSING);
  await tab.click('button', 'Close call quality');
  await Promise.all([ana.hears(ben), ben.hears(ana)]);
  expect(await ben.idOf('Ana')).toBe(id);
});

it('so does a dialog, which Escape closes', async () => {
  await ana.leaves();
  const find = await lose('HostControls');
  await ana.joins(`${server.url}/r/parts`);
  await ana.seesMoving(ben);

  await ana.switches('People', true);
  await tab.click('button', 'Host controls');
  await ana.reads(MISSING);
  await tab.page.getByRole('dialog', { name: MISSING }).waitFor();
  expect(await faults(tab)).toEqual([]);
  await tab.press('Escape');
  await ana.readsNoMore(MISSING);

  await tab.click('button', 'Host controls');
  await ana.reads(MISSING);
  await find();
  await tab.click('button', 'Try again');
  await ana.reads(/Everybody may/);
  // Its style was lost too.
  const rules = await tab.run(() => {
    const style = [...document.styleSheets].find(({ href }) => href?.includes('/HostControls-'));
    return style?.cssRules.length ?? 0;
  }, null);
  expect(rules).toBeGreaterThan(0);
  await tab.click('button', 'Done');
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
});

it('what is slow to come says that it loads', async () => {
  await ana.leaves();
  const road = new EventEmitter();
  const free = once(road, 'free');
  await tab.page.route('**/assets/Chat-*.js', async (route) => {
    await free;
    await route.continue();
  });
  await ana.joins(`${server.url}/r/parts`);
  await tab.click('button', 'Chat');
  await tab.page.getByText('Loading…', { exact: true }).waitFor();
  await until('the words can be seen', async () =>
    (await tab.page
      .getByText('Loading…', { exact: true })
      .evaluate((line) => getComputedStyle(line).opacity)) === '1'
      ? true
      : null,
  );
  road.emit('free');
  await tab.page.getByRole('textbox', { name: 'Message' }).waitFor();
});
