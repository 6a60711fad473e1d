import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumOptions } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let first: ChromiumBrowser;
let other: ChromiumBrowser;
let ana: Person;
let room: string;
let rooms = 0;

beforeAll(async () => {
  [server, first] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
});

afterAll(async () => {
  await first.close();
  await server.stop();
});

beforeEach(async () => {
  rooms += 1;
  room = `${server.url}/r/devices-${rooms}`;
  ana = await Person.in(first, 'Ana', ANA);
  await ana.joins(room);
});

afterEach(async () => {
  await Promise.all([ana.tab.close(), other.close()]);
});

async function benWith(options: ChromiumOptions): Promise<Person> {
  other = await startChromium(options);
  return Person.in(other, 'Ben', BEN);
}

describe('joining always works', () => {
  it('on a computer without camera and microphone', async () => {
    const ben = await benWith({ looks: null });
    await ben.tab.open(room);
    await ben.reads(/No camera and no microphone found/);
    await ben.entersAs('Ben');
    await ben.seesMoving(ana);
    await ben.hears(ana);
    await ana.seesNoPictureOf('Ben');
    await ana.tileSays('Ben', /Microphone off/);
  });

  it('where camera and microphone are not allowed, with the way to allow them', async () => {
    const ben = await benWith({ looks: BEN, grants: [] });
    await ben.tab.open(room);
    await ben.reads(/Camera and microphone are not allowed/);
    await ben.reads(/address bar/);
    await ben.entersAs('Ben');
    await ben.seesMoving(ana);
    await ana.seesNoPictureOf('Ben');
  });

  it('with the microphone alone', async () => {
    const ben = await benWith({ looks: BEN, grants: ['microphone'] });
    await ben.tab.open(room);
    await ben.reads(/Camera is not allowed/);
    await ben.entersAs('Ben');
    await ana.hears(ben);
    await ana.seesNoPictureOf('Ben');
  });

  it('with the camera alone', async () => {
    const ben = await benWith({ looks: BEN, grants: ['camera'] });
    await ben.tab.open(room);
    await ben.reads(/Microphone is not allowed/);
    await ben.entersAs('Ben');
    await ana.seesMoving(ben);
    await ana.tileSays('Ben', /Microphone off/);
    await ana.hearsNothingOf(ben);
  });

  it('with both switched off, and on again in the call', async () => {
    const ben = await benWith({ looks: BEN });
    await ben.tab.open(room);
    await ben.switches('Microphone', false);
    await ben.switches('Camera', false);
    await ben.entersAs('Ben');
    await ana.seesNoPictureOf('Ben');
    expect(await ben.isOn('Camera')).toBe(false);
    await ben.switches('Camera', true);
    await ana.seesMoving(ben);
    await ben.switches('Microphone', true);
    await ana.hears(ben);
  });
});

it('camera and microphone can be changed in the call', async () => {
  const looksLikeNobody = { ...BEN, name: 'Ben', hue: null };
  other = await startChromium({ looks: null, flags: ['--use-fake-device-for-media-stream=device-count=3'] });
  const tab = await other.tab();
  const ben = Person.at(tab, 'Ben', BEN);
  await ben.joins(room);
  await ana.seesMoving(looksLikeNobody);
  await ben.tab.click('button', 'Settings');
  // Chromium's second fake camera measures depth: its pictures are none that could be sent.
  await tab.select('Camera', 'fake_device_2');
  await tab.select('Microphone', 'Fake Audio Input 2');
  await ben.tab.click('button', 'Done');
  await until('Ben uses the other camera', async () =>
    (await ben.tab.run(cameraInUse, null)) === 'fake_device_2' ? true : null,
  );
  await ana.seesMoving(looksLikeNobody);
  await ana.tileSaysNoMore('Ben', /Microphone off/);
});

/** The name of the camera in one's own tile; runs in the page. */
function cameraInUse(): string | null {
  const source = document.querySelector<HTMLVideoElement>('[data-self=true] video')?.srcObject;
  return source instanceof MediaStream ? (source.getVideoTracks()[0]?.label ?? null) : null;
}
