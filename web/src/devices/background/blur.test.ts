import { expect, it } from 'vitest';
import { blurBehind, scratchFor } from './blur.js';

const SIZE = { width: 24, height: 16, radius: 2 };
const COUNT = SIZE.width * SIZE.height;

/** A picture of one grey a pixel. */
function picture(grey: (x: number, y: number) => number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(COUNT * 4).fill(255);
  for (let index = 0; index < COUNT; index += 1) {
    pixels.fill(grey(index % SIZE.width, Math.floor(index / SIZE.width)), index * 4, index * 4 + 3);
  }
  return pixels;
}

function blurred(pixels: Uint8ClampedArray, mask: Float32Array | null = null) {
  const out = new Uint8ClampedArray(COUNT * 4);
  blurBehind(pixels, mask, SIZE, scratchFor(COUNT), out);
  return (x: number, y: number) => out[(y * SIZE.width + x) * 4] ?? -1;
}

it('leaves one colour as it is, at the edges too', () => {
  const at = blurred(picture(() => 120));
  expect([at(0, 0), at(12, 8), at(23, 15)]).toEqual([120, 120, 120]);
});

it('takes fine lines away', () => {
  const at = blurred(picture((x) => (x % 2 === 0 ? 255 : 0)));
  expect(Math.abs(at(11, 8) - at(12, 8))).toBeLessThan(25);
});

it('leaves what is far from an edge as it is', () => {
  const at = blurred(picture((x) => (x < 12 ? 0 : 200)));
  expect([at(2, 8), at(21, 8)]).toEqual([0, 200]);
});

it('takes no colour of the person into the background', () => {
  const mask = Float32Array.from({ length: COUNT }, (_, index) => (index % SIZE.width < 12 ? 1 : 0));
  const pixels = picture((x) => (x < 12 ? 255 : 40));
  expect(blurred(pixels)(12, 8)).toBeGreaterThan(100);
  expect(blurred(pixels, mask)(12, 8)).toBeLessThan(45);
});
