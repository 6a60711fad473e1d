import { on, once } from 'node:events';
import type { MediaSession } from '@hangouts/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MediaEvents, Publication, SpeakerLevel } from '../rooms/media-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { camera, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';
import { type PeerTrack, sent, type TestPeer, TestPeers } from './test-peer.js';

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

/** Somebody who publishes these, connected. */
async function publisher(seat: SeatRef, ...publications: Publication[]): Promise<TestPeer> {
  const session = await media.open(seat, media.rtpCapabilities);
  for (const publication of publications) await media.produce(seat, publication);
  return peers.connect(seat, session.send, publications.map(sent));
}

function received({ kind, rtpParameters }: MediaSession['consumers'][number]): PeerTrack {
  return { kind, direction: 'receive', rtpParameters };
}

function ssrcOf({ rtpParameters }: PeerTrack): number {
  return rtpParameters.encodings?.[0]?.ssrc ?? 0;
}

test('sound and picture of one reach another, whose consumers run as soon as they are connected', async () => {
  const ana = newSeat();
  const voice = microphone();
  const face = camera();
  const anaPeer = await publisher(ana, voice, face);
  anaPeer.keepSending(sent(voice));
  anaPeer.keepSending(sent(face));

  const ben = newSeat(ana.room);
  const session = await media.open(ben, media.rtpCapabilities);
  const tracks = session.consumers.map(received);
  expect(tracks.map(({ kind }) => kind)).toEqual(['audio', 'video']);
  const benPeer = await peers.connect(ben, session.receive, tracks);
  const packets = await Promise.all(tracks.map((track) => benPeer.packetOf(ssrcOf(track))));
  expect(packets.every((packet) => packet.length > 20)).toBe(true);
});

test('a track that is published later waits until it is started', async () => {
  const ben = newSeat();
  const session = await media.open(ben, media.rtpCapabilities);
  const announced = new Promise<MediaEvents['consumer']>((resolve) => {
    media.once('consumer', (...event) => resolve(event));
  });
  const voice = microphone();
  const anaPeer = await publisher(newSeat(ben.room), voice);
  anaPeer.keepSending(sent(voice), -30);
  const [seat, consumer] = await announced;
  expect(seat).toEqual(ben);

  const track = received(consumer);
  const benPeer = await peers.connect(ben, session.receive, [track]);
  const packet = benPeer.packetOf(ssrcOf(track));
  let started = false;
  const first = packet.then(() => started);
  // The room hears of speakers once their packets have come to the server: none of them went on to the page.
  await once(media, 'speakers');
  started = true;
  await media.start(ben, [consumer.id]);
  expect(await first).toBe(true);
});

test('speakers are told loudest first, without those who pause, and then that all are silent', async () => {
  const ana = newSeat();
  const ben = newSeat(ana.room);
  const loud = microphone();
  const soft = microphone();
  const lists = speakerLists(media);
  const anaPeer = await publisher(ana, loud);
  const benPeer = await publisher(ben, soft);
  anaPeer.keepSending(sent(loud), -20);
  benPeer.keepSending(sent(soft), -45);
  await lists.until([
    { participant: ana.participant, level: -20 },
    { participant: ben.participant, level: -45 },
  ]);

  media.closeSources(ana, ['microphone']);
  await lists.until([{ participant: ben.participant, level: -45 }]);

  media.closeSources(ben, ['microphone']);
  await lists.until([]);
});

test('a paused microphone is silent, and speaks again when it is resumed', async () => {
  const ana = newSeat();
  const session = await media.open(ana, media.rtpCapabilities);
  const voice = microphone();
  const producer = await media.produce(ana, voice);
  const lists = speakerLists(media);
  const peer = await peers.connect(ana, session.send, [sent(voice)]);
  peer.keepSending(sent(voice), -30);
  const speaking = [{ participant: ana.participant, level: -30 }];
  await lists.until(speaking);
  expect(await media.setPaused(ana, producer, true)).toBe('microphone');
  await lists.until([]);
  await media.setPaused(ana, producer, false);
  await lists.until(speaking);
});

/** The lists of speakers as they come, from now on. */
function speakerLists(source: MediasoupMedia): { until(wanted: SpeakerLevel[]): Promise<void> } {
  const events = on(source, 'speakers');
  return {
    async until(wanted) {
      for (;;) {
        const { value } = await events.next();
        if (JSON.stringify(value[1]) === JSON.stringify(wanted)) return;
      }
    },
  };
}
