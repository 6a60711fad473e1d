import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANA, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { PhoneNetwork } from '../support/phone-network.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

/** A server on another device, and between it and the browsers a network that can be made bad. */
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
  room = `https://${network.addressThere}:${server.tlsPort}/r/bad-lines-${rooms}`;
  ana = await Person.in(chromium, 'Ana', ANA);
  fay = await Person.in(firefox, 'Fay', FAY);
});

afterEach(async () => {
  await network.pass();
  await Promise.all([ana.tab.close(), fay.tab.close()]);
});

/** Presses the button of the lobby and waits for what comes of it. */
async function checks(person: Person): Promise<string> {
  await person.tab.click('button', 'Check connection');
  await person.reads(/All is well for your call|Your call will work|Something will not work yet/);
  return person.words();
}

describe('before joining, the connection check', () => {
  beforeEach(async () => {
    for (const person of [ana, fay]) {
      await person.tab.open(room);
      await person.reads(/You are the first/);
    }
  });

  /** What comes of it for each of the two, who check at the same time. */
  const bothCheck = () => Promise.all([ana, fay].map(checks));

  it('finds a good line, the microphone and the camera', async () => {
    for (const words of await bothCheck()) {
      expect(words).toMatch(/All is well for your call/);
      expect(words).toMatch(/The media server is reached by UDP/);
      expect(words).toMatch(/There and back takes/);
      expect(words).toMatch(/Nothing gets lost/);
      expect(words).toMatch(/Your camera gives pictures/);
    }
    // The fake microphone of Firefox plays where there is no sound card to measure it by.
    expect(await ana.words()).toMatch(/Your microphone is heard/);
  });

  it('can be made again, and says so where UDP is blocked meanwhile', async () => {
    await checks(ana);
    await network.swallow({ protocol: 'udp' });
    for (const words of await bothCheck()) {
      expect(words).toMatch(/reached by TCP only[^]*Try another network/);
    }
  });

  it('says so where a firewall lets no media through', async () => {
    await network.swallow({ protocol: 'udp' });
    await network.swallow({ protocol: 'tcp', ports: server.mediaPorts });
    for (const words of await bothCheck()) {
      expect(words).toMatch(/not reached, neither by UDP nor by TCP[^]*open its media ports/);
    }
  });

  it('says so where much gets lost', async () => {
    await network.swallow({ protocol: 'udp', share: 0.15 });
    for (const words of await bothCheck()) expect(words).toMatch(/\d+% gets lost on the way/);
  });
});

describe('in the call', () => {
  async function meet(): Promise<void> {
    await ana.joins(room);
    await fay.joins(room);
    await Promise.all([ana.seesMoving(fay), fay.seesMoving(ana)]);
  }

  it('the panel says that media go by TCP where UDP is blocked, and what to try', async () => {
    await network.swallow({ protocol: 'udp' });
    await meet();
    for (const person of [ana, fay]) {
      await person.opensCallQuality();
      await person.reads(/UDP does not get through here[^]*let UDP through[^]*TCP, to the server/);
    }
  });

  it('who loses much is told so, is marked for the others, and both pass when the line is good again', async () => {
    await meet();
    await network.swallow({ protocol: 'udp', share: 0.25 });
    await Promise.all([ana.reads(/Your connection is weak/), fay.reads(/Your connection is weak/)]);
    await Promise.all([ana.tileSays('Fay', /Weak connection/), fay.tileSays('Ana', /Weak connection/)]);
    await ana.tab.click('button', 'Your connection is weak');
    await ana.reads(/gets lost on your line[^]*use a cable/);
    await ana.reads(/Fay has a weak connection/);

    await network.pass();
    await Promise.all([
      ana.tileSaysNoMore('Fay', /Weak connection/),
      fay.tileSaysNoMore('Ana', /Weak connection/),
    ]);
    await ana.reads(/Your call is fine|Your call could be better/);
  });
});
