/** What the protocol's schemas let through and no browser would send: refused, and the worker lives on. */
import { DtlsParameters, RtpCapabilities, RtpParameters, type Source } from '@hangouts/protocol';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Publication } from '../rooms/media-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { camera, Census, codeOf, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';

let media: MediasoupMedia;
let census: Census;
let seat: SeatRef;

beforeAll(async () => {
  census = new Census();
  media = await startMedia();
});

beforeEach(async () => {
  seat = newSeat();
  await media.open(seat, media.rtpCapabilities);
  return () => media.closeRoom(seat.room);
});

afterAll(() => media.shutdown());

const opus = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 } as const;
const vp8 = { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 } as const;
const rtx = { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } } as const;

describe('tracks that are refused', () => {
  test.each<[string, Publication]>([
    ['a picture as a microphone', { ...camera(), source: 'microphone' }],
    ['a sound as a screen', { ...microphone(), source: 'screen' }],
    ['a sound beside a picture', camera({ codecs: [vp8, opus] })],
    ['a codec nobody has', camera({ codecs: [{ ...vp8, mimeType: 'video/nonsense' }] })],
    ['another clock', microphone({ codecs: [{ ...opus, clockRate: 44_100 }] })],
    ['one payload type twice', camera({ codecs: [vp8, { ...vp8 }] })],
    ['retransmission of nothing', camera({ codecs: [{ ...rtx, parameters: { apt: 3 } }] })],
    ['one ssrc twice', camera({ encodings: [{ ssrc: 7 }, { ssrc: 7 }] })],
    ['one rid twice', camera({ encodings: [{ rid: 'a' }, { rid: 'a' }] })],
    ['an encoding of another payload type', camera({ encodings: [{ ssrc: 7, codecPayloadType: 3 }] })],
    ['nothing to tell its packets by', camera({ mid: undefined, encodings: [{}] })],
    ['simulcast of sound', microphone({ encodings: [{ ssrc: 7 }, { ssrc: 8 }] })],
  ])('%s', async (_, track) => {
    expect(await codeOf(media.produce(seat, track))).toBe('media-rejected');
    expect(await census.open()).toEqual({ here: 3, workers: 3 });
    expect(await media.produce(seat, microphone())).toBeTypeOf('string');
  });

  test('the same one twice; the first stays', async () => {
    const face = camera();
    const producer = await media.produce(seat, face);
    expect(await codeOf(media.produce(seat, face))).toBe('media-rejected');
    expect(await codeOf(media.produce(seat, { ...face, source: 'screen' }))).toBe('media-rejected');
    expect(await media.setPaused(seat, producer, true)).toBe('camera');
  });
});

test('fingerprints that cannot be are refused or do no harm', async () => {
  const { send } = await media.open(seat, media.rtpCapabilities);
  const dtls = DtlsParameters.parse({
    fingerprints: [{ algorithm: 'sha-512', value: Array(20).fill('00').join(':') }],
  });
  await codeOf(media.connect(seat, send.id, dtls));
  await media.check();
});

/** Any value, or what a browser sends. */
const mostly = <Value>(usual: Value, odd: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });

const ssrc = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 0xffff_ffff }));
const payloadType = fc.integer({ min: 0, max: 127 });
const codecParameters = fc.dictionary(
  fc.constantFrom('apt', 'profile-id', 'packetization-mode', 'profile-level-id', 'useinbandfec', 'x'),
  fc.oneof(fc.string({ maxLength: 20 }), fc.double({ noNaN: true, noDefaultInfinity: true }), payloadType),
  { maxKeys: 4 },
);
const rtcpFeedback = fc.array(
  fc.record(
    {
      type: fc.constantFrom('nack', 'ccm', 'transport-cc', 'goog-remb', 'x'),
      parameter: fc.constantFrom('pli', 'fir', ''),
    },
    { requiredKeys: ['type'] },
  ),
  { maxLength: 4 },
);

function codec(kind: 'audio' | 'video') {
  const mimeTypes =
    kind === 'audio'
      ? ['audio/opus', 'audio/rtx', 'audio/x']
      : ['video/VP8', 'video/VP9', 'video/H264', 'video/AV1', 'video/rtx', 'video/x'];
  return fc.record(
    {
      mimeType: fc.constantFrom(...mimeTypes),
      payloadType,
      clockRate: mostly(kind === 'audio' ? 48_000 : 90_000, fc.integer({ min: 1, max: 1_000_000 })),
      channels: mostly<number | undefined>(kind === 'audio' ? 2 : undefined, fc.integer({ min: 1, max: 8 })),
      parameters: codecParameters,
      rtcpFeedback,
    },
    { requiredKeys: ['mimeType', 'payloadType', 'clockRate'] },
  );
}

const encoding = fc.record(
  {
    ssrc,
    rid: fc.constantFrom('a', 'b', 'hi', '0123456789abcdef'),
    codecPayloadType: payloadType,
    rtx: fc.record({ ssrc }),
    dtx: fc.boolean(),
    scalabilityMode: fc.constantFrom('L1T1', 'L3T3', 'S3T3', 'L2T3h', 'L3T3_KEY_SHIFT'),
    maxBitrate: fc.integer({ min: 1, max: 100_000_000 }),
  },
  { requiredKeys: [] },
);

const headerExtension = fc.record({
  uri: fc.constantFrom(
    'urn:ietf:params:rtp-hdrext:sdes:mid',
    'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
    'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
    'urn:nonsense',
  ),
  id: fc.integer({ min: 1, max: 255 }),
  encrypt: fc.boolean(),
});

function anyTrack(source: Source): fc.Arbitrary<Publication> {
  const kind = source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
  const usual = kind === 'audio' ? opus : vp8;
  return fc
    .record(
      {
        mid: fc.string({ maxLength: 32 }),
        codecs: fc.array(mostly<object>(usual, codec(kind)), { minLength: 1, maxLength: 4 }),
        headerExtensions: fc.array(headerExtension, { maxLength: 4 }),
        encodings: fc.array(encoding, { minLength: 1, maxLength: 4 }),
        rtcp: fc.record(
          { cname: fc.string({ maxLength: 256 }), reducedSize: fc.boolean() },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['codecs'] },
    )
    .map((rtp) => ({ source, paused: false, rtpParameters: RtpParameters.parse(rtp) }));
}

test('whatever passes the schema is taken or refused, by a worker that lives', async () => {
  const viewer = newSeat(seat.room);
  await media.open(viewer, media.rtpCapabilities);
  const { pids } = media.health();
  const anything = fc
    .constantFrom<Source[]>('microphone', 'camera', 'screen', 'screen-audio')
    .chain(anyTrack);
  const codes = new Set<string | null>();
  await fc.assert(
    fc.asyncProperty(anything, async (published) => {
      codes.add(await codeOf(media.produce(seat, published)));
      media.closeSources(seat, [published.source]);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 400) },
  );
  await media.check();
  expect(media.health().pids).toEqual(pids);
  expect([...codes].toSorted()).toEqual(['media-rejected', null]);
});

test('whatever capabilities pass the schema, opening gives a session or is refused', async () => {
  const { pids } = media.health();
  await media.produce(seat, camera());
  await media.produce(seat, microphone());
  const capability = fc.constantFrom<('audio' | 'video')[]>('audio', 'video').chain((kind) =>
    codec(kind).chain((base) =>
      fc
        .record({ kind: mostly(kind, fc.constant('audio' as const)), preferredPayloadType: payloadType })
        .map((more) => ({
          ...base,
          ...more,
        })),
    ),
  );
  const capabilities = fc.record({
    codecs: fc.array(capability, { maxLength: 8 }),
    headerExtensions: fc.array(
      headerExtension.map(({ uri, id }) => ({ kind: 'video' as const, uri, preferredId: id })),
      { maxLength: 4 },
    ),
  });
  const viewer = newSeat(seat.room);
  const codes = new Set<string | null>();
  await fc.assert(
    fc.asyncProperty(capabilities, async (offered) => {
      codes.add(await codeOf(media.open(viewer, RtpCapabilities.parse(offered))));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 200) },
  );
  await media.check();
  expect(media.health().pids).toEqual(pids);
  expect([...codes].every((code) => code === null || code === 'media-rejected')).toBe(true);
});
