/** How small pictures may become before they are put on another page: pure policy, in CSS pixels. */
import type { Box } from './geometry.js';

export type WindowKind = 'mini' | 'phone' | 'tablet' | 'wide';

/** The kind of window that a stage is in, by the stage's own size. */
export function windowOf({ width, height }: Box): WindowKind {
  if (width < 480 && height < 320) return 'mini';
  if (width < 600 || height < 420) return 'phone';
  return width < 1_000 || width < height ? 'tablet' : 'wide';
}

/**
 * A phone is held closer to the eyes than a screen on a desk, and a small window over other work (`mini`) says who is
 * there and who speaks. Each is of a shape that its grid allows.
 */
const LEAST_TILE: Record<WindowKind, Box> = {
  mini: { width: 88, height: 66 },
  phone: { width: 160, height: 120 },
  tablet: { width: 200, height: 150 },
  wide: { width: 256, height: 144 },
};
/** Beside a large picture the small ones only say who is there. */
const LEAST_IN_STRIP: Record<WindowKind, Box> = {
  mini: { width: 72, height: 54 },
  phone: { width: 96, height: 72 },
  tablet: { width: 128, height: 96 },
  wide: { width: 136, height: 100 },
};

/** More faces than these nobody takes in, however large the window: and each costs a decoder. */
const MOST = 49;

/** How many tiles of at least this size stand in an area; a row and a column always do. */
function tilesIn({ width, height }: Box, least: Box, gap: number): number {
  const columns = Math.floor((width + gap) / (least.width + gap));
  const rows = Math.floor((height + gap) / (least.height + gap));
  return Math.min(Math.max(columns, 1) * Math.max(rows, 1), MOST);
}

/** How many pictures stay legible in a grid that takes this area of a stage. */
export function placesInGrid(area: Box, stage: Box, gap: number): number {
  return tilesIn(area, LEAST_TILE[windowOf(stage)], gap);
}

/** The same in a strip beside the large pictures. */
export function placesInStrip(area: Box, stage: Box, gap: number): number {
  return tilesIn(area, LEAST_IN_STRIP[windowOf(stage)], gap);
}
