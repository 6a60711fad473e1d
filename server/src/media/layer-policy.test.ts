import { describe, expect, it, test } from 'vitest';
import { decideLayers, layersToSend, likelyTile, videoLayers, wantedLayers } from './layer-policy.js';

const HD = { width: 1280, height: 720 };
const simulcast = (...scales: number[]) => ({
  encodings: scales.map((scale, index) => ({
    rid: `r${index}`,
    scaleResolutionDownBy: scale,
    scalabilityMode: 'L1T3',
  })),
});

describe('videoLayers', () => {
  test.each([
    ['three of simulcast', simulcast(4, 2, 1), { scales: [4, 2, 1], temporal: 3, separate: true }],
    ['two of simulcast', simulcast(2, 1), { scales: [2, 1], temporal: 3, separate: true }],
    ['one', { encodings: [{ ssrc: 1 }] }, { scales: [1], temporal: 1, separate: false }],
    ['none said', {}, { scales: [1], temporal: 1, separate: false }],
    [
      'one with frames to leave out',
      { encodings: [{ ssrc: 1, scalabilityMode: 'L1T2' }] },
      { scales: [1], temporal: 2, separate: false },
    ],
    [
      'three of SVC',
      { encodings: [{ ssrc: 1, scalabilityMode: 'L3T3_KEY' }] },
      { scales: [4, 2, 1], temporal: 3, separate: false },
    ],
    [
      'simulcast that says no scales',
      { encodings: [{ rid: 'a' }, { rid: 'b' }, { rid: 'c' }] },
      { scales: [4, 2, 1], temporal: 1, separate: true },
    ],
  ])('%s', (_case, parameters, expected) => {
    expect(videoLayers('camera', parameters, HD)).toMatchObject({ source: 'camera', size: HD, ...expected });
  });

  test.each([
    ['what each layer says', [{ maxBitrate: 200_000 }, { maxBitrate: 600_000 }], HD, [200_000, 600_000]],
    [
      'a share of all where layers are one stream',
      [{ maxBitrate: 800_000, scalabilityMode: 'L2T3' }],
      HD,
      [282_843, 800_000],
    ],
    ['what the size is likely to take', [{}, {}], HD, [601_041, 1_700_000]],
    ['of a smaller picture', [{}], { width: 640, height: 360 }, [601_041]],
  ])('a layer takes %s', (_case, encodings, size, rates) => {
    expect(videoLayers('camera', { encodings }, size).rates).toEqual(rates);
  });

  it('takes the likely size where the page does not say', () => {
    expect(videoLayers('camera', simulcast(4, 2, 1), null).size).toEqual(HD);
    expect(videoLayers('camera', simulcast(2, 1), null).size).toEqual({ width: 640, height: 480 });
    expect(videoLayers('screen', { encodings: [{ ssrc: 1 }] }, null).size).toEqual(HD);
  });
});

describe('decideLayers', () => {
  const camera = videoLayers('camera', simulcast(4, 2, 1), HD);
  const two = videoLayers('camera', simulcast(2, 1), { width: 640, height: 480 });
  const single = videoLayers('camera', { encodings: [{ ssrc: 1 }] }, { width: 320, height: 240 });
  const screen = videoLayers('screen', { encodings: [{ ssrc: 1, scalabilityMode: 'L1T3' }] }, HD);
  const svc = videoLayers('screen', { encodings: [{ ssrc: 1, scalabilityMode: 'L3T3' }] }, HD);

  test.each([
    // picture, tile, speaking: spatial layer, temporal layer, priority
    ['a whole screen of a camera', camera, [1920, 1080], false, [2, 2, 2]],
    ['the captured size', camera, [1280, 720], false, [2, 2, 2]],
    ['half of it', camera, [640, 360], false, [1, 2, 2]],
    ['a third above half of it', camera, [853, 480], false, [1, 2, 2]],
    ['more than a third above', camera, [900, 500], false, [2, 2, 2]],
    ['a quarter of it', camera, [320, 180], false, [0, 2, 2]],
    ['high and narrow, so that the sides are cut', camera, [200, 600], false, [2, 2, 2]],
    ['one of nine on a laptop', camera, [420, 236], false, [0, 2, 2]],
    ['one of nine with two pixels a pixel', camera, [840, 472], false, [1, 2, 2]],
    ['a thumbnail', camera, [140, 80], false, [0, 1, 1]],
    ['the thumbnail of who speaks', camera, [140, 80], true, [0, 2, 4]],
    ['the large tile of who speaks', camera, [1280, 720], true, [2, 2, 4]],
    ['one pixel', camera, [1, 1], false, [0, 1, 1]],
    ['the largest tile there is', camera, [16_384, 16_384], false, [2, 2, 2]],
    ['two layers, large', two, [480, 360], false, [1, 2, 2]],
    ['two layers, small', two, [320, 240], false, [0, 2, 2]],
    ['one layer, whatever the tile', single, [1280, 720], false, [0, 0, 2]],
    ['one layer without frames to leave out', single, [100, 75], false, [0, 0, 1]],
    ['a screen', screen, [1000, 600], false, [0, 2, 6]],
    ['a small screen keeps its frames', screen, [120, 80], false, [0, 2, 6]],
    ['a screen stands whole in its tile', svc, [320, 900], false, [0, 2, 6]],
    ['a large screen in SVC', svc, [1280, 900], false, [2, 2, 6]],
  ] as const)('%s', (_case, layers, [width, height], speaking, [spatialLayer, temporalLayer, priority]) => {
    expect(decideLayers(layers, { width, height }, speaking)).toEqual({
      paused: false,
      spatialLayer,
      temporalLayer,
      priority,
    });
  });

  it.each([camera, single, screen, svc])('sends nothing of what is not in sight', (layers) => {
    expect(decideLayers(layers, null, true).paused).toBe(true);
  });
});

describe('a page that has not said what it shows', () => {
  const camera = videoLayers('camera', simulcast(4, 2, 1), HD);

  test.each([
    [0, 1920, 1080, 3],
    [1, 1920, 1080, 3],
    [2, 960, 540, 3],
    [4, 960, 540, 3],
    [9, 640, 360, 2],
    [16, 480, 270, 2],
    [25, 384, 216, 1],
    [1_000, 60, 33, 1],
  ])(
    'with %i pictures has tiles of %i by %i, and wants %i of three layers',
    (pictures, width, height, wanted) => {
      const tile = likelyTile(pictures);
      expect(tile).toEqual({ width, height });
      expect(wantedLayers(decideLayers(camera, tile, false))).toBe(wanted);
    },
  );
});

describe('what is left to send', () => {
  const three = videoLayers('camera', simulcast(4, 2, 1), HD);
  const one = videoLayers('camera', { encodings: [{ ssrc: 1 }] }, HD);
  const svc = videoLayers('screen', { encodings: [{ ssrc: 1, scalabilityMode: 'L3T3' }] }, HD);

  test.each([
    [three, Infinity, 3],
    [three, 3, 3],
    [three, 2, 2],
    [three, 1, 1],
    [three, 0, 0],
    [one, 1, 1],
    [one, Infinity, 1],
    [one, 0, 0],
    [svc, 1, 3],
    [svc, 0, 0],
  ])('%#', (layers, wanted, expected) => {
    expect(layersToSend(layers, wanted)).toBe(expected);
  });

  it('is what a viewer wants', () => {
    expect(wantedLayers(decideLayers(three, { width: 320, height: 180 }, false))).toBe(1);
    expect(wantedLayers(decideLayers(three, null, false))).toBe(0);
  });
});
