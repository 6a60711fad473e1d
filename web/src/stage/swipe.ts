/** Which way a finger went. */

/** How far a finger goes at least, in CSS pixels, and how much more sideways than along. */
const DISTANCE = 48;
const SLANT = 1.5;

/** 1 to the left, which is the next page where one reads to the right; -1 to the right, 0 where it was no swipe. */
export function swipeOf(x: number, y: number): -1 | 0 | 1 {
  if (Math.abs(x) < DISTANCE || Math.abs(x) < Math.abs(y) * SLANT) return 0;
  return x < 0 ? 1 : -1;
}
