import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { PhoneNetwork } from '../support/phone-network.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

/** A seat is kept for a minute from when the server noticed, which takes it ten seconds. */
const SEAT_GONE = { timeout: 90_000 };

let network: PhoneNetwork;
let server: TestServer;
let first: ChromiumBrowser;
let second: ChromiumBrowser;
let firefox: Browser;
let ana: Person;
let ben: Person;
let fay: Person;
let rooms = 0;

beforeAll(async () => {
  network = await PhoneNetwork.lay();
  [server, first, second, firefox] = await Promise.all([
    // Two would go by their own line.
    TestServer.start({ DIRECT: 'off' }, await network.on(process.execPath)),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
    startFirefox(FAY),
  ]);
});

afterAll(async () => {
  await Promise.all([first.close(), second.close(), firefox.close()]);
  await server.stop();
  await network.remove();
});

beforeEach(async () => {
  rooms += 1;
  ana = await Person.in(first, 'Ana', ANA);
  ben = await Person.in(second, 'Ben', BEN);
  fay = await Person.in(firefox, 'Fay', FAY);
});

afterEach(async () => {
  await network.pass();
  await Promise.all([ana, ben, fay].map(({ tab }) => tab.close()));
});

function room(): string {
  return `https://${network.addressThere}:${server.tlsPort}/r/away-${rooms}`;
}

describe('without messages, while media run on', () => {
  const signaling = () => ({ protocol: 'tcp', ports: [server.port, server.tlsPort] }) as const;

  it('the call goes on, and all is as before once messages get through', async () => {
    await ana.joins(room());
    await fay.joins(room());
    await Promise.all([ana.seesMoving(fay), fay.seesMoving(ana)]);
    const tracks = [await ana.trackOf(fay), await fay.trackOf(ana)];
    const seat = await ana.idOf('Fay');

    await network.swallow(signaling());
    await Promise.all([ana.isConnection('reconnecting'), fay.isConnection('reconnecting')]);
    await ana.reads(/Reconnecting…/);
    await Promise.all([ana.seesMoving(fay), fay.seesMoving(ana)]);
    await ana.hears(fay);
    await network.pass();

    await Promise.all([ana.isConnection('connected'), fay.isConnection('connected')]);
    await ana.writes('Still here');
    await fay.switches('Chat', true);
    await fay.reads(/Still here/);
    await Promise.all([ana.seesMoving(fay), fay.seesMoving(ana)]);
    expect(await ana.idOf('Fay')).toBe(seat);
    expect([await ana.trackOf(fay), await fay.trackOf(ana)]).toEqual(tracks);
  });

  it('anybody can leave', async () => {
    await ana.joins(room());
    await fay.joins(room());
    await fay.seesMoving(ana);
    await network.swallow(signaling());
    await fay.isConnection('reconnecting');
    await fay.leaves();
    await fay.reads(/You left the hangout/);
  });
});

it('a laptop that slept for minutes is back in the call, with on what was on and off what was off', async () => {
  await ana.joins(room());
  await ben.joins(room());
  await ben.switches('Microphone', false);
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  await ana.tileSays('Ben', /Microphone off/);

  const processes = await second.processes();
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  await ana.tileSays('Ben', /Reconnecting/);
  await ana.seesNoTileOf('Ben', SEAT_GONE);
  for (const pid of processes) process.kill(pid, 'SIGCONT');

  await ben.isConnection('connected');
  await ana.seesTilesOf('Ana', 'Ben');
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  await ben.hears(ana);
  expect(await ben.isOn('Microphone')).toBe(false);
  expect(await ben.isOn('Camera')).toBe(true);
  await ana.tileSays('Ben', /Microphone off/);
  await ana.hearsNothingOf(ben);
}, 240_000);
