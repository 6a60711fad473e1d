/** Where one's own picture floats: in a corner of an area. Pure geometry, in CSS pixels. */
import type { Box, Rect } from './geometry.js';

export const CORNERS = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const;
export type Corner = (typeof CORNERS)[number];

export function isCorner(word: string | null): word is Corner {
  return CORNERS.some((corner) => corner === word);
}

/** The size of the floating picture: upright where the window is. */
export function floatingSize({ width, height }: Box): Box {
  if (height > width) {
    const narrow = Math.round(Math.min(Math.max(width * 0.27, 100), 200));
    return { width: narrow, height: Math.round((narrow * 4) / 3) };
  }
  const wide = Math.round(Math.min(Math.max(width * 0.17, 112), 260, height * 0.6));
  return { width: wide, height: Math.round((wide * 3) / 4) };
}

/** The place of a box in a corner of an area, `margin` from its edges. */
export function cornerRect(corner: Corner, area: Rect, { width, height }: Box, margin: number): Rect {
  const right = corner.endsWith('right');
  const bottom = corner.startsWith('bottom');
  return {
    x: Math.round(right ? area.x + area.width - width - margin : area.x + margin),
    y: Math.round(bottom ? area.y + area.height - height - margin : area.y + margin),
    width,
    height,
  };
}

/** The corner that a dropped picture snaps to: that of the quarter of the area its middle is in. */
export function nearestCorner(dropped: Rect, area: Rect): Corner {
  const right = dropped.x + dropped.width / 2 >= area.x + area.width / 2;
  const bottom = dropped.y + dropped.height / 2 >= area.y + area.height / 2;
  if (bottom) return right ? 'bottom-right' : 'bottom-left';
  return right ? 'top-right' : 'top-left';
}

/** Where an arrow key moves it; null for any other key. */
export function cornerByKey(corner: Corner, key: string): Corner | null {
  const bottom = corner.startsWith('bottom');
  const right = corner.endsWith('right');
  if (key === 'ArrowLeft') return bottom ? 'bottom-left' : 'top-left';
  if (key === 'ArrowRight') return bottom ? 'bottom-right' : 'top-right';
  if (key === 'ArrowUp') return right ? 'top-right' : 'top-left';
  if (key === 'ArrowDown') return right ? 'bottom-right' : 'bottom-left';
  return null;
}

/** The next corner clockwise: for who cannot drag and has no arrow keys. */
export function nextCorner(corner: Corner): Corner {
  return CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length] ?? corner;
}
