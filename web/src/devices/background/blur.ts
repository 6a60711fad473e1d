/** Blurring what is behind a person, in the small picture in which they are found. Pure: pixels in, pixels out. */

/** Of each pixel, the three colours by how much it is background, and that. */
const CHANNELS = 4;
/** So that there is a colour everywhere, also where no background is near. */
const LEAST = 0.002;
/** Passes of a box; two of them leave no corners that one sees. */
const PASSES = 2;

export interface Scratch {
  first: Float32Array;
  second: Float32Array;
}

export function scratchFor(pixels: number): Scratch {
  return { first: new Float32Array(pixels * CHANNELS), second: new Float32Array(pixels * CHANNELS) };
}

/**
 * Blurs `pixels` (RGBA, row by row) into `out`, opaque. `mask` says how much of each is the person, 0 to 1; null is
 * nobody. Each pixel counts by how much it is background: so nobody has a halo of their own colours.
 * `radius` in pixels, from 1 on.
 */
export function blurBehind(
  pixels: Uint8ClampedArray,
  mask: Float32Array | null,
  { width, height, radius }: { width: number; height: number; radius: number },
  { first, second }: Scratch,
  out: Uint8ClampedArray,
): void {
  const count = width * height;
  for (let index = 0; index < count; index += 1) {
    const at = index * CHANNELS;
    const weight = mask === null ? 1 : 1 - (mask[index] ?? 0) + LEAST;
    first[at] = (pixels[at] ?? 0) * weight;
    first[at + 1] = (pixels[at + 1] ?? 0) * weight;
    first[at + 2] = (pixels[at + 2] ?? 0) * weight;
    first[at + 3] = weight;
  }
  for (let pass = 0; pass < PASSES; pass += 1) {
    boxes(first, second, { lines: height, length: width, line: width * CHANNELS, step: CHANNELS, radius });
    boxes(second, first, { lines: width, length: height, line: CHANNELS, step: width * CHANNELS, radius });
  }
  for (let at = 0; at < count * CHANNELS; at += CHANNELS) {
    const weight = first[at + 3] ?? 1;
    out[at] = (first[at] ?? 0) / weight;
    out[at + 1] = (first[at + 1] ?? 0) / weight;
    out[at + 2] = (first[at + 2] ?? 0) / weight;
    out[at + 3] = 255;
  }
}

interface Lines {
  lines: number;
  length: number;
  /** From the beginning of a line to that of the next. */
  line: number;
  /** From one place of a line to the next. */
  step: number;
  radius: number;
}

/** The mean of each place and its neighbours along every line; the edge is its own neighbour. */
function boxes(from: Float32Array, to: Float32Array, { lines, length, line, step, radius }: Lines): void {
  const share = 1 / (2 * radius + 1);
  const last = (length - 1) * step;
  const reach = radius * step;
  const at = (index: number) => from[index] ?? 0;
  for (let number = 0; number < lines; number += 1) {
    const start = number * line;
    // All four at once: each place is looked at once.
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let near = -reach; near <= reach; near += step) {
      const place = start + Math.min(Math.max(near, 0), last);
      a += at(place);
      b += at(place + 1);
      c += at(place + 2);
      d += at(place + 3);
    }
    for (let offset = 0; offset <= last; offset += step) {
      const here = start + offset;
      to[here] = a * share;
      to[here + 1] = b * share;
      to[here + 2] = c * share;
      to[here + 3] = d * share;
      const comes = start + (offset + reach + step < last ? offset + reach + step : last);
      const goes = start + (offset > reach ? offset - reach : 0);
      a += at(comes) - at(goes);
      b += at(comes + 1) - at(goes + 1);
      c += at(comes + 2) - at(goes + 2);
      d += at(comes + 3) - at(goes + 3);
    }
  }
}
