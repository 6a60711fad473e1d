/** What two pages say to each other over their direct connection. */
import { PICTURE_SIDE } from '@hangouts/protocol/limits';

/** A picture of the other page that can be seen here, and how large: physical pixels, whole ones. */
export interface LookedAt {
  source: 'camera' | 'screen';
  width: number;
  height: number;
}

export type ControlMessage =
  /** Everything of the other page comes by the room now; this connection may go. */
  | { type: 'switched' }
  /** How loud the other page is heard, in dBov (-127 to 0), or null where it is silent. */
  | { type: 'hears'; level: number | null }
  /** All that is looked at of what the other page sends. */
  | { type: 'views'; tiles: readonly LookedAt[] };

/** One tile for each source that has pictures. */
const TILES = 2;

/** What the other page said, or null where it is nothing that this version knows. It may be anything at all. */
export function readControl(data: unknown): ControlMessage | null {
  const message = parsed(data);
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  switch (message.type) {
    case 'switched':
      return { type: 'switched' };
    case 'hears': {
      const level = 'level' in message ? message.level : undefined;
      const fits = level === null || (typeof level === 'number' && level >= -127 && level <= 0);
      return fits ? { type: 'hears', level } : null;
    }
    case 'views': {
      const tiles = 'tiles' in message ? readTiles(message.tiles) : null;
      return tiles && { type: 'views', tiles };
    }
    default:
      return null;
  }
}

/** The tiles, or null where one of them is none. */
function readTiles(tiles: unknown): LookedAt[] | null {
  if (!Array.isArray(tiles) || tiles.length > TILES) return null;
  const read = tiles.flatMap((tile: unknown) => readTile(tile) ?? []);
  return read.length === tiles.length ? read : null;
}

function readTile(tile: unknown): LookedAt | null {
  if (typeof tile !== 'object' || tile === null) return null;
  if (!('source' in tile && 'width' in tile && 'height' in tile)) return null;
  const { source, width, height } = tile;
  if (source !== 'camera' && source !== 'screen') return null;
  return isSide(width) && isSide(height) ? { source, width, height } : null;
}

function isSide(pixels: unknown): pixels is number {
  return Number.isInteger(pixels) && Number(pixels) >= 1 && Number(pixels) <= PICTURE_SIDE;
}

function parsed(data: unknown): unknown {
  // Longer than anything said here.
  if (typeof data !== 'string' || data.length > 1_000) return null;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
