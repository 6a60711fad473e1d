/** So many frames within so many milliseconds are a picture that moves; a camera here has 15 a second. */
const FRAMES = 5;
const WITHIN = 1_000;

/**
 * How long after `since` a picture moves: until the first of its frames from which on it goes on.
 * All in milliseconds. Null where it does not move yet.
 *
 * @param frames when each frame was shown, in order
 */
export function movesAfter(frames: readonly number[], since: number): number | null {
  const later = frames.filter((time) => time >= since);
  for (const [index, first] of later.entries()) {
    const last = later[index + FRAMES - 1];
    if (last === undefined) return null;
    if (last - first <= WITHIN) return first - since;
  }
  return null;
}
