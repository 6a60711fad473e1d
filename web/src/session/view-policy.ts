/** What of the page is told to the server, and when. Pure. */
import type { ParticipantId, RequestInput } from '@hangouts/protocol';
import { PICTURE_SIDE, VIEW_TILES } from '@hangouts/protocol/limits';

/** A picture of somebody else that can be seen, and how large: physical pixels, fractions included. */
export interface Seen {
  participant: ParticipantId;
  source: 'camera' | 'screen';
  width: number;
  height: number;
}

export type Tile = RequestInput<'view:tiles'>['tiles'][number];

/** What can be seen, by `keyOf`. */
export type Tiles = ReadonlyMap<string, Tile>;

/** Between two reports, and before one that makes a picture come: milliseconds. */
const GAP = 250;
const URGENT_GAP = 50;
/** Sizes are told in steps of a third of a doubling, so that a tile that moves or grows a little is not news. */
const STEPS = 3;

export function keyOf({ participant, source }: Pick<Tile, 'participant' | 'source'>): string {
  return `${participant}/${source}`;
}

/** A tile as it is told; null where nothing of it can be seen. */
export function tileOf({ participant, source, width, height }: Seen): Tile | null {
  // Written so that a size that is no number is none.
  if (!(width >= 1 && height >= 1)) return null;
  return { participant, source, width: step(width), height: step(height) };
}

function step(pixels: number): number {
  const up = Math.round(2 ** (Math.ceil(Math.log2(pixels) * STEPS) / STEPS));
  return Math.min(up, PICTURE_SIDE);
}

/**
 * How many milliseconds the next report has to wait, or null where nothing is new. `told` is null before the first
 * report, `sinceLast` is the time since then.
 */
export function reportDelay(told: Tiles | null, tiles: Tiles, sinceLast: number): number | null {
  if (told !== null && isSame(told, tiles)) return null;
  const urgent = told === null || [...tiles.keys()].some((key) => !told.has(key));
  return Math.max(0, (urgent ? URGENT_GAP : GAP) - sinceLast);
}

function isSame(one: Tiles, other: Tiles): boolean {
  if (one.size !== other.size) return false;
  for (const [key, { width, height }] of one) {
    const tile = other.get(key);
    if (tile === undefined || tile.width !== width || tile.height !== height) return false;
  }
  return true;
}

/** As many as the server takes, the largest of them. */
export function mostOf(tiles: Tiles): Tile[] {
  const all = [...tiles.values()];
  if (all.length <= VIEW_TILES) return all;
  return all
    .toSorted((one, other) => other.width * other.height - one.width * one.height)
    .slice(0, VIEW_TILES);
}
