import { once } from 'node:events';
import { ParticipantId, type RtpParameters, type ViewedTile } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MediaEvents } from '../rooms/media-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { camera, Census, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';

const SIMULCAST: Partial<RtpParameters> = {
  encodings: [4, 2, 1].map((scale, index) => ({
    rid: `r${index}`,
    scaleResolutionDownBy: scale,
    scalabilityMode: 'L1T3',
  })),
};

let media: MediasoupMedia;
let census: Census;
let wanted: MediaEvents['wanted'][];

beforeEach(async () => {
  census = new Census();
  media = await startMedia();
  wanted = [];
  media.on('wanted', (...event) => wanted.push(event));
});

afterEach(() => media.shutdown());

const open = (seat: SeatRef) => media.open(seat, media.rtpCapabilities);
const tileOf = ({ participant }: SeatRef, width: number, height: number): ViewedTile => ({
  participant,
  source: 'camera',
  width,
  height,
});

/** Waits until everything asked of the worker before has been answered: it answers in order. */
async function settled(): Promise<void> {
  await media.check();
  await new Promise(setImmediate);
}

/** Ana, who publishes a camera of 1280 by 720 and a microphone, and Ben, who has opened with both. */
async function anaAndBen() {
  const ana = newSeat();
  await open(ana);
  const size = { width: 1280, height: 720 };
  const face = await media.produce(ana, { ...camera(SIMULCAST), size });
  const voice = await media.produce(ana, microphone());
  const ben = newSeat(ana.room);
  const { consumers } = await open(ben);
  const consumerOf = (producer: string) =>
    census.consumer(consumers.find(({ producerId }) => producerId === producer)?.id);
  return { ana, ben, face, picture: consumerOf(face), sound: consumerOf(voice) };
}

describe('what a page shows', () => {
  test('is unknown at first: everything runs', async () => {
    const { picture, sound } = await anaAndBen();
    await settled();
    expect([picture.paused, sound.paused]).toEqual([false, false]);
  });

  test('is all of the pictures that it is sent; sound comes always', async () => {
    const { ana, ben, picture, sound } = await anaAndBen();
    media.look(ben, []);
    await settled();
    expect([picture.paused, sound.paused]).toEqual([true, false]);
    media.look(ben, [tileOf(ana, 640, 360)]);
    await settled();
    expect([picture.paused, sound.paused]).toEqual([false, false]);
  });

  test.each([
    [1280, 720, 2],
    [640, 360, 1],
    [320, 180, 0],
  ])('in a tile of %d by %d is sent in layer %d', async (width, height, spatialLayer) => {
    const { ana, ben, picture } = await anaAndBen();
    media.look(ben, [tileOf(ana, 200, 150)]);
    media.look(ben, [tileOf(ana, width, height)]);
    await settled();
    expect(picture.preferredLayers).toEqual({ spatialLayer, temporalLayer: 2 });
  });

  test('decides about a track that is published later too', async () => {
    const { ana, ben } = await anaAndBen();
    media.look(ben, [tileOf(ana, 640, 360)]);
    const cem = newSeat(ana.room);
    await open(cem);
    const announced: MediaEvents['consumer'][] = [];
    media.on('consumer', (...event) => announced.push(event));
    await media.produce(cem, camera());
    await settled();
    const of = ({ participant }: SeatRef) =>
      census.consumer(announced.find(([seat]) => seat.participant === participant)?.[1].id);
    const [forAna, forBen] = [of(ana), of(ben)];
    // Ana's page never said what it shows.
    await Promise.all([media.start(ana, [forAna.id]), media.start(ben, [forBen.id])]);
    expect([forAna.paused, forBen.paused]).toEqual([false, true]);
    media.look(ben, [tileOf(cem, 640, 360)]);
    await settled();
    expect(forBen.paused).toBe(false);
  });

  test('may be of people who are not here, or said by one without media', async () => {
    const { ben, picture } = await anaAndBen();
    const stranger = ParticipantId.parse(crypto.randomUUID());
    media.look(ben, [tileOf({ ...ben, participant: stranger }, 640, 360)]);
    media.look(newSeat(ben.room), []);
    media.look(newSeat(), []);
    await settled();
    expect(picture.paused).toBe(true);
    expect(media.health().workers).toBe(1);
  });
});

describe('a publisher', () => {
  test('whom nobody looks at hears of it, and at once when somebody does', async () => {
    const ana = newSeat();
    await open(ana);
    const alone = once(media, 'wanted');
    const face = await media.produce(ana, camera(SIMULCAST));
    expect(await alone).toEqual([ana, face, 0]);

    const ben = newSeat(ana.room);
    const coming = open(ben);
    expect(await once(media, 'wanted')).toEqual([ana, face, 3]);
    await coming;

    media.look(ben, [tileOf(ana, 320, 180)]);
    expect(await once(media, 'wanted')).toEqual([ana, face, 1]);
    media.look(ben, [tileOf(ana, 1280, 720)]);
    expect(wanted.at(-1)).toEqual([ana, face, 3]);

    media.close(ben);
    expect(await once(media, 'wanted')).toEqual([ana, face, 0]);
  });

  test('sends what the one who wants most wants', async () => {
    const { ana, ben, face } = await anaAndBen();
    const cem = newSeat(ana.room);
    await open(cem);
    media.look(ben, [tileOf(ana, 640, 360)]);
    media.look(cem, []);
    expect(await once(media, 'wanted')).toEqual([ana, face, 2]);
    media.look(ben, []);
    expect(await once(media, 'wanted')).toEqual([ana, face, 0]);
    expect(wanted).toHaveLength(2);
  });
});

describe('a budget', () => {
  const saved: MediaEvents['saved'][] = [];
  const SHOWN = { width: 1280, height: 720 };

  beforeEach(() => {
    saved.length = 0;
    media.on('saved', (...event) => saved.push(event));
  });

  test('is kept by the worker: pictures get smaller, and as they were without it', async () => {
    const { ana, ben, picture, sound } = await anaAndBen();
    media.look(ben, [tileOf(ana, SHOWN.width, SHOWN.height)]);
    await settled();
    expect(picture.preferredLayers).toMatchObject({ spatialLayer: 2 });
    media.setBudget(ben, 400_000);
    await settled();
    expect(picture).toMatchObject({ paused: false, preferredLayers: { spatialLayer: 0 } });
    expect(sound.paused).toBe(false);
    media.setBudget(ben, null);
    await settled();
    expect(picture.preferredLayers).toMatchObject({ spatialLayer: 2 });
  });

  test('that stood before the media were opened counts from the beginning, and says what it does not pay for', async () => {
    const { ana } = await anaAndBen();
    const cem = newSeat(ana.room);
    await open(cem);
    await media.produce(cem, { ...camera(SIMULCAST), size: SHOWN });
    const dana = newSeat(ana.room);
    await media.open(dana, media.rtpCapabilities, 300_000);
    media.look(dana, [tileOf(ana, SHOWN.width, SHOWN.height), tileOf(cem, 640, 360)]);
    await settled();
    expect(saved.at(-1)).toEqual([dana, [{ participant: cem.participant, source: 'camera' }]]);
    const { received } = await media.quality(dana);
    const pictures = received.filter(({ source }) => source === 'camera');
    expect(pictures.map(({ pausedBy, heldBy }) => pausedBy ?? heldBy)).toEqual(['budget', 'budget']);
  });
});
