import { once } from 'node:events';
import type { RoomId } from '@hangouts/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Publication } from '../rooms/media-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { camera, Census, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';
import { type PeerTrack, TestPeers } from './test-peer.js';

let census: Census;
let media: MediasoupMedia;
let peers: TestPeers;
let ana: SeatRef;
let room: RoomId;

beforeEach(async () => {
  census = new Census();
  media = await startMedia();
  peers = new TestPeers(media);
  ana = newSeat();
  ({ room } = ana);
});

afterEach(() => {
  peers.close();
  media.shutdown();
});

/** How many packets have come into the worker (`inbound-rtp`), or gone out of it. */
async function packets(
  of: ReturnType<Census['producer'] | Census['consumer']>,
  direction: 'inbound-rtp' | 'outbound-rtp',
): Promise<number> {
  const stats = await of.getStats();
  return stats.reduce((sum, { type, packetCount }) => sum + (type === direction ? packetCount : 0), 0);
}

/** Waits until a producer is paused on the media server, or runs. */
async function settled(id: string, paused: boolean): Promise<void> {
  await expect.poll(() => census.producer(id).paused).toBe(paused);
}

test('nothing is passed on while a room is held; afterwards a key frame is asked for, and it is', async () => {
  const face = camera();
  const sending = await media.open(ana, media.rtpCapabilities);
  const producer = census.producer(await media.produce(ana, face));
  const track: PeerTrack = { kind: 'video', direction: 'send', rtpParameters: face.rtpParameters };
  const anaPeer = await peers.connect(ana, sending.send, [track]);
  anaPeer.keepSending(track);

  const ben = newSeat(room);
  const receiving = await media.open(ben, media.rtpCapabilities);
  const [given] = receiving.consumers;
  if (given === undefined) throw new Error('no consumer');
  const consumer = census.consumer(given.id);
  const benPeer = await peers.connect(ben, receiving.receive, [{ ...given, direction: 'receive' }]);
  const ssrc = given.rtpParameters.encodings?.[0]?.ssrc ?? 0;
  await benPeer.packetOf(ssrc);

  media.hold(room, true);
  await settled(producer.id, true);
  const [came, went] = await Promise.all([
    packets(producer, 'inbound-rtp'),
    packets(consumer, 'outbound-rtp'),
  ]);
  await expect.poll(() => packets(producer, 'inbound-rtp')).toBeGreaterThan(came + 25);
  expect(await packets(consumer, 'outbound-rtp')).toBe(went);

  await producer.enableTraceEvent(['pli']);
  const asked = once(producer, 'trace');
  const next = benPeer.packetOf(ssrc);
  media.hold(room, false);
  await Promise.all([asked, next]);
});

test('what is published while a room is held is held too, and nobody is told that it is muted', async () => {
  const publish = async (publication: Publication) => media.produce(ana, publication);
  await media.open(ana, media.rtpCapabilities);
  media.hold(room, true);
  const face = await publish(camera());
  const voice = await publish(microphone());
  await settled(face, true);
  await settled(voice, true);
  const { consumers } = await media.open(newSeat(room), media.rtpCapabilities);
  expect(consumers.map(({ producerPaused }) => producerPaused)).toEqual([false, false]);
  media.hold(room, false);
  await settled(face, false);
  await settled(voice, false);
});

test('a track that is being published when the room is held, or let go, is as the room is', async () => {
  await media.open(ana, media.rtpCapabilities);
  const publishing = media.produce(ana, camera());
  media.hold(room, true);
  await settled(await publishing, true);
  const another = media.produce(ana, microphone());
  media.hold(room, false);
  await settled(await another, false);
});

test('what its publisher has paused stays paused, whenever it was', async () => {
  await media.open(ana, media.rtpCapabilities);
  const before = await media.produce(ana, microphone());
  const meanwhile = await media.produce(ana, camera());
  await media.setPaused(ana, before, true);
  media.hold(room, true);
  await media.setPaused(ana, meanwhile, true);
  const paused = await media.produce(ana, { ...camera({}, true), source: 'screen' });
  const resumed = await media.produce(ana, { ...microphone({}, true), source: 'screen-audio' });
  await media.setPaused(ana, resumed, false);
  await settled(resumed, true);
  media.hold(room, false);
  await settled(resumed, false);
  for (const id of [before, meanwhile, paused]) expect(census.producer(id).paused).toBe(true);
});

test('a room that gets a new worker is still held; one that is over is not', async () => {
  await media.open(ana, media.rtpCapabilities);
  media.hold(room, true);
  const lost = once(media, 'lost');
  const [pid] = census.pids;
  if (pid === undefined) throw new Error('no worker');
  process.kill(pid, 'SIGKILL');
  await lost;
  await media.open(ana, media.rtpCapabilities);
  const face = await media.produce(ana, camera());
  expect(census.producer(face).paused).toBe(true);
  media.hold(room, false);
  await settled(face, false);

  media.hold(room, true);
  media.closeRoom(room);
  await media.open(ana, media.rtpCapabilities);
  expect(census.producer(await media.produce(ana, camera())).paused).toBe(false);
});

test('rooms without media are held and let go without a word', () => {
  const { room: empty } = newSeat();
  media.hold(empty, true);
  media.hold(empty, false);
  media.hold(empty, false);
});

test('what is held for a newcomer is let go when they can receive', async () => {
  const face = camera();
  await media.open(ana, media.rtpCapabilities);
  const producer = census.producer(await media.produce(ana, face));
  media.hold(room, true);
  await settled(producer.id, true);

  media.hold(room, false, 'received');
  const ben = newSeat(room);
  const receiving = await media.open(ben, media.rtpCapabilities);
  const [given] = receiving.consumers;
  if (given === undefined) throw new Error('no consumer');
  expect(producer.paused).toBe(true);
  await peers.connect(ben, receiving.receive, [{ ...given, direction: 'receive' }]);
  await settled(producer.id, false);
});
