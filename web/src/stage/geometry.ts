/** Where pictures stand: pure geometry, in CSS pixels. */

export interface Box {
  width: number;
  height: number;
}

export interface Rect extends Box {
  x: number;
  y: number;
}

export function sameRect(one: Rect, other: Rect): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

/** Width over height: the narrowest and the widest that a tile may be. */
export interface AspectRange {
  least: number;
  most: number;
}

export interface Grid {
  columns: number;
  rows: number;
  tile: Box;
}

const NO_GRID: Grid = { columns: 0, rows: 0, tile: { width: 0, height: 0 } };

/** The largest box of an allowed shape inside a cell. */
function fitted(cell: Box, { least, most }: AspectRange): Box {
  const shape = cell.width / cell.height;
  if (shape > most) return { width: cell.height * most, height: cell.height };
  if (shape < least) return { width: cell.width, height: cell.width / least };
  return cell;
}

/**
 * Columns, rows and tile size that give `count` equal tiles the most room in a box, `gap` apart.
 * Of two equally good ways the one with fewer holes is taken. All zero where nothing fits.
 */
export function gridLayout(count: number, { width, height }: Box, gap: number, aspect: AspectRange): Grid {
  let best = NO_GRID;
  let bestScore = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cell = {
      width: (width - gap * (columns - 1)) / columns,
      height: (height - gap * (rows - 1)) / rows,
    };
    if (cell.width <= 0 || cell.height <= 0) continue;
    const tile = fitted(cell, aspect);
    const holes = columns * rows - count;
    // A thousandth of an area a hole: decides between equals only.
    const score = tile.width * tile.height * (1 - holes / 1_000);
    if (score > bestScore) {
      best = { columns, rows, tile };
      bestScore = score;
    }
  }
  return best;
}

/** The places of `count` tiles of a grid in the middle of an area; a last row that is not full is centred. */
export function placeGrid(count: number, grid: Grid, area: Rect, gap: number): Rect[] {
  const { columns, rows, tile } = grid;
  const top = area.y + (area.height - (rows * tile.height + (rows - 1) * gap)) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = columns === 0 ? 0 : Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = area.x + (area.width - (inRow * tile.width + (inRow - 1) * gap)) / 2;
    const column = index - row * columns;
    return {
      x: Math.round(left + column * (tile.width + gap)),
      y: Math.round(top + row * (tile.height + gap)),
      width: Math.floor(tile.width),
      height: Math.floor(tile.height),
    };
  });
}

// A screen is shown whole inside its box, so the box may have nearly any shape.
const SCREEN: AspectRange = { least: 0.5, most: 3.2 };
const IN_STRIP: AspectRange = { least: 1, most: 16 / 9 };
// A phone held upright has no room to be choosy: there a face in an upright tile is worth more than its surroundings.
const UPRIGHT_PHONE: AspectRange = { least: 0.75, most: 16 / 9 };
const UPRIGHT: AspectRange = { least: 1, most: 16 / 9 };
const LYING: AspectRange = { least: 4 / 3, most: 16 / 9 };

const PHONE_WIDTH = 600;

function faceShapes({ width, height }: Box): AspectRange {
  if (width >= height) return LYING;
  return width < PHONE_WIDTH ? UPRIGHT_PHONE : UPRIGHT;
}

function clamp(least: number, value: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The part for the large pictures and the strip for the small ones: beside it in a lying window, below in an upright one. */
export function splitStage({ width, height }: Box, small: number, gap: number): { main: Rect; strip: Rect } {
  if (width >= height) {
    const many = small > 6 ? 1.45 : 1;
    const breadth = clamp(96, width * 0.19 * many, Math.min(380, width * 0.36));
    return {
      main: { x: 0, y: 0, width: width - breadth - gap, height },
      strip: { x: width - breadth, y: 0, width: breadth, height },
    };
  }
  const many = small > 4 ? 1.5 : 1;
  const depth = clamp(84, height * 0.24 * many, height * 0.4);
  return {
    main: { x: 0, y: 0, width, height: height - depth - gap },
    strip: { x: 0, y: height - depth, width, height: depth },
  };
}

/** What a group of tiles shows, which decides the shapes that they may have. */
export type Look = 'faces' | 'screens' | 'strip';

/** The places of equal tiles in an area. */
export function placeTiles(count: number, look: Look, area: Rect, gap: number): Rect[] {
  const shapes = { faces: faceShapes(area), screens: SCREEN, strip: IN_STRIP };
  return placeGrid(count, gridLayout(count, area, gap, shapes[look]), area, gap);
}
