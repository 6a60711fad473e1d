import { once } from 'node:events';
import type { ConsumerParameters } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MediaEvents } from '../rooms/media-port.js';
import { Refusal } from '../rooms/refusal.js';
import { camera, Census, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';

let media: MediasoupMedia;
let census: Census;
let consumers: MediaEvents['consumer'][];
let closed: MediaEvents['consumer-closed'][];

beforeEach(async () => {
  census = new Census();
  media = await startMedia();
  consumers = [];
  closed = [];
  media.on('consumer', (...event) => consumers.push(event));
  media.on('consumer-closed', (...event) => closed.push(event));
});

afterEach(() => media.shutdown());

const open = (seat = newSeat()) => media.open(seat, media.rtpCapabilities);
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const consumerOf = (producerId: string): Partial<ConsumerParameters> =>
  expect.objectContaining({ producerId });

/** Waits until everything asked of the worker before has been answered: it answers in order. */
async function settled(): Promise<void> {
  await media.check();
  await new Promise(setImmediate);
}

describe('what a room can receive', () => {
  test('is known before there is a room, with the codecs of every browser', () => {
    const names = media.rtpCapabilities.codecs.map(({ mimeType }) => mimeType.toLowerCase());
    expect(names.filter((name) => !name.endsWith('/rtx'))).toEqual([
      'audio/opus',
      'video/vp8',
      'video/vp9',
      'video/h264',
      'video/h264',
      'video/av1',
    ]);
    expect(media.rtpCapabilities.codecs[0]?.parameters).toMatchObject({ usedtx: 1, useinbandfec: 1 });
    expect(media.counts().routers).toBe(0);
  });
});

describe('open', () => {
  test('gives two transports with candidates, UDP first', async () => {
    const session = await open();
    expect(session.send.id).not.toBe(session.receive.id);
    expect(session.send.iceCandidates.map(({ protocol, address }) => [protocol, address])).toEqual([
      ['udp', '127.0.0.1'],
      ['tcp', '127.0.0.1'],
    ]);
    expect(session.consumers).toEqual([]);
    expect(media.counts()).toEqual({ workers: 1, routers: 1, transports: 2, producers: 0, consumers: 0 });
  });

  test('gives a consumer for every track of the others, paused ones marked', async () => {
    const ana = newSeat();
    await open(ana);
    const voice = await media.produce(ana, microphone());
    const face = await media.produce(ana, camera({}, true));
    const { consumers: received } = await open(newSeat(ana.room));
    expect(received).toEqual([
      expect.objectContaining({
        producerId: voice,
        source: 'microphone',
        kind: 'audio',
        producerPaused: false,
      }),
      expect.objectContaining({ producerId: face, source: 'camera', kind: 'video', producerPaused: true }),
    ]);
    expect(received.every(({ participant }) => participant === ana.participant)).toBe(true);
    expect(consumers).toEqual([]);
  });

  test('passes over what a page cannot receive', async () => {
    const ana = newSeat();
    await open(ana);
    const voice = await media.produce(ana, microphone());
    await media.produce(ana, camera());
    const deaf = { ...media.rtpCapabilities, codecs: media.rtpCapabilities.codecs.slice(0, 1) };
    const session = await media.open(newSeat(ana.room), deaf);
    expect(session.consumers).toEqual([consumerOf(voice)]);
  });

  test('closes what somebody had before; the others are told', async () => {
    const ana = newSeat();
    const ben = newSeat(ana.room);
    const first = await open(ana);
    await open(ben);
    await media.produce(ana, camera());
    await once(media, 'consumer');
    await open(ana);
    await settled();
    expect(closed).toEqual([[ben, consumers[0]?.[1].id]]);
    expect(media.counts()).toEqual({ workers: 1, routers: 1, transports: 4, producers: 0, consumers: 0 });
    const dtls = { fingerprints: first.send.dtlsParameters.fingerprints };
    await expect(media.connect(ana, first.send.id, dtls)).rejects.toEqual(refused('not-found'));
  });

  test('refuses capabilities that make no sense, and keeps what there was', async () => {
    const ana = newSeat();
    await open(ana);
    const voice = await media.produce(ana, microphone());
    const codec = { kind: 'audio', mimeType: 'video/VP8', clockRate: 0 } as const;
    const capabilities = {
      codecs: [codec, { ...codec, mimeType: 'nonsense' as 'audio/x' }],
      headerExtensions: [],
    };
    await expect(media.open(ana, capabilities)).rejects.toEqual(refused('media-rejected'));
    expect(await media.setPaused(ana, voice, true)).toBe('microphone');
  });
});

describe('later tracks', () => {
  test('come as consumers to everybody else whose media are open', async () => {
    const ana = newSeat();
    const [ben, cleo] = [newSeat(ana.room), newSeat(ana.room)];
    await Promise.all([open(ana), open(ben), open(cleo), open()]);
    const voice = await media.produce(ana, microphone());
    await settled();
    expect(consumers).toEqual([
      [ben, consumerOf(voice)],
      [cleo, consumerOf(voice)],
    ]);
  });

  test('end with their producer, and with its owner', async () => {
    const ana = newSeat();
    const ben = newSeat(ana.room);
    await Promise.all([open(ana), open(ben)]);
    const voice = await media.produce(ana, microphone());
    await media.produce(ana, camera());
    await settled();
    const ids = consumers.map(([, { id }]) => id);
    expect(media.closeProducer(ana, voice)).toBe('microphone');
    await settled();
    expect(closed).toEqual([[ben, ids[0]]]);
    media.close(ana);
    await settled();
    expect(closed).toEqual(ids.map((id) => [ben, id]));
    expect(media.counts()).toMatchObject({ transports: 2, producers: 0, consumers: 0 });
  });

  test('one of the same source takes the place: the new one comes before the old one goes', async () => {
    const ana = newSeat();
    const ben = newSeat(ana.room);
    await Promise.all([open(ana), open(ben)]);
    const order: string[] = [];
    media.on('consumer', (_, { producerId }) => order.push(producerId));
    media.on('consumer-closed', () => order.push('closed'));
    const before = await media.produce(ana, camera());
    const after = await media.produce(ana, camera());
    await settled();
    await settled();
    expect(order).toEqual([before, after, 'closed']);
    expect(closed).toEqual([[ben, consumers[0]?.[1].id]]);
    expect(() => media.closeProducer(ana, before)).toThrow(Refusal);
    expect(media.closeSources(ana, ['camera', 'screen'])).toEqual([after]);
  });

  test('start passes over consumers that are gone', async () => {
    const ana = newSeat();
    const ben = newSeat(ana.room);
    await Promise.all([open(ana), open(ben)]);
    await media.produce(ana, microphone());
    await settled();
    const ids = consumers.map(([, { id }]) => id);
    media.closeSources(ana, ['microphone']);
    await media.start(ben, [...ids, 'nothing']);
  });
});

describe('what is not one’s own', () => {
  test('is not found', async () => {
    const ana = newSeat();
    const ben = newSeat(ana.room);
    const session = await open(ana);
    await open(ben);
    const voice = await media.produce(ana, microphone());
    const notFound = refused('not-found');
    const dtls = { fingerprints: session.send.dtlsParameters.fingerprints };
    await expect(media.connect(ben, session.send.id, dtls)).rejects.toEqual(notFound);
    await expect(media.setPaused(ben, voice, true)).rejects.toEqual(notFound);
    expect(() => media.closeProducer(ben, voice)).toThrow(notFound);
    expect(media.closeSources(ben, ['microphone'])).toEqual([]);
    await expect(media.produce(newSeat(ana.room), microphone())).rejects.toEqual(notFound);
    await expect(media.produce(newSeat(), microphone())).rejects.toEqual(notFound);
    media.close(newSeat());
    media.closeRoom(newSeat().room);
  });

  test('restarting ICE gives a transport of one’s own new parameters', async () => {
    const ana = newSeat();
    const ben = newSeat(ana.room);
    const { send } = await open(ana);
    await open(ben);
    const { usernameFragment, password, iceLite } = await media.restartIce(ana, send.id);
    expect(iceLite).toBe(true);
    expect([usernameFragment, password]).not.toContain(send.iceParameters.usernameFragment);
    expect(password).not.toBe(send.iceParameters.password);
    for (const [seat, transport] of [
      [ben, send.id],
      [ana, 'nonsense'],
      [newSeat(ana.room), send.id],
    ] as const)
      await expect(media.restartIce(seat, transport)).rejects.toEqual(refused('not-found'));
  });

  test('a transport is connected once', async () => {
    const ana = newSeat();
    const { send } = await open(ana);
    const dtls = { role: 'client', fingerprints: send.dtlsParameters.fingerprints } as const;
    await media.connect(ana, send.id, dtls);
    await expect(media.connect(ana, send.id, dtls)).rejects.toEqual(refused('media-rejected'));
  });
});

describe('races', () => {
  const nothing = { here: 0, workers: 0 };
  const notFound = { status: 'rejected', reason: refused('not-found') };

  test('two opens at once: the later one stands, the earlier one is refused', async () => {
    const ana = newSeat();
    const opens = await Promise.allSettled([open(ana), open(ana), open(ana)]);
    expect(opens.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(opens[0]).toEqual(notFound);
    expect(media.counts()).toMatchObject({ routers: 1, transports: 2 });
    // A router and two transports.
    expect(await census.open()).toEqual({ here: 3, workers: 3 });
  });

  test.each([0, 1, 2, 3, 4, 5, 6])('somebody leaves %i turns after they began to open', async (turns) => {
    const [ana, ben] = [newSeat(), newSeat()];
    const stays = newSeat(ana.room);
    await open(stays);
    await media.produce(stays, camera());
    const opens = Promise.allSettled([open(ana), open(ben)]);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    media.close(ana);
    media.closeRoom(ben.room);
    expect(await opens).toEqual([notFound, notFound]);
    media.close(stays);
    await settled();
    expect(await census.open()).toEqual(nothing);
    expect(media.counts()).toMatchObject({ routers: 0, transports: 0, producers: 0, consumers: 0 });
  });

  test('somebody leaves while the worker makes what they asked for', async () => {
    const ana = newSeat();
    const stays = newSeat(ana.room);
    const session = await open(stays);
    await media.produce(stays, camera());
    // Each attempt leaves later in the course of its open, until some come too late to stop it.
    let opened = 0;
    for (let turns = 0; ; turns += 1) {
      const attempt = open(ana);
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      media.close(ana);
      const [outcome] = await Promise.allSettled([attempt]);
      if (outcome.status === 'fulfilled') opened += 1;
      if (opened === 3) break;
    }
    await settled();
    // The router, the one who stays with two transports, and their camera.
    expect(await census.open()).toEqual({ here: 4, workers: 4 });
    expect(session.consumers).toEqual([]);
  });

  test('a producer that comes to life after its owner left is closed', async () => {
    const ana = newSeat();
    await open(ana);
    const [produced] = await Promise.allSettled([media.produce(ana, microphone()), media.close(ana)]);
    expect(produced).toEqual(notFound);
    await settled();
    expect(await census.open()).toEqual(nothing);
  });

  test('a track that is published while somebody opens reaches them exactly once', async () => {
    const ana = newSeat();
    await open(ana);
    for (let turns = 0; turns < 30; turns += 1) {
      const viewer = newSeat(ana.room);
      consumers = [];
      const opening = open(viewer);
      for (let turn = 0; turn < turns % 10; turn += 1) await Promise.resolve();
      for (let turn = 0; turn < turns / 3; turn += 1) await new Promise(setImmediate);
      const producer = await media.produce(ana, microphone());
      const session = await opening;
      await settled();
      const later = consumers.filter(([seat]) => seat.participant === viewer.participant);
      const all = [...session.consumers, ...later.map(([, parameters]) => parameters)];
      expect(all.filter(({ producerId }) => producerId === producer)).toHaveLength(1);
      media.close(viewer);
      media.closeProducer(ana, producer);
    }
  });

  test('a track that ends while somebody opens is either not told, or told as closed', async () => {
    const ana = newSeat();
    await open(ana);
    for (let turns = 0; turns < 30; turns += 1) {
      const viewer = newSeat(ana.room);
      const producer = await media.produce(ana, microphone());
      consumers = [];
      closed = [];
      const opening = open(viewer);
      for (let turn = 0; turn < turns / 2; turn += 1) await new Promise(setImmediate);
      media.closeProducer(ana, producer);
      const session = await opening;
      await settled();
      expect(closed).toEqual(session.consumers.map(({ id }) => [viewer, id]));
      expect(consumers).toEqual([]);
      media.close(viewer);
    }
  });

  test('everybody opens at once and publishes at once: everybody has everybody’s track', async () => {
    const ana = newSeat();
    const seats = [ana, ...Array.from({ length: 7 }, () => newSeat(ana.room))];
    const sessions = await Promise.all(
      seats.map(async (seat) => {
        const session = await open(seat);
        await media.produce(seat, camera());
        return session;
      }),
    );
    await settled();
    await settled();
    for (const [index, seat] of seats.entries()) {
      const later = consumers
        .filter(([to]) => to.participant === seat.participant)
        .map(([, parameters]) => parameters);
      const from = [...(sessions[index]?.consumers ?? []), ...later].map(({ participant }) => participant);
      const others = seats.filter((other) => other !== seat).map(({ participant }) => participant);
      expect(from.toSorted()).toEqual(others.toSorted());
    }
    media.closeRoom(ana.room);
    await settled();
    expect(await census.open()).toEqual(nothing);
  });

  test('the last one who leaves closes the room; the next one has a new one', async () => {
    const ana = newSeat();
    await open(ana);
    media.close(ana);
    media.close(ana);
    media.closeRoom(ana.room);
    await settled();
    expect(await census.open()).toEqual(nothing);
    await open(ana);
    expect(media.counts()).toMatchObject({ routers: 1, transports: 2 });
  });
});
