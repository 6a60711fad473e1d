import type { DirectFailure } from '@hangouts/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ANA, FAY } from '../support/cast.js';
import { CHROMIUM, startChromium } from '../support/chromium.js';
import { countRestarts, notedRungs, noteRungs, pathKinds, restarts } from '../support/direct-path.js';
import { startFirefox } from '../support/firefox.js';
import { Neighbours } from '../support/neighbours.js';
import { Person } from '../support/person.js';
import { longestGap, watchFrames } from '../support/senses.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';
import { hasDirect, keepPeers } from '../support/traffic.js';
import { TurnServer } from '../support/turn.js';
import { until } from '../support/until.js';

const SECRET = 'between-the-two-of-us';

/** Two devices, and a server that both reach whatever is between them. */
let network: Neighbours;
let turn: TurnServer;
let chromium: Browser;
let firefox: Browser;
let ana: Person;
let fay: Person;
/** What takes everything away again, to be called in the opposite order. */
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  network = await Neighbours.settle();
  ends.push(() => network.remove());
  turn = await TurnServer.start(network.address, SECRET);
  ends.push(() => turn.stop());
  const { here, there } = network;
  [chromium, firefox] = await Promise.all([
    startChromium({ looks: ANA, executable: await here.on(CHROMIUM) }),
    startFirefox(FAY, {}, there),
  ]);
  ends.push(() => Promise.all([chromium.close(), firefox.close()]));
});

afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

beforeEach(async () => {
  ana = await sitDown(chromium, 'Ana', ANA);
  fay = await sitDown(firefox, 'Fay', FAY);
});

afterEach(async () => {
  await network.rejoin();
  await both(({ tab }) => tab.close());
});

async function sitDown(browser: Browser, name: string, looks: typeof ANA | typeof FAY): Promise<Person> {
  const tab = await browser.tab();
  await tab.prepare(keepPeers, null);
  await tab.prepare(countRestarts, null);
  return Person.at(tab, name, looks);
}

function linkTo(server: TestServer, room: string): string {
  return `https://${network.address}:${server.tlsPort}/r/${room}`;
}

function both<Result>(ask: (person: Person, another: Person) => Promise<Result>): Promise<[Result, Result]> {
  return Promise.all([ask(ana, fay), ask(fay, ana)]);
}

async function areOnRung(rung: 'direct' | 'room'): Promise<void> {
  await both((person) => person.isOnRung(rung));
}

async function seeAndHearEachOther(): Promise<void> {
  await both((person, another) => person.seesMoving(another));
  await both((person, another) => person.hears(another));
}

async function haveClosedTheirs(): Promise<void> {
  await until('no page has a direct connection any more', async () =>
    (await both(({ tab }) => tab.run(hasDirect, null))).includes(true) ? null : true,
  );
}

/** Begins to watch what both see, and what carries it. */
async function watch(): Promise<void> {
  await both(async ({ tab }, { name }) => {
    await tab.run(watchFrames, name);
    await tab.run(noteRungs, null);
  });
}

/** The rungs that both were on since `watch`. */
function rungs(): Promise<[string[], string[]]> {
  return both(({ tab }) => tab.run(notedRungs, null));
}

async function tell(what: string): Promise<void> {
  const gaps = await both(({ tab }, { name }) => tab.run(longestGap, name));
  console.info(`${what}: longest time without a frame ${gaps.join(' and ')} ms`);
}

/** How many direct connections this server has seen fail, for each reason. */
async function failures(server: TestServer) {
  const count = (reason: DirectFailure | 'late') =>
    server.metric(`hangouts_direct_failures_total{reason="${reason}"}`);
  const [notConnected, silent, broken, late] = await Promise.all([
    count('not-connected'),
    count('silent'),
    count('broken'),
    count('late'),
  ]);
  return { notConnected, silent, broken, late };
}

/** Waits until one of the two has given up to connect directly, the first time on this server. */
async function gaveUp(server: TestServer): Promise<void> {
  await until('one of the two has given up', async () =>
    (await failures(server)).notConnected === 1 ? true : null,
  );
}

describe('two who reach the server', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  afterAll(() => server.stop());

  async function meet(room: string): Promise<void> {
    await both((person) => person.joins(linkTo(server, room)));
    await areOnRung('direct');
    await seeAndHearEachOther();
    await watch();
  }

  it('but not each other go on by the server, and see and hear each other meanwhile', async () => {
    await network.part();
    const url = linkTo(server, 'parted');
    await both((person) => person.joins(url));
    await watch();
    await gaveUp(server);
    await haveClosedTheirs();
    await seeAndHearEachOther();
    expect(await rungs()).toEqual([['room'], ['room']]);
    await tell('parted from the beginning');

    // Who did not reach each other are not tried again.
    await ana.tab.reload();
    await ana.comesBackIn();
    await seeAndHearEachOther();
    expect(await server.metric('hangouts_direct_attempts_total')).toBe(1);
  });

  it('lose each other for a moment, and stay directly connected', async () => {
    await meet('moment');
    await network.part();
    await both((person, another) => person.seesStandStill(another));
    await network.rejoin();
    await seeAndHearEachOther();
    await both((person) => person.isConnection('connected'));
    expect(await rungs()).toEqual([['direct'], ['direct']]);
    await tell('parted for a moment');
  });

  it('lose each other until another path is looked for, and stay directly connected', async () => {
    await meet('longer');
    await network.part();
    await until('another path is looked for', async () =>
      (await both(({ tab }) => tab.run(restarts, null))).some((count) => count > 0) ? true : null,
    );
    await network.rejoin();
    await seeAndHearEachOther();
    await both((person) => person.isConnection('connected'));
    expect(await rungs()).toEqual([['direct'], ['direct']]);
    await tell('parted for longer');
  });

  it('lose each other for good: another path is looked for once, then the server carries', async () => {
    const before = await failures(server);
    await meet('for-good');
    await network.part();
    await areOnRung('room');
    await seeAndHearEachOther();
    await both((person) => person.isConnection('connected'));
    expect(Math.max(...(await both(({ tab }) => tab.run(restarts, null))))).toBe(1);
    expect(await failures(server)).toEqual({ ...before, broken: before.broken + 1 });
    await haveClosedTheirs();
    await tell('parted for good');
  });
});

describe('with a relay, two who do not reach each other', () => {
  beforeEach(() => network.part());

  /** A server that knows of the relay, and shares a secret with it or not. */
  async function serverWith(secret: string): Promise<TestServer> {
    const server = await TestServer.start({ TURN_URLS: turn.url, TURN_SECRET: secret });
    onTestFinished(() => server.stop());
    return server;
  }

  /** Both come into a room, Ana after the lobby's check has said this of the relay. */
  async function meet(server: TestServer, words: RegExp): Promise<void> {
    const url = linkTo(server, 'relayed');
    const checks = async () => {
      await ana.tab.open(url);
      await ana.tab.click('button', 'Check connection');
      await ana.reads(words);
      await ana.entersAs('Ana');
    };
    await Promise.all([checks(), fay.joins(url)]);
  }

  it('are directly connected by it, and the lobby says that it is reached', async () => {
    const server = await serverWith(SECRET);
    await meet(server, /The relay is reached/);
    await areOnRung('direct');
    await seeAndHearEachOther();
    expect(await ana.tab.run(pathKinds, null)).toContain('relay');
  });

  it('go by the server where the relay has another secret, and the lobby says that it is not reached', async () => {
    const server = await serverWith(`${SECRET}-or-not`);
    await meet(server, /The relay is not reached/);
    await gaveUp(server);
    await seeAndHearEachOther();
    expect(await both((person) => person.rung())).toEqual(['room', 'room']);
  });
});
