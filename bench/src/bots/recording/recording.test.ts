import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readRtp } from '../rtp/packet.js';
import { composeLoop, type HeardPacket } from './compose.js';
import { AUDIO_CLOCK, FILE, LAYER_SSRCS, parseRecording, VIDEO_CLOCK, VOICE_SSRC } from './recording.js';
import { readDump, writeDump } from './rtpdump.js';

const file = await readFile(FILE);

describe('the recording', () => {
  const { layers, voice } = parseRecording(file);

  it('has three layers of about six seconds, each larger than the one before, which begin with their key frame', () => {
    const bytes = layers.map(({ frames }) =>
      frames.flatMap(({ packets }) => packets).reduce((sum, { payload }) => sum + payload.length, 0),
    );
    expect(bytes.toSorted((a, b) => a - b)).toEqual(bytes);
    for (const { frames, duration } of layers) {
      expect(Math.abs(duration - 6_000)).toBeLessThan(100);
      const keys = frames.flatMap(({ packets }, index) => (packets[0]?.vp8?.startsKeyFrame ? [index] : []));
      expect(keys).toEqual([0]);
      expect(frames.every(({ packets }) => packets.at(-1)?.marker === true)).toBe(true);
    }
  });

  it('has a voice, a packet every 20 ms', () => {
    expect(voice.frames.map(({ at }) => at)).toEqual(voice.frames.map((_, index) => index * 20));
  });
});

describe('a dump', () => {
  it('is read as it was written', () => {
    const packets = [
      { at: 0, packet: Buffer.from('one') },
      { at: 5, packet: Buffer.from('') },
      { at: 70_000, packet: Buffer.from('three') },
    ];
    expect(readDump(writeDump(packets))).toEqual(packets);
  });

  it.each([
    ['is nothing', ''],
    ['has no title', 'hello\n'],
    ['ends in a header', file.subarray(0, 60)],
    ['ends in a packet', file.subarray(0, file.length - 1)],
  ])('that %s is refused', (_case, content) => {
    expect(() => parseRecording(Buffer.from(content))).toThrow();
  });
});

it('a loop is cut out of what came in any order, with numbers from anywhere, and began before', () => {
  const heard = readDump(file).map(({ packet }) => readRtp(packet));
  const heardOf = (ssrc: number, clock: number, from: number): HeardPacket[] =>
    heard
      .filter((packet) => packet.ssrc === ssrc)
      .map((packet) => ({
        ...packet,
        arrived: 9_000 + (packet.timestamp * 1_000) / clock,
        sequence: (packet.sequence + from) & 0xffff,
        timestamp: (packet.timestamp + 0xffff_0000 + from) >>> 0,
      }));
  const layers = LAYER_SSRCS.map((ssrc) => heardOf(ssrc, VIDEO_CLOCK, 65_500 + ssrc));
  const voice = heardOf(VOICE_SSRC, AUDIO_CLOCK, 11);
  // Two that changed places on the way.
  const [first, second, ...rest] = layers[2] ?? [];
  if (first === undefined || second === undefined) throw new Error('The largest layer has packets');
  const shuffled = [layers[0] ?? [], layers[1] ?? [], [second, first, ...rest]];

  const loop = writeDump(composeLoop({ layers: shuffled, voice, length: 6_000 }));
  // Vitest's own comparison takes seconds for so many buffers.
  expect(isDeepStrictEqual(parseRecording(loop), parseRecording(file))).toBe(true);
  expect(() => composeLoop({ layers: layers.slice(1), voice, length: 6_000 })).toThrow('2 layers');
});
