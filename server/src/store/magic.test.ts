import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { imageType } from './magic.js';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

it.each([
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
  ['\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf', 'image/avif'],
  ['\0\0\0\x1cftypmif1\0\0\0\0mif1avif', 'image/avif'],
  ['\0\0\0\x18ftypavis\0\0\0\0avis', 'image/avif'],
])('%j is %s', (head, type) => {
  expect(imageType(bytes(head))).toBe(type);
});

it.each([
  '',
  '\x89PNG',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  '<html>GIF89a',
  'RIFF\x24\0\0\0WAVEfmt ',
  '\0\0\0\x20ftypisom\0\0\0\0isomiso2avc1mp41',
  // "avif" stands after the box of 16 bytes.
  '\0\0\0\x10ftypisom\0\0\0\0avif',
  '\xff\xd8',
  '%PDF-1.7',
])('%j is none', (head) => {
  expect(imageType(bytes(head))).toBeNull();
});

it('takes any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (head) => void imageType(head)));
});
