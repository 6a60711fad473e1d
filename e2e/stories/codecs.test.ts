import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';
import { keepPeers, pictureStreams, type PictureStream } from '../support/traffic.js';
import { until } from '../support/until.js';

const HD = { width: 1280, height: 720 };
const LARGE = { width: 1300, height: 900 };
const SMALL = { width: 320, height: 560 };

let server: TestServer;
let computer: ChromiumBrowser;
let other: ChromiumBrowser;
/** It receives no VP9. */
let firefox: Browser;

beforeAll(async () => {
  [server, computer, other, firefox] = await Promise.all([
    // Of two people the media server carries nothing where they connect directly.
    TestServer.start({ DIRECT: 'off' }),
    startChromium({ looks: { ...ANA, size: HD } }),
    startChromium({ looks: BEN }),
    startFirefox(FAY, { 'media.peerconnection.video.vp9_enabled': false }),
  ]);
});

afterAll(async () => {
  await Promise.all([computer.close(), other.close(), firefox.close()]);
  await server.stop();
});

/** Stands for a machine that encodes one codec in hardware. It runs in the page. */
function encodesInHardware(codec: string | null): void {
  const capabilities = navigator.mediaCapabilities;
  const ask = capabilities.encodingInfo.bind(capabilities);
  capabilities.encodingInfo = async (question) => {
    const answer = await ask(question);
    return { ...answer, powerEfficient: answer.supported && question.video?.contentType === codec };
  };
}

/** Waits until the streams of pictures are as wanted. */
async function streams(
  person: Person,
  direction: 'inbound' | 'outbound',
  what: string,
  fits: (streams: PictureStream[]) => boolean,
): Promise<PictureStream[]> {
  let last: PictureStream[] = [];
  return until(
    () => `${person.name} has ${direction} ${what}; last ${JSON.stringify(last)}`,
    async () => {
      last = await person.tab.run(pictureStreams, direction);
      return fits(last) ? last : null;
    },
  );
}

async function ofWidth(person: Person, width: number): Promise<PictureStream[]> {
  return streams(person, 'inbound', `a picture ${width} wide`, (all) =>
    all.some((one) => one.width === width),
  );
}

it.each([
  ['video/VP8', null, [320, 640, 1280]],
  ['video/H264', 'video/H264', [320, 640, 1280]],
  ['video/VP9', 'video/VP9', [1280]],
])('a camera is sent in %s, and arrives as large as its tile is', async (codec, inHardware, widths) => {
  const tab = await computer.tab();
  await tab.prepare(keepPeers, null);
  await tab.prepare(encodesInHardware, inHardware);
  const ana = Person.at(tab, 'Ana', ANA);
  const bens = await other.tab(LARGE);
  await bens.prepare(keepPeers, null);
  const ben = Person.at(bens, 'Ben', BEN);
  const room = `${server.url}/r/in-${codec.slice(6).toLowerCase()}`;
  await ana.joins(room);
  await ben.joins(room);
  await ben.seesMoving(ana);

  // What is captured is really on the wire, whole.
  const sent = await streams(ana, 'outbound', `pictures ${widths.join(', ')} wide`, (all) =>
    widths.every((width) => all.some((one) => one.width === width)),
  );
  expect(new Set(sent.map((one) => one.codec))).toEqual(new Set([codec]));
  expect(sent).toHaveLength(widths.length);
  await ofWidth(ben, 1280);

  await bens.page.setViewportSize(SMALL);
  await ofWidth(ben, 640);
  await ben.seesMoving(ana);
  // What nobody looks at is not encoded either, where it is a stream of its own.
  const left = widths.filter((width) => widths.length === 1 || width <= 640);
  await streams(ana, 'outbound', `pictures ${left.join(', ')} wide, and no others`, (all) => {
    return all.length === left.length && all.every(({ width }) => left.includes(width));
  });
  await Promise.all([ana.tab.close(), ben.tab.close()]);
});

it('a screen is sent in AV1 where the machine encodes that in hardware', async () => {
  const tab = await computer.tab(LARGE);
  await tab.prepare(keepPeers, null);
  await tab.prepare(encodesInHardware, 'video/AV1');
  const ana = Person.at(tab, 'Ana', ANA);
  const ben = await Person.in(other, 'Ben', BEN);
  const room = `${server.url}/r/slides-in-av1`;
  await ana.joins(room);
  await ben.joins(room);
  await ana.switches('Share screen', true);
  await ben.seesScreenOf(ana);
  await streams(ana, 'outbound', 'a screen in AV1', (all) => all.some((one) => one.codec === 'video/AV1'));
  await Promise.all([ana.tab.close(), ben.tab.close()]);
});

it('a screen that a browser cannot receive is sent anew in what it can', async () => {
  const tab = await computer.tab(LARGE);
  await tab.prepare(keepPeers, null);
  const ana = Person.at(tab, 'Ana', ANA);
  const ben = await Person.in(other, 'Ben', BEN);
  const room = `${server.url}/r/slides`;
  await ana.joins(room);
  await ben.joins(room);
  // It is about the screen: three browsers that encode cameras beside it fill a small machine.
  for (const person of [ana, ben]) await person.switches('Camera', false);
  await ana.switches('Share screen', true);
  await ben.seesScreenOf(ana);
  await streams(ana, 'outbound', 'a screen in VP9', (all) => all.some((one) => one.codec === 'video/VP9'));

  const fay = await Person.in(firefox, 'Fay', FAY);
  await fay.joins(room);
  await fay.seesScreenOf(ana);
  await ben.seesScreenOf(ana);
  await streams(ana, 'outbound', 'nothing in VP9', (all) => all.every((one) => one.codec === 'video/VP8'));
});
