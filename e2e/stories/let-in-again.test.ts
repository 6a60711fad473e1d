import type { NewRoom } from '@hangouts/protocol';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { ServerClock } from '../support/clock.js';
import { Line } from '../support/line.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';

const MINUTE = 60_000;

let clock: ServerClock;
let server: TestServer;
let line: Line;
let bensLine: Line;
let first: ChromiumBrowser;
let second: ChromiumBrowser;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  clock = await ServerClock.make();
  [server, first, second] = await Promise.all([
    TestServer.start(clock.environment),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
  ]);
  [line, bensLine] = [await Line.to(server.port), await Line.to(server.port)];
});

afterEach(async () => {
  await Promise.all([ana.tab.close(), ben.tab.close()]);
});

afterAll(async () => {
  await Promise.all([line.cut(), bensLine.cut()]);
  await Promise.all([first.close(), second.close()]);
  await server.stop();
  await clock.remove();
});

/** Ana is host of a room of her own; gives the link by which Ben comes. */
async function anaHosts(settings: NonNullable<NewRoom['settings']>): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'personal', settings }),
  });
  const { room, key }: { room: string; key: string } = await response.json();
  ana = await Person.in(first, 'Ana', ANA);
  ben = await Person.in(second, 'Ben', BEN);
  await ana.joins(`${line.url}/r/${room}#invitation=${key}`);
  return `${bensLine.url}/r/${room}`;
}

async function benIsMuted(): Promise<void> {
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  await ben.switches('Microphone', false);
  await ana.tileSays('Ben', /Microphone off/);
}

/** The lines of both are cut for so long that nobody's seat is kept. */
async function cutFor(minutes: number): Promise<void> {
  await Promise.all([line.cut(), bensLine.cut()]);
  await Promise.all([ana, ben].map((person) => person.isConnection('reconnecting')));
  // No test has to wait for seats to be given up: those of a server that was started so long ago are.
  await server.terminate();
  await server.restart();
  await clock.forward(minutes * MINUTE);
}

async function benIsBackAsHeWas(): Promise<void> {
  await ben.isInCall();
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  await ana.seesTilesOf('Ana', 'Ben');
  await ana.tileSays('Ben', /Microphone off/);
  expect(await ben.isOn('Microphone')).toBe(false);
  await ben.switches('Microphone', true);
  await ana.tileSaysNoMore('Ben', /Microphone off/);
  await ana.hears(ben);
}

it.each([
  ['3 minutes, for which nobody’s seat was kept,', 3],
  ['16 minutes, and with it the meeting,', 16],
])('after a line that was lost for %s the owner is host, and lets the guest in again', async (_, minutes) => {
  const link = await anaHosts({ waitingRoom: true });
  await ben.tab.open(link);
  await ben.tab.fill('Your name', 'Ben');
  await ben.tab.click('button', 'Join now');
  await ana.tab.click('button', 'Admit');
  await ben.isInCall();
  await benIsMuted();

  await cutFor(minutes);
  await Promise.all([line.mend(), bensLine.mend()]);
  await ana.isInCall();
  await ben.reads(/You have asked to come in/);
  await ana.tab.click('button', 'Admit');
  await benIsBackAsHeWas();
});

it('a passcode that was set meanwhile is said in the lobby', async () => {
  const link = await anaHosts({});
  await ben.joins(link);
  await benIsMuted();
  await ben.switches('Chat', true);

  await cutFor(3);
  await line.mend();
  await ana.isInCall();
  await ana.switches('People', true);
  await ana.tab.click('button', 'Host controls');
  await ana.tab.fill('Passcode', 'open sesame');
  await ana.tab.click('button', 'Set passcode');
  await ana.reads(/A passcode is set/);
  await ana.tab.click('button', 'Done');
  await bensLine.mend();
  await ben.reads(/This hangout has a passcode/);
  await ben.tab.fill('Passcode', 'open sesame');
  await ben.tab.click('button', 'Join now');
  await benIsBackAsHeWas();
});
