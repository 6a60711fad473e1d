import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { audioLevel } from './audio-level.js';

/** An RTP packet with these bytes as its header extensions, filled up to whole words. */
function packet(profile: number | null, extensions: number[] = [], contributors = 0): Uint8Array {
  const words = Math.ceil(extensions.length / 4);
  const header = [0x80 | (profile === null ? 0 : 0x10) | contributors, 111, ...Array<number>(10).fill(9)];
  const sources = Array<number>(4 * contributors).fill(10);
  const padding = Array<number>(4 * words - extensions.length).fill(0);
  const block = profile === null ? [] : [profile >> 8, profile & 0xff, 0, words, ...extensions, ...padding];
  return Uint8Array.from([...header, ...sources, ...block, ...Array<number>(20).fill(0x61)]);
}

const ONE = 0xbede;
const TWO = 0x1000;

test.each<[string, Uint8Array, number | null]>([
  ['alone', packet(ONE, [0x60, 30]), -30],
  ['with voice activity', packet(ONE, [0x60, 0x80 | 30]), -30],
  ['the loudest', packet(ONE, [0x60, 0]), -0],
  ['silence', packet(ONE, [0x60, 127]), -127],
  ['after others', packet(ONE, [0x42, 1, 2, 3, 0x10, 9, 0x60, 45]), -45],
  ['after padding', packet(ONE, [0, 0, 0x60, 45]), -45],
  ['after contributing sources', packet(ONE, [0x60, 45], 3), -45],
  ['in two bytes', packet(TWO, [6, 1, 45]), -45],
  ['in two bytes with bits of the application', packet(TWO | 5, [6, 1, 45]), -45],
  ['in two bytes after an empty one', packet(TWO, [3, 0, 0, 6, 1, 45]), -45],
  ['in two bytes, empty', packet(TWO, [6, 0]), null],
  ['not there', packet(ONE, [0x42, 1, 2, 3]), null],
  ['behind the end of the one-byte form', packet(ONE, [0xf0, 0x60, 45]), null],
  ['in no form that is known', packet(0x1234, [0x60, 45]), null],
  ['in a packet without extensions', packet(null), null],
  ['cut off', packet(ONE, [0x42, 1, 2, 3, 0x60, 45]).subarray(0, 21), null],
  ['in nothing', new Uint8Array(0), null],
])('%s', (_, bytes, level) => {
  expect(audioLevel(bytes, 6)).toBe(level);
});

it('reads any bytes without going beyond them, and finds a level or none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 14 }), (bytes, id) => {
      const level = audioLevel(bytes, id);
      expect(level === null || (level <= 0 && level >= -127)).toBe(true);
    }),
  );
});

it('finds what a sender wrote, in both forms', () => {
  const level = fc.integer({ min: 0, max: 127 });
  const id = fc.integer({ min: 1, max: 14 });
  const before = fc.array(fc.uint8Array({ minLength: 1, maxLength: 16 }), { maxLength: 4 });
  fc.assert(
    fc.property(level, id, before, fc.boolean(), (loud, own, others, short) => {
      const other = own === 14 ? 1 : own + 1;
      const head = (of: number, length: number) => (short ? [(of << 4) | (length - 1)] : [of, length]);
      const extensions = [
        ...others.flatMap((value) => [...head(other, value.length), ...value]),
        ...head(own, 1),
        0x80 | loud,
      ];
      expect(audioLevel(packet(short ? ONE : TWO, extensions), own)).toBe(-loud);
    }),
  );
});
