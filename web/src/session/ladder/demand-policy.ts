/** How much of a picture is sent to the one who may be looking at it. Pure. */
import type { Size } from '../encodings.js';

/** How much of the captured sides is sent: all, the half, a quarter, or nothing at all. */
export type Share = 0 | 0.25 | 0.5 | 1;

const SMALLER = [0.25, 0.5] as const;
/** A picture is enlarged by up to a third before a larger one is sent in its place: as the media server does. */
const SHARP_ENOUGH = 0.75;
/**
 * How long less has to be enough before less is sent, in milliseconds: tiles come and go while somebody scrolls or
 * looks into the chat, and each time switched on again costs a key frame.
 */
export const LOWER_AFTER = 3_000;

/**
 * What a tile needs of a picture; null is a tile that cannot be seen. Of a screen everything, whatever its size: it
 * is there to be read.
 */
export function neededShare(source: 'camera' | 'screen', tile: Size | null, captured: Size | null): Share {
  if (tile === null) return 0;
  if (source === 'screen' || captured === null) return 1;
  // The picture covers its tile and is cut.
  const needed = Math.max(tile.width / captured.width, tile.height / captured.height) * SHARP_ENOUGH;
  return SMALLER.find((share) => share >= needed) ?? 1;
}

/** What is sent, and since when less has been enough, or null where it has not. */
export interface Sent {
  share: Share;
  tooMuchSince: number | null;
}

/** What is to be sent at `now`: more at once, less after a while. */
export function sentAfter({ share, tooMuchSince }: Sent, needed: Share, now: number): Sent {
  if (needed >= share) return { share: needed, tooMuchSince: null };
  const since = tooMuchSince ?? now;
  return now - since >= LOWER_AFTER ? { share: needed, tooMuchSince: null } : { share, tooMuchSince: since };
}
