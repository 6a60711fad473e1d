import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type SeatedWithMedia } from '../support/caller.js';
import { RawJson } from '../support/nonsense.js';
import { TestServer } from '../support/server.js';
import { microphone, picture } from '../support/tracks.js';

let server: TestServer;
let workers: number[];

beforeAll(async () => {
  server = await TestServer.start();
  workers = await server.workers();
});

afterEach(async () => {
  expect(await server.workers()).toEqual(workers);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

afterAll(() => server.stop());

const inRoom = (room: string, name: string): Promise<SeatedWithMedia> =>
  Caller.withMedia(server.url, room, name);

/** The code of a refusal of something that no page would say. */
async function refusalOf(caller: Caller, event: string, payload: unknown): Promise<unknown> {
  const answer = await caller.say(event, payload);
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return answer;
  const { error } = answer;
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
}

const camera = picture('camera', 5_000);
const [encoding] = camera.rtpParameters.encodings ?? [];

/** The camera with other encodings. */
function encoded(...encodings: object[]): object {
  return { ...camera, rtpParameters: { ...camera.rtpParameters, encodings } };
}

describe('a track that cannot be', () => {
  it.each<[string, unknown]>([
    ['no encodings', encoded()],
    ['five encodings', encoded(...Array.from({ length: 5 }, (_, index) => ({ ssrc: index + 1 })))],
    ['a thousand encodings', encoded(...Array.from({ length: 1_000 }, (_, index) => ({ ssrc: index + 1 })))],
    ['a negative bitrate', encoded({ ...encoding, maxBitrate: -1 })],
    ['a bitrate without end', encoded({ ...encoding, maxBitrate: 1e300 })],
    ['half a bit', encoded({ ...encoding, maxBitrate: 1.5 })],
    ['a picture enlarged', encoded({ ...encoding, scaleResolutionDownBy: 0.5 })],
    ['a picture scaled by less than nothing', encoded({ ...encoding, scaleResolutionDownBy: -2 })],
    ['a hundred layers', encoded({ ...encoding, scalabilityMode: 'L100T3' })],
    ['a stream beyond the numbers', encoded({ ...encoding, ssrc: 0x1_0000_0000 })],
    ['no size', { ...camera, size: { width: 0, height: 720 } }],
    ['a negative size', { ...camera, size: { width: 1280, height: -720 } }],
    ['a size beyond any camera', { ...camera, size: { width: 1e9, height: 1e9 } }],
    ['half a pixel', { ...camera, size: { width: 1280.5, height: 720 } }],
    [
      'a size of no number',
      new RawJson(`{"source":"camera","paused":false,"size":{"width":null,"height":9}}`),
    ],
    ['a source that is none', { ...camera, source: 'everything' }],
  ])('is refused: %s', async (_case, payload) => {
    const { caller } = await inRoom('nonsense', 'Ana');
    expect(await refusalOf(caller, 'media:produce', payload)).toBe('invalid');
    expect(await caller.refusal('media:produce', camera)).toBeNull();
    caller.leave();
  });
});

describe('a wish for what is looked at that cannot be', () => {
  it.each<[string, (you: string) => unknown]>([
    ['of nobody', () => ({ participant: 'Ana', source: 'camera', width: 1, height: 1 })],
    ['of a sound', (you) => ({ participant: you, source: 'microphone', width: 1, height: 1 })],
    ['with a negative size', (you) => ({ participant: you, source: 'camera', width: -640, height: 360 })],
    ['with a size of no number', (you) => ({ participant: you, source: 'camera', width: null, height: 360 })],
    [
      'with a size beyond any screen',
      (you) => ({ participant: you, source: 'camera', width: 1e6, height: 1 }),
    ],
    ['with a layer', (you) => ({ participant: you, source: 'camera', width: 1, height: 1, layer: 2 })],
  ])('is refused: %s', async (_case, tile) => {
    const { caller, joined } = await inRoom('looks', 'Ana');
    expect(await refusalOf(caller, 'view:tiles', { tiles: [tile(joined.you)] })).toBe('invalid');
    caller.leave();
  });

  it('is refused: of more tiles than there can be', async () => {
    const { caller, joined } = await inRoom('looks', 'Ana');
    const tile = { participant: joined.you, source: 'camera', width: 640, height: 360 };
    const tiles = Array.from({ length: 10_000 }, () => tile);
    expect(await refusalOf(caller, 'view:tiles', { tiles })).toBe('invalid');
    caller.leave();
  });

  it('reaches nobody in another room', async () => {
    const ana = await inRoom('hers', 'Ana');
    const eve = await inRoom('not-hers', 'Eve');
    const { producer } = await ana.caller.get('media:produce', camera);
    const tile = { participant: ana.joined.you, source: 'camera' as const, width: 640, height: 360 };
    expect(await eve.caller.refusal('view:tiles', { tiles: [tile] })).toBeNull();
    // Nobody in her own room looks.
    const wanted = await ana.caller.notice('media:wanted');
    expect(wanted).toEqual({ producer, layers: 0 });
    expect(ana.caller.notices('media:wanted')).toHaveLength(1);
    ana.caller.leave();
    eve.caller.leave();
  });
});

describe('more than one participant can have', () => {
  it('is refused with a sentence: the ninth producer, those in the making among them', async () => {
    const { caller } = await inRoom('many', 'Ana');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        caller.ask(
          'media:produce',
          index % 2 === 0 ? picture('camera', 6_000 + index) : microphone(7_000 + index),
        ),
      ),
    );
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['media-limit']));
    expect(refused[0]?.message).toBe('You are sharing as much as one person can.');
    expect(await caller.refusal('media:produce', picture('screen', 8_000))).toBeNull();
    caller.leave();
  });

  it('is refused or given up: transports beyond four; the last asked for serve', async () => {
    const { caller } = await inRoom('again', 'Ana');
    const { rtpCapabilities } = await caller.get('lobby:enter', { room: 'again' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => caller.ask('media:open', { rtpCapabilities })),
    );
    const codes = new Set(answers.map((answer) => (answer.ok ? 'given' : answer.error.code)));
    expect([...codes].every((code) => ['given', 'not-found', 'rate-limited'].includes(code))).toBe(true);
    expect(codes).toContain('given');
    expect(await caller.refusal('media:produce', camera)).toBeNull();
    caller.leave();
  });
});
