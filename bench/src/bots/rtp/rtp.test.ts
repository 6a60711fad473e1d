import { describe, expect, it } from 'vitest';
import { isRtcp, readRtp, writeRtp } from './packet.js';
import { keyFramesAskedFor, writeSenderReport } from './rtcp.js';
import { readVp8, renumbered } from './vp8.js';

const HEADER = { payloadType: 96, marker: true, sequence: 65_535, timestamp: 0xffff_fff0, ssrc: 0xdead_beef };

/** Hexadecimal, with blanks between the fields. */
function bytes(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

describe('a packet', () => {
  it.each([
    ['without extensions', []],
    ['with one of a byte', [{ id: 1, data: Buffer.from([0x9e]) }]],
    [
      'with some, which fill no whole word',
      [
        { id: 4, data: Buffer.from('1') },
        { id: 10, data: Buffer.from('r0') },
        { id: 14, data: Buffer.alloc(16, 7) },
      ],
    ],
  ])('%s is read as it was written', (_case, extensions) => {
    const packet = { ...HEADER, extensions, payload: Buffer.from('payload') };
    const written = writeRtp(packet);
    expect(readRtp(written)).toEqual(packet);
    expect((written.length - packet.payload.length) % 4).toBe(0);
    expect(isRtcp(written)).toBe(false);
  });

  it('keeps the low bits of numbers that ran over', () => {
    const written = writeRtp({
      ...HEADER,
      sequence: 65_537,
      timestamp: -1,
      extensions: [],
      payload: Buffer.of(1),
    });
    expect(readRtp(written)).toMatchObject({ sequence: 1, timestamp: 0xffff_ffff });
  });

  it('that is cut short is no packet', () => {
    const written = writeRtp({
      ...HEADER,
      extensions: [{ id: 1, data: Buffer.alloc(9) }],
      payload: Buffer.alloc(0),
    });
    for (const length of [0, 1, 11, 14, 20])
      expect(() => readRtp(written.subarray(0, length))).toThrow(RangeError);
  });
});

describe('RTCP', () => {
  it('a sender report names the source twice: with its numbers, and with its canonical name', () => {
    const report = { ssrc: 7, time: 1_500, timestamp: 90_000, packets: 3, bytes: 400 };
    const packet = writeSenderReport(report, 'Ana');
    expect(isRtcp(packet)).toBe(true);
    // Each part says its length in words, less one; together they are the packet.
    const first = (packet.readUInt16BE(2) + 1) * 4;
    expect(first + (packet.readUInt16BE(first + 2) + 1) * 4).toBe(packet.length);
    expect([packet.readUInt32BE(4), packet.readUInt32BE(first + 4)]).toEqual([7, 7]);
    expect(packet.readUInt32BE(8)).toBe(2_208_988_801);
    expect(packet.readUInt32BE(12)).toBe(2 ** 31);
    expect(packet.subarray(first + 10, first + 13).toString()).toBe('Ana');
    expect(packet[first + 13]).toBe(0);
  });

  // Version 2 and the format, the type, the length, the sender, the media source; and what a FIR has besides.
  const pli = bytes('81ce0002 00000001 0000000b');
  const fir = bytes('84ce0006 00000001 00000000 0000000c01000000 0000000d02000000');
  const receiverReport = bytes('80c9000100000001');
  const nack = bytes('81cd0003 00000001 0000000b 00010000');

  it.each<[string, Buffer[], number[]]>([
    ['a PLI asks for one', [pli], [11]],
    ['a FIR for each that it lists', [fir], [12, 13]],
    ['others ask for none', [receiverReport, nack], []],
    ['they are found within a compound packet', [receiverReport, nack, fir, pli], [12, 13, 11]],
    ['what is cut short is passed over', [pli, fir.subarray(0, 20)], [11]],
  ])('of key frames: %s', (_case, packets, asked) => {
    expect(keyFramesAskedFor(Buffer.concat(packets))).toEqual(asked);
  });
});

describe('a VP8 descriptor', () => {
  it.each<[string, string, Partial<ReturnType<typeof readVp8>>]>([
    ['the least, of a key frame', '10 50', { pictureIdAt: null, tl0PictureAt: null, startsKeyFrame: true }],
    ['the least, of another frame', '10 51', { startsKeyFrame: false }],
    ['a key frame that goes on', '00 50', { startsKeyFrame: false }],
    ['a short picture id', '90 80 05 50', { pictureIdAt: null, startsKeyFrame: true }],
    ['a long picture id', '90 80 8005 51', { pictureIdAt: 2, startsKeyFrame: false }],
    [
      'all of it, of the highest of three temporal layers',
      '90 f0 8005 09 80 50',
      { pictureIdAt: 2, tl0PictureAt: 4, temporalLayer: 2, startsKeyFrame: true },
    ],
    ['nothing', '', { startsKeyFrame: false }],
  ])('reads %s', (_case, payload, expected) => {
    expect(readVp8(bytes(payload))).toMatchObject(expected);
  });

  it('gets other numbers, and the original stays as it was', () => {
    const payload = bytes('90 e0 8005 09 80 50');
    const copy = renumbered(payload, readVp8(payload), { picture: 0x8001, tl0Picture: 0x1ff });
    expect(copy).toEqual(bytes('90 e0 8001 ff 80 50'));
    expect(payload.readUInt16BE(2)).toBe(0x8005);
  });
});
