/** Which picture is large, which small, which floats, and on which page: pure, from what is there to where it stands. */
import type { ParticipantId } from '@hangouts/protocol';
import { cornerRect, floatingSize, type Corner } from './corner.js';
import { placeTiles, splitStage, type Box, type Look, type Rect } from './geometry.js';
import { placesInGrid, placesInStrip } from './legible.js';
import type { Picture } from './pictures.js';

export type Mode = 'grid' | 'speaker';

/** What the one who looks has chosen, and what follows from who speaks and from what a host decided. */
export interface Choice {
  mode: Mode;
  /** Keys of the pinned pictures. */
  pins: readonly string[];
  /** The others, as they stand. */
  order: readonly ParticipantId[];
  /** Whose picture is the large one in speaker view. */
  speaker: ParticipantId | null;
  /** Whom a host shows large to everybody. */
  spotlight: ParticipantId | null;
  corner: Corner;
  /** Counts from 0; beyond the last it is the last. */
  page: number;
}

export interface Placed {
  picture: Picture;
  rect: Rect;
}

export interface Arrangement {
  placed: Placed[];
  /** One's own picture, floating in a corner of an area. */
  floating: (Placed & { area: Rect }) | null;
  /** The place beside one's own picture while one is alone. */
  vacant: Rect | null;
  page: number;
  pages: number;
  /** Where the buttons for the pages stand; null where one page is enough. */
  pager: Rect | null;
  /** Whose small pictures stand on this page, and whose on another: the others only. */
  shown: ParticipantId[];
  hidden: ParticipantId[];
}

/** Height of the row with the buttons for the pages: what a finger needs. */
const PAGER = 44;

interface Groups {
  large: Picture[];
  small: Picture[];
  floating: Picture | null;
}

/** Sorts the pictures into large, small and floating ones; the small ones in the order in which they stand. */
export function groupPictures(pictures: readonly Picture[], choice: Choice): Groups {
  const people = new Set(pictures.map(({ participant }) => participant.id)).size;
  const large = people === 1 ? [] : largeOf(pictures, choice, people === 2);
  const rest = pictures.filter((picture) => !large.includes(picture));
  const floats = large.length > 0 && (choice.mode === 'speaker' || people === 2);
  const floating = floats ? (rest.find(({ self, source }) => self && source === 'camera') ?? null) : null;
  const rank = new Map(choice.order.map((id, index) => [id, index]));
  const rankOf = ({ participant, self, source }: Picture) => {
    if (self) return rank.size + 1;
    // A screen that had to give way to a pinned picture is not to be searched for.
    return source === 'screen' ? -1 : (rank.get(participant.id) ?? rank.size);
  };
  const small = rest
    .filter((picture) => picture !== floating)
    .toSorted((one, other) => rankOf(one) - rankOf(other));
  return { large, small, floating };
}

/** Pins come first: what is chosen for oneself is not taken away by what is chosen for all. */
function largeOf(pictures: readonly Picture[], choice: Choice, pair: boolean): Picture[] {
  const { mode, pins, speaker, spotlight } = choice;
  const pinned = pictures.filter(({ key }) => pins.includes(key));
  if (pinned.length > 0) return pinned;
  const cameras = pictures.filter(({ self, source }) => !self && source === 'camera');
  const inSpotlight = cameras.filter(({ participant }) => participant.id === spotlight);
  const shown = [...pictures.filter(({ large }) => large), ...inSpotlight];
  if (shown.length > 0) return shown;
  if (mode === 'speaker') return cameras.filter(({ participant }) => participant.id === speaker);
  return pair ? cameras : [];
}

/** How many small pictures are on a page, where they stand, and where the buttons for the pages do. */
function pagesIn(count: number, area: Rect, gap: number, places: (area: Box) => number) {
  const all = places(area);
  if (count <= all) return { capacity: all, area, pager: null };
  const height = Math.max(area.height - PAGER - gap, 1);
  const pager = { ...area, y: area.y + area.height - PAGER, height: PAGER };
  return { capacity: places({ width: area.width, height }), area: { ...area, height }, pager };
}

/** Places every picture that is to be seen in a stage of any shape. */
export function arrange(pictures: readonly Picture[], choice: Choice, box: Box, gap: number): Arrangement {
  const { large, small, floating } = groupPictures(pictures, choice);
  const alone = pictures.every(({ self }) => self);
  const count = small.length + (alone ? 1 : 0);
  const whole: Rect = { x: 0, y: 0, ...box };
  const { main, strip } =
    count > 0 && large.length > 0 ? splitStage(box, count, gap) : { main: whole, strip: whole };
  const places = (area: Box) => {
    if (alone) return count;
    return (large.length > 0 ? placesInStrip : placesInGrid)(area, box, gap);
  };
  const { capacity, area, pager } = pagesIn(count, strip, gap, places);

  const pages = Math.max(Math.ceil(count / capacity), 1);
  const page = Math.min(Math.max(choice.page, 0), pages - 1);
  const ordered = ownOnFirstPage(small, capacity);
  const seen = ordered.slice(page * capacity, (page + 1) * capacity);
  const look: Look = large.length > 0 ? 'strip' : 'faces';
  const rects = placeTiles(seen.length + (alone ? 1 : 0), look, area, gap);
  const largeRects = placeTiles(large.length, lookOf(large), main, gap);
  // Over the only large picture, not over its edge.
  const [only, another] = largeRects;
  const float = only && !another ? only : main;
  return {
    placed: [...together(large, largeRects), ...together(seen, rects)],
    floating: floating
      ? { picture: floating, rect: cornerRect(choice.corner, float, floatingSize(main), gap), area: float }
      : null,
    vacant: (alone ? rects.at(-1) : null) ?? null,
    page,
    pages,
    pager,
    shown: othersIn(seen),
    hidden: othersIn(ordered.filter((picture) => !seen.includes(picture))),
  };
}

/** Oneself last, but on the first page: who looks wants to see what the others see of them. */
function ownOnFirstPage(small: readonly Picture[], capacity: number): Picture[] {
  const own = small.filter(({ self }) => self);
  const others = small.filter(({ self }) => !self);
  const before = Math.max(capacity - own.length, 0);
  return [...others.slice(0, before), ...own, ...others.slice(before)];
}

function lookOf(large: readonly Picture[]): Look {
  return large.some(({ source }) => source === 'screen') ? 'screens' : 'faces';
}

function together(pictures: readonly Picture[], rects: readonly Rect[]): Placed[] {
  return pictures.flatMap((picture, index) => {
    const rect = rects[index];
    return rect ? [{ picture, rect }] : [];
  });
}

function othersIn(pictures: readonly Picture[]): ParticipantId[] {
  return pictures
    .filter(({ self, source }) => !self && source === 'camera')
    .map(({ participant }) => participant.id);
}
