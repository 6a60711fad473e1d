import type { Page } from './commands.js';
import type { Seen } from './lines/line.js';

/** Which pictures are on a page, of all there are in the order in which they came: it wraps, and shows none twice. */
export function inSight(pictures: readonly string[], { tiles, first, width, height }: Page): Seen[] {
  const start = pictures.length === 0 ? 0 : first % pictures.length;
  return [...pictures.slice(start), ...pictures.slice(0, start)]
    .slice(0, tiles)
    .map((consumer) => ({ consumer, width, height }));
}
