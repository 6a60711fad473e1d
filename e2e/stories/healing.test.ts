import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorReply } from '@hangouts/protocol/errors';
import { ANA, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { PhoneNetwork } from '../support/phone-network.js';
import { longestGap, watchFrames } from '../support/senses.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

/** A microphone and a camera. */
const SOURCES = 2;

/** A server on another device: between it and the browsers there is a network that can be tampered with. */
let network: PhoneNetwork;
let server: TestServer;
let chromium: ChromiumBrowser;
let firefox: Browser;
let ana: Person;
let fay: Person;
let room: string;
let rooms = 0;

beforeAll(async () => {
  network = await PhoneNetwork.lay();
  [server, chromium, firefox] = await Promise.all([
    // Two would go by their own line.
    TestServer.start({ DIRECT: 'off' }, await network.on(process.execPath)),
    startChromium({ looks: ANA }),
    startFirefox(FAY),
  ]);
});

afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close()]);
  await server.stop();
  await network.remove();
});

beforeEach(async () => {
  rooms += 1;
  room = `https://${network.addressThere}:${server.tlsPort}/r/healing-${rooms}`;
  ana = await Person.in(chromium, 'Ana', ANA);
  fay = await Person.in(firefox, 'Fay', FAY);
});

afterEach(async () => {
  await network.pass();
  await Promise.all([ana.tab.close(), fay.tab.close()]);
});

async function meet(): Promise<void> {
  await ana.joins(room);
  await fay.joins(room);
  await seeAndHearEachOther();
}

async function seeAndHearEachOther(): Promise<void> {
  await Promise.all([ana.seesMoving(fay), fay.seesMoving(ana)]);
  await ana.hears(fay);
  await fay.hears(ana);
}

/** Does something to the network, waits until it was felt, and until all is well again. */
async function through(fault: () => Promise<void>): Promise<void> {
  await ana.tab.run(watchFrames, 'Fay');
  await fay.tab.run(watchFrames, 'Ana');
  const seats = [await fay.idOf('Ana'), await ana.idOf('Fay')];
  await fault();
  await Promise.all([ana.sawAPauseOf(fay), fay.sawAPauseOf(ana)]);
  await seeAndHearEachOther();
  await Promise.all([ana.isConnection('connected'), fay.isConnection('connected')]);
  expect([await fay.idOf('Ana'), await ana.idOf('Fay')]).toEqual(seats);
  const told = [await ana.tab.run(longestGap, 'Fay'), await fay.tab.run(longestGap, 'Ana')];
  console.info(`longest time without a frame: Chromium ${told[0]} ms, Firefox ${told[1]} ms`);
}

describe('where UDP is blocked', () => {
  it('from the beginning, media go by TCP', async () => {
    await network.swallow({ protocol: 'udp' });
    await meet();
  });

  it('in the middle of a call, media go on by TCP', async () => {
    await meet();
    await through(() => network.swallow({ protocol: 'udp' }));
  });
});

it('a camera that is refused for a moment, and a picture that cannot be received at first, are tried again', async () => {
  const tab = await chromium.tab();
  let refused = 0;
  await tab.page.routeWebSocket(/socket\.io/, (socket) => {
    const there = socket.connectToServer();
    socket.onMessage((message) => {
      // A Socket.io event that waits for an answer: 42, its number, name and payload.
      const number = /^42(\d+)\["media:produce"/.exec(String(message))?.[1];
      if (number === undefined || refused === SOURCES) {
        there.send(message);
        return;
      }
      refused += 1;
      socket.send(`43${number}${JSON.stringify([{ ok: false, error: errorReply('media-unavailable') }])}`);
    });
  });
  await tab.prepare(refuseOnce, null);
  await ana.tab.close();
  ana = Person.at(tab, 'Ana', ANA);
  await meet();
  expect(refused).toBe(SOURCES);
  expect(await tab.page.evaluate('globalThis.hangoutsRefused')).toBe(true);
});

/** Before the page runs: the first description of what is to be received is not taken. */
function refuseOnce(): void {
  const page: typeof globalThis & { hangoutsRefused?: boolean } = globalThis;
  const Original = RTCPeerConnection;
  page.RTCPeerConnection = class extends Original {
    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      if (description.type === 'offer' && page.hangoutsRefused !== true) {
        page.hangoutsRefused = true;
        throw new DOMException('not now', 'OperationError');
      }
      await super.setRemoteDescription(description);
    }
  };
}

it('who gets another address in the middle of a call is seen and heard again', async () => {
  await meet();
  await through(() => network.renumber('here'));
});
