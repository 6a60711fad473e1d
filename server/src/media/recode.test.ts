import { once } from 'node:events';
import type { RtpCapabilities } from '@hangouts/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MediaEvents, Publication } from '../rooms/ports.js';
import { camera, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';

let media: MediasoupMedia;
let asked: MediaEvents['recode'][];

beforeEach(async () => {
  media = await startMedia();
  asked = [];
  media.on('recode', (...event) => asked.push(event));
});

afterEach(() => media.shutdown());

/** What a browser receives that lacks these codecs. */
function without(...names: string[]): RtpCapabilities {
  const { codecs, headerExtensions } = media.rtpCapabilities;
  return {
    codecs: codecs.filter(({ mimeType }) => !names.some((name) => mimeType === `video/${name}`)),
    headerExtensions,
  };
}

function screen(mimeType: 'video/VP8' | 'video/VP9'): Publication {
  const vp9 = { mimeType, payloadType: 98, clockRate: 90_000 };
  return { ...camera({ codecs: [vp9] }), source: 'screen' };
}

test('who opens hears which codecs all the others receive', async () => {
  const ana = newSeat();
  const all = ['video/VP8', 'video/VP9', 'video/H264', 'video/AV1'];
  expect((await media.open(ana, without('VP9'))).codecs).toEqual(all);
  const ben = newSeat(ana.room);
  expect((await media.open(ben, without('H264'))).codecs).toEqual(['video/VP8', 'video/H264', 'video/AV1']);
  expect((await media.open(newSeat(ana.room), media.rtpCapabilities)).codecs).toEqual([
    'video/VP8',
    'video/AV1',
  ]);
});

test('a screen that somebody cannot receive is asked for in another codec, and then reaches everybody', async () => {
  const [ana, ben] = [newSeat(), newSeat()];
  const cem = { ...newSeat(), room: ana.room };
  ben.room = ana.room;
  for (const seat of [ana, ben]) await media.open(seat, media.rtpCapabilities);
  const first = await media.produce(ana, screen('video/VP9'));
  expect(asked).toEqual([]);

  const recode = once(media, 'recode');
  const { consumers } = await media.open(cem, without('VP9'));
  expect(consumers).toEqual([]);
  expect(await recode).toEqual([ana, first, ['video/VP8', 'video/H264', 'video/AV1']]);

  const announced: MediaEvents['consumer'][] = [];
  media.on('consumer', (...event) => announced.push(event));
  const second = await media.produce(ana, screen('video/VP8'));
  while (announced.length < 2) await once(media, 'consumer');
  expect(announced.map(([{ participant }, { producerId }]) => [participant, producerId]).toSorted()).toEqual(
    [
      [ben.participant, second],
      [cem.participant, second],
    ].toSorted(),
  );
  expect(asked).toHaveLength(1);
});

test('who receives none of the codecs hears of each picture, and nothing is asked for', async () => {
  const [ana, ben] = [newSeat(), newSeat()];
  ben.room = ana.room;
  await media.open(ana, media.rtpCapabilities);
  await media.produce(ana, screen('video/VP9'));
  await media.produce(ana, microphone());
  const { consumers, unreceivable } = await media.open(ben, without('VP8', 'VP9', 'H264', 'AV1'));
  expect(consumers.map(({ kind }) => kind)).toEqual(['audio']);
  expect(unreceivable).toEqual([{ participant: ana.participant, source: 'screen' }]);

  const told = once(media, 'unreceivable');
  await media.produce(ana, camera());
  expect(await told).toEqual([ben, { participant: ana.participant, source: 'camera' }]);
  expect(asked).toEqual([]);
});
