import { describe, expect, it } from 'vitest';
import { cameraEncoding, needsOtherLayers, opusOptions, screenEncoding } from './encodings.js';

describe('the camera', () => {
  it.each([
    [1920, 1080, [4, 2, 1]],
    [1280, 720, [4, 2, 1]],
    [720, 1280, [4, 2, 1]],
    [960, 540, [4, 2, 1]],
    [640, 480, [2, 1]],
    [480, 270, [2, 1]],
    [424, 240, [1]],
    [320, 240, [1]],
  ])('%i×%i is sent scaled down by %j', (width, height, scales) => {
    const { encodings } = cameraEncoding({ width, height }, 'video/VP8');
    expect(encodings.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual(scales);
    expect(cameraEncoding({ width, height }, 'video/H264').encodings).toEqual(encodings);
  });

  it('has two temporal layers in streams of their own', () => {
    const { encodings } = cameraEncoding({ width: 640, height: 480 }, 'video/VP8');
    expect(encodings.map(({ scalabilityMode }) => scalabilityMode)).toEqual(['L1T2', 'L1T2']);
  });

  it.each([
    [1280, 720, 'L3T3_KEY', 1_700_000],
    [640, 480, 'L2T3_KEY', 750_000],
    [320, 240, 'L1T3', 260_000],
  ])('%i×%i is sent in one stream of %s in VP9', (width, height, scalabilityMode, maxBitrate) => {
    const size = { width, height };
    expect(cameraEncoding(size, 'video/VP9').encodings).toEqual([{ maxBitrate, scalabilityMode }]);
    expect(cameraEncoding(size, 'video/AV1').encodings).toEqual([{ maxBitrate, scalabilityMode: 'L1T3' }]);
  });

  it('is sent in one layer where its size is not known', () => {
    expect(cameraEncoding(null, 'video/VP8').encodings).toHaveLength(1);
    expect(cameraEncoding(null, 'video/VP9').encodings).toMatchObject([{ scalabilityMode: 'L1T3' }]);
  });

  it('gets more bits for more pixels, less than in proportion, within bounds', () => {
    const bits = (width: number, height: number) =>
      cameraEncoding({ width, height }, 'video/VP8').encodings.map(({ maxBitrate }) => maxBitrate);
    expect(bits(1280, 720)).toEqual([210_000, 600_000, 1_700_000]);
    expect(bits(640, 480)).toEqual([260_000, 750_000]);
    expect(bits(160, 120)).toEqual([90_000]);
    expect(bits(7680, 4320).at(-1)).toBe(4_000_000);
  });
});

describe('another size of a camera', () => {
  it.each([
    [[1280, 720], [1280, 720], false],
    [[1280, 720], [720, 1280], false],
    [[1280, 720], [1280, 960], false],
    [[1280, 720], [1920, 1080], true],
    [[1280, 720], [640, 480], true],
    [[640, 480], [480, 360], true],
    [[640, 480], [640, 360], false],
    [[160, 120], [320, 240], true],
  ] as const)('from %j to %j needs other layers: %j', (before, after, expected) => {
    const size = ([width, height]: readonly [number, number]) => ({ width, height });
    expect(needsOtherLayers(size(before), size(after))).toBe(expected);
  });

  it('needs none as far as sizes are not known', () => {
    expect(needsOtherLayers(null, null)).toBe(false);
    expect(needsOtherLayers(null, { width: 320, height: 240 })).toBe(false);
    expect(needsOtherLayers({ width: 1280, height: 720 }, null)).toBe(true);
  });
});

describe('a screen', () => {
  it.each([
    ['video/VP9', 'L1T3', 2_500_000],
    ['video/AV1', 'L1T3', 2_500_000],
    ['video/VP8', 'L1T2', 3_750_000],
    ['video/H264', 'L1T2', 3_750_000],
  ] as const)('in %s', (codec, scalabilityMode, maxBitrate) => {
    expect(screenEncoding({ width: 1920, height: 1080 }, codec).encodings).toEqual([
      { maxBitrate, maxFramerate: 15, scalabilityMode },
    ]);
  });

  it('never falls below what text needs, nor rises without end', () => {
    const bits = (size: { width: number; height: number } | null) =>
      screenEncoding(size, 'video/VP9').encodings[0]?.maxBitrate;
    expect(bits({ width: 200, height: 100 })).toBe(1_000_000);
    expect(bits({ width: 7680, height: 4320 })).toBe(5_000_000);
    expect(bits(null)).toBe(2_500_000);
  });
});

it('lets a voice pause between words and sends a screen’s sound in stereo without pauses', () => {
  expect(opusOptions('microphone')).toMatchObject({ opusDtx: true, opusFec: true, opusStereo: false });
  expect(opusOptions('screen-audio')).toMatchObject({ opusDtx: false, opusFec: true, opusStereo: true });
  expect(opusOptions('microphone', 'music')).toEqual(opusOptions('screen-audio'));
});
