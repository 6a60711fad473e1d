import { once } from 'node:events';
import type { MediaQuality } from '@hangouts/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SeatRef } from '../rooms/identity-port.js';
import { camera, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';
import { type PeerTrack, sent, TestPeers } from './test-peer.js';

let media: MediasoupMedia;
let peers: TestPeers;

beforeEach(async () => {
  media = await startMedia();
  peers = new TestPeers(media);
});

afterEach(() => {
  peers.close();
  media.shutdown();
});

/** Asks again until the answer fits. */
async function qualityOf(seat: SeatRef, fits: (quality: MediaQuality) => boolean): Promise<MediaQuality> {
  for (;;) {
    const quality = await media.quality(seat);
    if (fits(quality)) return quality;
  }
}

test('each is told of their own media only: what arrives from them, and what goes to them', async () => {
  const ana = newSeat();
  const ben = newSeat(ana.room);
  const anasSession = await media.open(ana, media.rtpCapabilities);
  expect(await media.quality(ana)).toEqual({
    send: null,
    receive: null,
    roundTrip: null,
    sent: [],
    received: [],
  });

  const voice = microphone();
  const face = camera();
  const voiceId = await media.produce(ana, voice);
  await media.produce(ana, face);
  const anaPeer = await peers.connect(ana, anasSession.send, [sent(voice), sent(face)]);
  anaPeer.keepSending(sent(voice));
  anaPeer.keepSending(sent(face));
  const bensSession = await media.open(ben, media.rtpCapabilities);
  const received = bensSession.consumers.map(({ kind, rtpParameters }): PeerTrack => ({
    kind,
    direction: 'receive',
    rtpParameters,
  }));
  await peers.connect(ben, bensSession.receive, received);

  const anas = await qualityOf(ana, ({ sent: all }) => all.every(({ score }) => score === 10));
  expect(anas.send?.protocol).toBe('udp');
  expect(anas.sent.map(({ source, paused }) => [source, paused])).toEqual([
    ['microphone', false],
    ['camera', false],
  ]);
  expect(anas.received).toEqual([]);

  const whole = { participant: ana.participant, pausedBy: null, heldBy: null, score: 10, senderScore: 10 };
  const bens = await qualityOf(ben, ({ received: all }) => all.at(-1)?.layers?.current === 0);
  expect(bens.receive?.protocol).toBe('udp');
  expect(bens.send).toBeNull();
  expect(bens.sent).toEqual([]);
  expect(bens.received).toEqual([
    { ...whole, source: 'microphone', layers: null },
    { ...whole, source: 'camera', layers: { all: 1, preferred: 0, current: 0 } },
  ]);

  await media.setPaused(ana, voiceId, true);
  media.look(ben, []);
  const quiet = await qualityOf(ben, ({ received: all }) => all.every(({ pausedBy }) => pausedBy !== null));
  expect(quiet.received.map(({ pausedBy }) => pausedBy)).toEqual(['sender', 'view']);
});

test('somebody whose packets get lost has a weak line, until they leave', async () => {
  const ana = newSeat();
  const session = await media.open(ana, media.rtpCapabilities);
  const face = camera();
  await media.produce(ana, face);
  const peer = await peers.connect(ana, session.send, [sent(face)]);
  peer.keepSending(sent(face));
  // A quarter of what is sent, as each report finds it.
  const losing = setInterval(() => {
    peer.lose(sent(face));
    peer.report(sent(face));
  }, 60);
  try {
    expect(await once(media, 'weak')).toEqual([ana, true]);
  } finally {
    clearInterval(losing);
  }
  const end = once(media, 'weak');
  media.close(ana);
  expect(await end).toEqual([ana, false]);
});

test('who has no media is told that there is nothing', async () => {
  await expect(media.quality(newSeat())).rejects.toMatchObject({ code: 'not-found' });
});
