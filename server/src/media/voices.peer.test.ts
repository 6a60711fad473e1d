import { EventEmitter, on } from 'node:events';
import type { ConsumerParameters } from '@hangouts/protocol';
import type { Consumer } from 'mediasoup/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Publication } from '../rooms/media-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { Census, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';
import { type PeerTrack, type TestPeer, TestPeers } from './test-peer.js';

let media: MediasoupMedia;
let census: Census;
let switches: EventEmitter<{ voice: [forwarded: boolean, consumers: number] }>;
let told: [forwarded: boolean, consumers: number][];
let peers: TestPeers;

beforeEach(async () => {
  switches = new EventEmitter();
  told = [];
  switches.on('voice', (...event) => told.push(event));
  census = new Census();
  media = await startMedia({ onVoiceSwitched: (...event) => switches.emit('voice', ...event) });
  peers = new TestPeers(media);
});

afterEach(() => {
  peers.close();
  media.shutdown();
});

/** Somebody with a microphone, who sends a packet of their level every 20 ms. */
interface Speaker {
  seat: SeatRef;
  producer: string;
  level: number;
  /** Sends thousands of packets a second from now on, beside the others. */
  flood(): void;
}

async function speaker(room: SeatRef, level: number, voice: Publication = microphone()): Promise<Speaker> {
  const seat = newSeat(room.room);
  const session = await media.open(seat, media.rtpCapabilities);
  const producer = await media.produce(seat, voice);
  const track: PeerTrack = { kind: 'audio', direction: 'send', rtpParameters: voice.rtpParameters };
  const peer = await peers.connect(seat, session.send, [track]);
  const one: Speaker = { seat, producer, level, flood: () => peer.flood(track, level) };
  peer.keepSending(track, () => one.level);
  return one;
}

/** Somebody who only listens. */
class Listener {
  private constructor(
    private readonly consumers: ConsumerParameters[],
    private readonly peer: TestPeer,
  ) {}

  static async open(room: SeatRef): Promise<Listener> {
    const seat = newSeat(room.room);
    const { receive, consumers } = await media.open(seat, media.rtpCapabilities);
    const tracks = consumers.map(({ rtpParameters }): PeerTrack => ({
      kind: 'audio',
      direction: 'receive',
      rtpParameters,
    }));
    return new Listener(consumers, await peers.connect(seat, receive, tracks));
  }

  #of({ producer }: Speaker): ConsumerParameters | undefined {
    return this.consumers.find(({ producerId }) => producerId === producer);
  }

  consumerOf(one: Speaker): Consumer {
    return census.consumer(this.#of(one)?.id);
  }

  /** Settles with the next packet of somebody's. */
  async hears(one: Speaker): Promise<void> {
    await this.peer.packetOf(this.#of(one)?.rtpParameters.encodings?.[0]?.ssrc ?? 0);
  }

  /** Who is not sent to this one, by the worker's own word. */
  async withheld(speakers: Speaker[]): Promise<Speaker[]> {
    const dumps = await Promise.all(speakers.map((one) => this.consumerOf(one).dump()));
    return speakers.filter((_, index) => dumps[index]?.paused === true);
  }
}

/** Waits until so many have changed since the beginning. */
async function changed(count: number): Promise<void> {
  if (told.length >= count) return;
  for await (const _ of on(switches, 'voice')) if (told.length >= count) return;
}

describe('seven microphones that are on', () => {
  const levels = [-20, -25, -62, -22, -30, -65, -27];

  test('of them the loudest five are forwarded, and a sixth as soon as they speak', async () => {
    const room = newSeat();
    const speakers = await Promise.all(levels.map((level) => speaker(room, level)));
    const listener = await Listener.open(room);
    await changed(2);
    const quiet = speakers.filter(({ level }) => level < -60);
    expect(await listener.withheld(speakers)).toEqual(quiet);
    // The listener's consumers run at once; those of the others wait for their pages.
    expect(told.every(([forwarded, consumers]) => !forwarded && consumers >= 1)).toBe(true);

    const [starter, other] = quiet;
    if (starter === undefined || other === undefined) throw new Error('two are quiet');
    starter.level = -15;
    await Promise.all([changed(4), listener.hears(starter)]);
    const softest = speakers.find(({ level }) => level === -30);
    expect(await listener.withheld(speakers)).toEqual(
      speakers.filter((one) => one === softest || one === other),
    );
    expect(told.slice(2).map(([forwarded]) => forwarded)).toEqual([true, false]);
  });

  test('who comes later is sent those who are forwarded', async () => {
    const room = newSeat();
    const speakers = await Promise.all(levels.map((level) => speaker(room, level)));
    await changed(2);
    const listener = await Listener.open(room);
    expect(await listener.withheld(speakers)).toEqual(speakers.filter(({ level }) => level < -60));
  });

  test('everybody is heard again once only five are on', async () => {
    const room = newSeat();
    const speakers = await Promise.all(levels.map((level) => speaker(room, level)));
    const listener = await Listener.open(room);
    await changed(2);
    const [first, second, quiet] = speakers;
    if (first === undefined || second === undefined || quiet === undefined) throw new Error('seven speak');
    await media.setPaused(first.seat, first.producer, true);
    media.closeProducer(second.seat, second.producer);
    await listener.hears(quiet);
    expect(await listener.withheld(speakers.filter((one) => one !== second))).toEqual([]);
    // The router and its observer, two transports of eight, six microphones and seven who hear each: nothing listens.
    const { here } = await census.open();
    expect(here).toBe(2 + 8 * 2 + 6 + 6 * 7);
  });

  test('who sends more packets than any microphone is not listened to any more, and gives way', async () => {
    const room = newSeat();
    const speakers = await Promise.all(levels.map((level) => speaker(room, level)));
    const listener = await Listener.open(room);
    await changed(2);
    const flooder = speakers.find(({ level }) => level === -20);
    const [starter, other] = speakers.filter(({ level }) => level < -60);
    if (flooder === undefined || starter === undefined)
      throw new Error('somebody is loud, and two are quiet');
    flooder.flood();
    // Not louder than anybody else who is forwarded.
    starter.level = -29;
    await Promise.all([changed(4), listener.hears(starter)]);
    expect(await listener.withheld(speakers)).toEqual(
      speakers.filter((one) => one === flooder || one === other),
    );
  });

  test('the speakers of the room are told with those who are not forwarded', async () => {
    const room = newSeat();
    const speakers = await Promise.all([-20, -21, -22, -23, -24, -25].map((level) => speaker(room, level)));
    const list = speakers.map(({ seat, level }) => ({ participant: seat.participant, level }));
    await changed(1);
    const heard = on(media, 'speakers');
    // Who comes is told who speaks, though that has not changed.
    await Listener.open(room);
    for await (const [, now] of heard) if (JSON.stringify(now) === JSON.stringify(list)) break;
  });
});

test('five microphones that are on are forwarded whatever is said, however many are off', async () => {
  const room = newSeat();
  const speakers = await Promise.all([-20, -90, -25, -127, -30].map((level) => speaker(room, level)));
  await Promise.all([1, 2, 3].map(() => speaker(room, -20, microphone({}, true))));
  const listener = await Listener.open(room);
  await Promise.all(speakers.map((one) => listener.hears(one)));
  for (const one of speakers) one.level = one.level < -50 ? -25 : -127;
  // 1.5 s: longer than everybody is listened to before a choice is made.
  for (let rounds = 0; rounds < 75; rounds += 1)
    await Promise.all(speakers.map((one) => listener.hears(one)));
  expect(await listener.withheld(speakers)).toEqual([]);
  expect(told).toEqual([]);
});
