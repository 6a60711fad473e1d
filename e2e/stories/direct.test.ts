import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';
import { hasDirect, keepPeers, mediaFlows } from '../support/traffic.js';
import { until } from '../support/until.js';

let server: TestServer;
let chromium: ChromiumBrowser;
let other: ChromiumBrowser;
let firefox: Browser;
let ana: Person;
let rooms = 0;
let room: string;

beforeAll(async () => {
  [server, chromium, other, firefox] = await Promise.all([
    TestServer.start({ STEP_DOWN_DELAY: '1' }),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
    startFirefox(FAY),
  ]);
});

afterAll(async () => {
  await Promise.all([chromium, other, firefox].map((browser) => browser.close()));
  await server.stop();
});

beforeEach(async () => {
  rooms += 1;
  room = `${server.url}/r/direct-${rooms}`;
  ana = await sitDown(chromium, 'Ana', ANA);
});

afterEach(() => ana.tab.close());

/** Somebody whose page can be asked what it sends and receives. */
async function sitDown(browser: Browser, name: string, looks: typeof ANA | typeof FAY): Promise<Person> {
  const tab = await browser.tab();
  await tab.prepare(keepPeers, null);
  return Person.at(tab, name, looks);
}

async function areOnRung(rung: 'direct' | 'room', ...people: readonly Person[]): Promise<void> {
  await Promise.all(people.map((person) => person.isOnRung(rung)));
}

async function seeAndHear(one: Person, another: Person): Promise<void> {
  await Promise.all([one.seesMoving(another), another.seesMoving(one)]);
  await Promise.all([one.hears(another), another.hears(one)]);
}

/** Everything goes directly, and the media server neither gets nor sends anything. */
async function costsTheServerNothing(...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    let last = '';
    await until(
      () => `${person.name} sends and receives directly only; last: ${last}`,
      async () => {
        const { direct, room: byServer } = await person.tab.run(mediaFlows, null);
        last = JSON.stringify({ direct, byServer });
        return direct.sent > 0 && direct.received > 0 && byServer.sent === 0 && byServer.received === 0
          ? true
          : null;
      },
    );
  }
}

describe('a Chromium and a Firefox', () => {
  let fay: Person;

  beforeEach(async () => {
    fay = await sitDown(firefox, 'Fay', FAY);
    await ana.joins(room);
    await fay.joins(room);
    await areOnRung('direct', ana, fay);
  });

  afterEach(() => fay.tab.close());

  it('are connected directly, cost the server nothing, and go by it for as long as a third is there', async () => {
    await seeAndHear(ana, fay);
    await costsTheServerNothing(ana, fay);
    await ana.reads(/2 people · direct/);
    await ana.reads(/Connected. 2 are here, directly from device to device./);
    await Promise.all([ana.seesSpeaking(fay), ana.seesSpeaking(ana), fay.seesSpeaking(ana)]);
    await Promise.all([ana, fay].map((person) => person.opensCallQuality()));
    await Promise.all([ana, fay].map((person) => person.reads(/UDP, straight to the other/)));

    const ben = await sitDown(other, 'Ben', BEN);
    await ben.joins(room);
    await areOnRung('room', ana, fay);
    await Promise.all([ben.seesMoving(ana), ben.seesMoving(fay), ana.seesMoving(ben), fay.seesMoving(ben)]);
    await seeAndHear(ana, fay);
    await ben.hears(ana, fay);
    await Promise.all([ana, fay].map((person) => person.reads(/UDP, to the server/)));

    await ben.tab.close();
    await areOnRung('direct', ana, fay);
    await seeAndHear(ana, fay);
  });

  it('mute and unmute, switch the camera off and on, and share a screen, all directly', async () => {
    await ana.switches('Microphone', false);
    await fay.hearsNothingOf(ana);
    await fay.tileSays('Ana', /Microphone off/);
    await ana.switches('Microphone', true);
    await fay.hears(ana);

    await fay.switches('Camera', false);
    await ana.seesNoPictureOf('Fay');
    await fay.switches('Camera', true);
    await ana.seesMoving(fay);

    await ana.switches('Share screen', true);
    await fay.seesScreenOf(ana);
    await costsTheServerNothing(ana, fay);
    await ana.switches('Share screen', false);
    await fay.seesNoScreen();
    await costsTheServerNothing(ana, fay);
    await areOnRung('direct', ana, fay);
  });

  it('go by the server while one of them is muted by a host, and directly once they have unmuted', async () => {
    await ana.switches('People', true);
    await ana.tab.click('button', 'Options for Fay');
    await ana.tab.click('menuitem', 'Mute');
    await fay.reads(/A host has muted your microphone/);
    await areOnRung('room', ana, fay);
    await ana.switches('People', false);
    await Promise.all([ana.hearsNothingOf(fay), fay.hears(ana)]);
    await Promise.all([ana.seesMoving(fay), fay.seesMoving(ana)]);
    await fay.switches('Microphone', true);
    await areOnRung('direct', ana, fay);
    await seeAndHear(ana, fay);
    await costsTheServerNothing(ana, fay);
  });

  it('go by the server when one of them does not want to show their address, and directly again', async () => {
    await fay.tab.click('button', 'Settings');
    await fay.tab.click('switch', 'Connect directly');
    await areOnRung('room', ana, fay);
    await seeAndHear(ana, fay);
    await until('no page has a direct connection any more', async () =>
      (await ana.tab.run(hasDirect, null)) || (await fay.tab.run(hasDirect, null)) ? null : true,
    );
    await fay.tab.reload();
    await fay.comesBackIn();
    await seeAndHear(ana, fay);
    expect([await ana.rung(), await fay.rung()]).toEqual(['room', 'room']);
    await fay.tab.click('button', 'Settings');
    await fay.tab.click('switch', 'Connect directly');
    await areOnRung('direct', ana, fay);
    await seeAndHear(ana, fay);
  });
});

describe('two in Chromium', () => {
  it('whose camera a host takes is not seen any more, though the page goes on sending it', async () => {
    const ben = await sitDown(other, 'Ben', BEN);
    await ben.tab.prepare(defy, null);
    await ana.joins(room);
    await ben.joins(room);
    await areOnRung('direct', ana, ben);
    await ana.seesMoving(ben);

    await ana.switches('People', true);
    await ana.tab.click('button', 'Options for Ben');
    await ana.tab.click('menuitem', 'Switch off camera');
    await ana.seesNoPictureOf('Ben');
    await areOnRung('room', ana, ben);
    await until('Ana’s page has closed its side', async () =>
      (await ana.tab.run(hasDirect, null)) ? null : true,
    );
    await ana.hears(ben);
    // It still tries.
    expect(await ben.tab.run(hasDirect, null)).toBe(true);
    await ben.tab.close();
  });

  it.each([
    ['whose camera a host stops is not seen', 'Stop camera', 'Camera'],
    ['whom a host mutes is not heard', 'Mute', 'Microphone'],
  ] as const)(
    '%s any more, though the page goes on sending, and are direct again when they switch it on',
    async (_what, ends, button) => {
      const ben = await sitDown(other, 'Ben', BEN);
      await ben.tab.prepare(defy, null);
      await ana.joins(room);
      await ben.joins(room);
      await areOnRung('direct', ana, ben);
      await seeAndHear(ana, ben);

      await ana.switches('People', true);
      await ana.tab.click('button', 'Options for Ben');
      await ana.tab.click('menuitem', ends);
      await areOnRung('room', ana, ben);
      await (button === 'Camera' ? ana.seesNoPictureOf('Ben') : ana.hearsNothingOf(ben));
      await until('Ana’s page has closed its side', async () =>
        (await ana.tab.run(hasDirect, null)) ? null : true,
      );
      await (button === 'Camera' ? ana.hears(ben) : ana.seesMoving(ben));
      // It still tries, and the server does not get it either.
      expect(await ben.tab.run(hasDirect, null)).toBe(true);
      await ana.switches('People', false);
      await ben.switches(button, true);
      await seeAndHear(ana, ben);
      await areOnRung('direct', ana, ben);
      await ben.tab.close();
    },
  );

  it('one of whom reloads are connected directly again', async () => {
    const ben = await sitDown(other, 'Ben', BEN);
    await ana.joins(room);
    await ben.joins(room);
    await areOnRung('direct', ana, ben);
    await ben.tab.reload();
    await ben.comesBackIn();
    await seeAndHear(ana, ben);
    await areOnRung('direct', ana, ben);
    await costsTheServerNothing(ana, ben);
    await ben.tab.close();
  });
});

it('where the operator has switched it off, the server carries everything', async () => {
  const strict = await TestServer.start({ DIRECT: 'off' });
  const ben = await sitDown(other, 'Ben', BEN);
  await ana.joins(`${strict.url}/r/off`);
  await ben.joins(`${strict.url}/r/off`);
  await seeAndHear(ana, ben);
  expect([await ana.rung(), await ben.rung()]).toEqual(['room', 'room']);
  expect([await ana.tab.run(hasDirect, null), await ben.tab.run(hasDirect, null)]).toEqual([false, false]);
  expect(await strict.metric('hangouts_direct_attempts_total')).toBe(0);
  await ben.tab.close();
  await strict.stop();
});

/** Before the page runs: it goes on sending, whatever it is told. */
function defy(): void {
  const replaceTrack = RTCRtpSender.prototype.replaceTrack;
  RTCRtpSender.prototype.replaceTrack = function (track) {
    return track === null ? Promise.resolve() : replaceTrack.call(this, track);
  };
  MediaStreamTrack.prototype.stop = () => undefined;
  const close = RTCPeerConnection.prototype.close;
  RTCPeerConnection.prototype.close = function () {
    if (!this.localDescription?.sdp.includes('m=application')) close.call(this);
  };
}
