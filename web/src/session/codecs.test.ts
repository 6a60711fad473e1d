import { describe, expect, it } from 'vitest';
import { cameraCodec, isScalable, NO_ABILITIES, screenCodec, type VideoMimeType } from './codecs.js';

const codecs = (...names: string[]) => new Set(names.map((name) => `video/${name}` as VideoMimeType));
const ALL = codecs('VP8', 'VP9', 'H264', 'AV1');

describe('a camera', () => {
  it.each([
    ['anything, nothing in hardware', ALL, codecs(), 'VP8'],
    ['anything, everything in hardware', ALL, ALL, 'VP9'],
    ['anything, H.264 and AV1 in hardware', ALL, codecs('H264', 'AV1'), 'H264'],
    ['what somebody cannot receive in hardware', codecs('VP8', 'VP9'), codecs('H264'), 'VP8'],
    ['no VP8', codecs('H264', 'VP9'), codecs(), 'H264'],
    ['nothing that is easy', codecs('VP9', 'AV1'), codecs(), 'VP9'],
  ])('that can be sent in %s', (_case, usable, cameras, expected) => {
    expect(cameraCodec(usable, { ...NO_ABILITIES, cameras })).toBe(`video/${expected}`);
  });

  it('for which nothing is left has no codec', () => {
    expect(cameraCodec(codecs(), { ...NO_ABILITIES, cameras: ALL })).toBeNull();
  });
});

describe('a screen', () => {
  it.each([
    ['anything, nothing in hardware', ALL, codecs(), 'VP9'],
    ['anything, AV1 in hardware', ALL, codecs('AV1'), 'AV1'],
    ['what somebody cannot receive in hardware', codecs('VP8', 'VP9'), codecs('AV1'), 'VP9'],
    ['no VP9', codecs('VP8', 'H264', 'AV1'), codecs(), 'VP8'],
    ['H.264 only', codecs('H264'), codecs(), 'H264'],
    ['AV1 only', codecs('AV1'), codecs(), 'AV1'],
  ])('that can be sent in %s', (_case, usable, screens, expected) => {
    expect(screenCodec(usable, { ...NO_ABILITIES, screens })).toBe(`video/${expected}`);
  });

  it('for which nothing is left has no codec', () => {
    expect(screenCodec(codecs(), { ...NO_ABILITIES, screens: ALL })).toBeNull();
  });
});

it('layers are one stream in VP9 and AV1, streams of their own in the others', () => {
  expect([...ALL].filter(isScalable)).toEqual(['video/VP9', 'video/AV1']);
});
