import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Line } from '../support/line.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';
import { until } from '../support/until.js';

let server: TestServer;
let first: ChromiumBrowser;
let second: ChromiumBrowser;
let ana: Person;
let ben: Person;
let bensTab: ChromiumTab;
let room: string;
let rooms = 0;

beforeAll(async () => {
  [server, first, second] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
  ]);
});

afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await server.stop();
});

beforeEach(async () => {
  rooms += 1;
  room = `/r/coming-back-${rooms}`;
  ana = await Person.in(first, 'Ana', ANA);
  bensTab = await second.tab();
  ben = Person.at(bensTab, 'Ben', BEN);
});

afterEach(async () => {
  await Promise.all([ana.tab.close(), ben.tab.close()]);
});

/** Both are in the room and see each other. */
async function meet(bensUrl = server.url): Promise<void> {
  await ana.joins(`${server.url}${room}`);
  await ben.joins(`${bensUrl}${room}`);
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
}

declare global {
  var hangoutsCalls: { opened: number; asked: number } | undefined;
}

/** Runs in the page: counts the websockets that are opened, and the questions whether the server is there. */
function countCalls(): void {
  const calls = { opened: 0, asked: 0 };
  const { WebSocket: Opened, fetch: ask } = globalThis;
  globalThis.hangoutsCalls = calls;
  globalThis.WebSocket = class extends Opened {
    constructor(url: string | URL, protocols?: string | string[]) {
      calls.opened += 1;
      super(url, protocols);
    }
  };
  globalThis.fetch = (input, init) => {
    if (init?.method === 'HEAD') calls.asked += 1;
    return ask(input, init);
  };
}

describe('a reload', () => {
  it('gets the same seat back', async () => {
    await meet();
    const seat = await ana.idOf('Ben');
    await ben.tab.reload();
    await ben.comesBackIn();
    await ana.seesTilesOf('Ana', 'Ben');
    await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
    expect(await ana.idOf('Ben')).toBe(seat);
  });
});

describe('a duplicated tab', () => {
  it('is a new person, and the first goes on', async () => {
    await meet();
    const seat = await ana.idOf('Ben');
    const copy = Person.at(await bensTab.duplicate(), 'Ben', BEN);
    await copy.entersAs('Ben’s double');
    await ana.seesTilesOf('Ana', 'Ben', 'Ben’s double');
    await ana.seesMoving(ben);
    expect(await ana.idOf('Ben')).toBe(seat);
    expect(await ben.connection()).toBe('connected');
    await copy.tab.close();
    await ana.seesTilesOf('Ana', 'Ben');
  });
});

describe('a lost line', () => {
  it('is shown to the others, and ends in the same seat without a touch', async () => {
    const line = await Line.to(server.port);
    await meet(line.url);
    const seat = await ana.idOf('Ben');
    await line.cut();
    await ben.isConnection('reconnecting');
    await ana.tileSays('Ben', /Reconnecting/);
    await ana.writes('Are you still there?');
    await line.mend();
    await ben.isConnection('connected');
    await ana.tileSaysNoMore('Ben', /Reconnecting/);
    expect(await ana.idOf('Ben')).toBe(seat);
    await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
    await ben.switches('Chat', true);
    await ben.reads(/Are you still there\?/);
    await line.cut();
  });
});

describe('a killed server', () => {
  let firefox: Browser;
  let fay: Person;

  beforeAll(async () => {
    firefox = await startFirefox(FAY);
    fay = await Person.in(firefox, 'Fay', FAY);
  });

  afterAll(() => firefox.close());

  it('is asked plainly while it is away: Firefox makes each failed websocket hold up the next', async () => {
    const gus = await Person.in(firefox, 'Gus', FAY);
    await gus.tab.prepare(countCalls, null);
    await gus.joins(`${server.url}${room}`);
    await server.kill();
    await until('Gus’s page has asked five times', async () =>
      (await gus.tab.run(() => globalThis.hangoutsCalls?.asked ?? 0, null)) >= 5 ? true : null,
    );
    await server.restart();
    await gus.isInCall();
    // The first, the one that found the server gone, and the one that found it back.
    expect(await gus.tab.run(() => globalThis.hangoutsCalls?.opened, null)).toBe(3);
    await gus.tab.close();
  });

  it('is back with everybody in their seats, and what was off stays off', async () => {
    await meet();
    await fay.joins(`${server.url}${room}`);
    await fay.seesMoving(ben);
    await ben.switches('Microphone', false);
    await fay.switches('Camera', false);
    await ana.tileSays('Ben', /Microphone off/);
    await ana.seesNoPictureOf('Fay');
    const seats = await Promise.all(['Ana', 'Ben', 'Fay'].map((name) => ana.idOf(name)));

    await server.kill();
    await Promise.all([ana, ben, fay].map((person) => person.isConnection('reconnecting')));
    await server.restart();

    await Promise.all([ana, ben, fay].map((person) => person.isConnection('connected')));
    await Promise.all([ana, ben, fay].map((person) => person.seesTilesOf('Ana', 'Ben', 'Fay')));
    await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana), fay.seesMoving(ana), fay.seesMoving(ben)]);
    await Promise.all([ben.hears(ana, fay), fay.hears(ana), ana.hears(fay)]);
    expect(await Promise.all(['Ana', 'Ben', 'Fay'].map((name) => ana.idOf(name)))).toEqual(seats);

    expect(await ben.isOn('Microphone')).toBe(false);
    expect(await fay.isOn('Camera')).toBe(false);
    await ana.tileSays('Ben', /Microphone off/);
    await ana.seesNoPictureOf('Fay');
    await ana.hearsNothingOf(ben);
    await ben.switches('People', true);
    await ben.reads(/Ana\s+Host/);
    expect(await ben.words()).not.toMatch(/Fay\s+Host/);
  });
});
