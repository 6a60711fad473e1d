import { observer } from 'mediasoup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { camera, codeOf, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';

let media: MediasoupMedia;
/** How many transports and producers there were at the same time, at most. */
const most = { transports: 0, producers: 0 };
const now = { transports: 0, producers: 0 };

interface Closing {
  observer: { once(event: 'close', listener: () => void): unknown };
}

function count(kind: keyof typeof now, made: Closing): void {
  now[kind] += 1;
  most[kind] = Math.max(most[kind], now[kind]);
  made.observer.once('close', () => {
    now[kind] -= 1;
  });
}

observer.on('newworker', (worker) =>
  worker.observer.on('newrouter', (router) =>
    router.observer.on('newtransport', (transport) => {
      count('transports', transport);
      transport.observer.on('newproducer', (producer) => count('producers', producer));
    }),
  ),
);

beforeEach(async () => {
  most.transports = 0;
  most.producers = 0;
  media = await startMedia();
});

afterEach(() => media.shutdown());

/** Long enough for what is asked to go to the worker, too short for its answer. */
async function aMoment(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test('one participant has at most eight producers, those in the making among them', async () => {
  const seat = newSeat();
  await media.open(seat, media.rtpCapabilities);
  const { pids } = media.health();
  const asked = Array.from({ length: 12 }, (_, index) =>
    codeOf(media.produce(seat, index % 2 === 0 ? camera() : microphone())),
  );
  const codes = await Promise.all(asked);
  expect(codes).toEqual([...Array<null>(8).fill(null), ...Array<string>(4).fill('media-limit')]);
  await media.check();
  expect(most.producers).toBeLessThanOrEqual(8);
  expect(media.counts().producers).toBe(2);
  // Those that were replaced have made room; what is refused takes none.
  for (let round = 0; round < 20; round += 1) {
    expect(await codeOf(media.produce(seat, camera({ codecs: [] })))).toBe('media-rejected');
    expect(await codeOf(media.produce(seat, camera()))).toBeNull();
  }
  expect(media.health().pids).toEqual(pids);
});

test('one participant has at most four transports, also while they come back again and again', async () => {
  const seat = newSeat();
  await media.open(seat, media.rtpCapabilities);
  const { pids } = media.health();
  const asked: Promise<string | null>[] = [];
  for (let visit = 0; visit < 5; visit += 1) {
    asked.push(codeOf(media.open(seat, media.rtpCapabilities)));
    await aMoment();
  }
  // The second takes the place of the first; the others change nothing.
  expect(await Promise.all(asked)).toEqual([
    'not-found',
    null,
    'rate-limited',
    'rate-limited',
    'rate-limited',
  ]);
  expect(most.transports).toBeLessThanOrEqual(4);
  expect(await codeOf(media.produce(seat, camera()))).toBeNull();
  expect(await codeOf(media.open(seat, media.rtpCapabilities))).toBeNull();
  expect(media.counts().transports).toBe(2);
  expect(media.health().pids).toEqual(pids);
});
