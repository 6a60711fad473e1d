import { once } from 'node:events';
import type { RtpCapabilities } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MediaEvents, Publication } from '../rooms/media-port.js';
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

function screen(mimeType: 'video/VP8' | 'video/VP9' | 'video/H264'): Publication {
  const parameters = { 'packetization-mode': 1, 'profile-level-id': '42e01f' };
  const h264 = mimeType === 'video/H264' && { parameters };
  return {
    ...camera({ codecs: [{ mimeType, payloadType: 98, clockRate: 90_000, ...h264 }] }),
    source: 'screen',
  };
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

test('who receives neither VP8 nor H.264 has nobody encode in what is left', async () => {
  const [ana, eve] = [newSeat(), newSeat()];
  eve.room = ana.room;
  await media.open(ana, media.rtpCapabilities);
  await media.produce(ana, camera());
  const { unreceivable } = await media.open(eve, without('VP8', 'VP9', 'H264'));
  expect(unreceivable).toEqual([{ participant: ana.participant, source: 'camera' }]);
  expect(asked).toEqual([]);
  const all = ['video/VP8', 'video/VP9', 'video/H264', 'video/AV1'];
  expect((await media.open(newSeat(ana.room), media.rtpCapabilities)).codecs).toEqual(all);
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

describe('a page that says it receives codecs which nobody sends in that form', () => {
  /** H.264 and VP9 in profiles that no router forwards, and nothing else. */
  function lying(): RtpCapabilities {
    const { codecs, headerExtensions } = without('VP8', 'AV1', 'VP9', 'H264');
    const [vp9, h264] = ['VP9', 'H264'].map((name) => ({
      kind: 'video' as const,
      mimeType: `video/${name}` as const,
      clockRate: 90_000,
      preferredPayloadType: name === 'VP9' ? 120 : 121,
      parameters: { 'profile-id': 3, 'packetization-mode': 0, 'profile-level-id': '640c1f' },
    }));
    if (vp9 === undefined || h264 === undefined) throw new Error('two codecs');
    return { codecs: [...codecs, vp9, h264], headerExtensions };
  }

  test('is believed of each codec once, and then hears that there is none for it', async () => {
    const ana = newSeat();
    await media.open(ana, media.rtpCapabilities);
    let producer = await media.produce(ana, screen('video/VP8'));
    const told = once(media, 'unreceivable');
    const eve = newSeat(ana.room);
    await media.open(eve, lying());
    expect(asked).toEqual([[ana, producer, ['video/VP9', 'video/H264']]]);
    producer = await media.produce(ana, screen('video/VP9'));
    while (asked.length < 2) await once(media, 'recode');
    expect(asked[1]).toEqual([ana, producer, ['video/H264']]);
    await media.produce(ana, screen('video/H264'));
    expect(await told).toEqual([eve, { participant: ana.participant, source: 'screen' }]);
    expect(asked).toHaveLength(2);
    // Nobody is told of codecs any more that it has turned out not to receive.
    expect((await media.open(ana, media.rtpCapabilities)).codecs).toEqual([]);
  });

  test('does not keep a publisher busy by coming again and again', async () => {
    const ana = newSeat();
    const eve = newSeat(ana.room);
    await media.open(ana, media.rtpCapabilities);
    await media.produce(ana, screen('video/VP8'));
    for (let visit = 1; ; visit += 1) {
      const before = asked.length;
      const lacking = visit % 2 === 1 ? 'VP8' : 'VP9';
      const { unreceivable } = await media.open(eve, without(lacking));
      if (asked.length === before) {
        expect(unreceivable).toEqual([{ participant: ana.participant, source: 'screen' }]);
        break;
      }
      expect(asked.at(-1)?.[2][0]).toBe(lacking === 'VP8' ? 'video/VP9' : 'video/VP8');
      const consumer = once(media, 'consumer');
      await media.produce(ana, screen(lacking === 'VP8' ? 'video/VP9' : 'video/VP8'));
      await consumer;
    }
    expect(asked).toHaveLength(4);
  });
});
