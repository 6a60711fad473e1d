import type { Source } from '@hangouts/protocol';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { person, personId } from '../session/fixture.js';
import { arrange, groupPictures, type Choice } from './arrange.js';
import type { Rect } from './geometry.js';
import { picturesOf, type Picture } from './pictures.js';

const WINDOWS = {
  desktop: { width: 1_416, height: 808 },
  small: { width: 776, height: 508 },
  phone: { width: 374, height: 716 },
  phoneLying: { width: 820, height: 300 },
};

const people = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** The pictures of a call of this many people, of whom the first is oneself, and of whom some share a screen. */
function call(count: number, ...sharing: readonly number[]): Picture[] {
  const participants = people(count).map((number) => {
    const source: Source = 'screen';
    return person(number, { sources: sharing.includes(number) ? [{ source, paused: false }] : [] });
  });
  return picturesOf(participants, personId(1));
}

function choice(count: number, change: Partial<Choice> = {}): Choice {
  const order = people(count).slice(1).map(personId);
  return {
    mode: 'grid',
    pins: [],
    order,
    speaker: order[0] ?? null,
    spotlight: null,
    corner: 'bottom-right',
    page: 0,
    ...change,
  };
}

const camera = (number: number) => `${personId(number)} camera`;
const screen = (number: number) => `${personId(number)} screen`;
/** `3` for the camera of the third person, `3s` for their screen. */
const short = ({ participant, source }: Picture) =>
  `${Number(participant.id.slice(-12))}${source === 'screen' ? 's' : ''}`;

describe('who is large', () => {
  test.each([
    ['alone: nobody', 1, [], {}, '', '1', null],
    ['two: the other, oneself floats', 2, [], {}, '2', '', '1'],
    ['two, and a screen: that', 2, [2], {}, '2s', '2', '1'],
    ['two, oneself sharing: the other still', 2, [1], {}, '2', '1s', '1'],
    ['more, in a grid: nobody', 4, [], {}, '', '2 3 4 1', null],
    ['more, in a grid, and a screen: that', 3, [3], {}, '3s', '2 3 1', null],
    ['more, in speaker view: who speaks', 4, [], { mode: 'speaker', speaker: personId(3) }, '3', '2 4', '1'],
    ['in speaker view too a screen comes first', 3, [2], { mode: 'speaker' }, '2s', '2 3', '1'],
    ['who is pinned', 4, [], { pins: [camera(4), camera(2)] }, '2 4', '3 1', null],
    ['rather than a screen, which comes next', 4, [4], { pins: [camera(2)] }, '2', '4s 3 4 1', null],
    ['or that of two screens', 3, [2, 3], { pins: [screen(3)] }, '3s', '2s 2 3 1', null],
    ['who is in the spotlight', 4, [], { spotlight: personId(3) }, '3', '2 4 1', null],
    ['in speaker view too', 4, [], { mode: 'speaker', spotlight: personId(3) }, '3', '2 4', '1'],
    ['beside a screen', 4, [2], { spotlight: personId(3) }, '2s 3', '2 4 1', null],
    [
      'not where one pinned another',
      4,
      [],
      { spotlight: personId(3), pins: [camera(2)] },
      '2',
      '3 4 1',
      null,
    ],
    ['not oneself in the spotlight', 3, [], { spotlight: personId(1) }, '', '2 3 1', null],
    ['oneself too', 2, [], { pins: [camera(1)] }, '1', '2', null],
    ['who went is pinned no longer', 3, [], { pins: [camera(9)] }, '', '2 3 1', null],
  ] as const)('%s', (_words, count, sharing, change, large, small, floating) => {
    const groups = groupPictures(call(count, ...sharing), choice(count, change));
    expect(groups.large.map(short).join(' ')).toBe(large);
    expect(groups.small.map(short).join(' ')).toBe(small);
    expect(groups.floating && short(groups.floating)).toBe(floating);
  });
});

describe('pages', () => {
  const seen = (count: number, window: keyof typeof WINDOWS, change: Partial<Choice> = {}) => {
    const { placed, page, pages, pager } = arrange(call(count), choice(count, change), WINDOWS[window], 12);
    return {
      seen: placed.map(({ picture }) => short(picture)).join(' '),
      page,
      pages,
      pager: pager !== null,
    };
  };

  test.each([
    [9, 'desktop'],
    [9, 'phone'],
    [25, 'desktop'],
    [9, 'small'],
  ] as const)('%d people on one page of a %s', (count, window) => {
    expect(seen(count, window)).toMatchObject({ page: 0, pages: 1, pager: false });
  });

  test('more stand on the next, oneself last on the first', () => {
    expect(seen(13, 'small')).toEqual({ seen: '2 3 4 5 6 1', page: 0, pages: 3, pager: true });
    expect(seen(13, 'small', { page: 1 }).seen).toBe('7 8 9 10 11 12');
    expect(seen(13, 'small', { page: 2 }).seen).toBe('13');
  });

  test('beyond the last page is the last', () => {
    expect(seen(13, 'small', { page: 9 })).toMatchObject({ page: 2, seen: '13' });
  });

  test('they stand as they are ordered', () => {
    const order = people(13).slice(1).toReversed().map(personId);
    expect(seen(13, 'small', { order }).seen).toBe('13 12 11 10 9 1');
  });

  test('it says who is in sight and who is not, among the others', () => {
    const { shown, hidden } = arrange(call(8), choice(8), { width: 520, height: 300 }, 8);
    expect([...shown, ...hidden].toSorted()).toEqual(people(8).slice(1).map(personId).toSorted());
    expect(hidden.length).toBeGreaterThan(0);
  });
});

test('one’s own picture floats over the only large one, not over its edge', () => {
  const { placed, floating } = arrange(call(2), choice(2), WINDOWS.phone, 8);
  const [large] = placed;
  expect(floating?.area).toEqual(large?.rect);
  expect(large?.rect.height).toBeLessThan(WINDOWS.phone.height);
});

test('alone one has a place beside oneself for who is to come', () => {
  const { placed, vacant, pages } = arrange(call(1), choice(1), { width: 200, height: 100 }, 8);
  expect(placed).toHaveLength(1);
  expect(vacant).not.toBeNull();
  expect(pages).toBe(1);
});

test('in any window no two pictures overlap, none leaves it, and the pages together show everybody once', () => {
  const window = fc.record({
    width: fc.integer({ min: 280, max: 3_000 }),
    height: fc.integer({ min: 240, max: 2_000 }),
  });
  const change = fc.record({
    mode: fc.constantFrom('grid' as const, 'speaker' as const),
    pins: fc.subarray([camera(2), camera(3)]),
  });
  fc.assert(
    fc.property(window, fc.integer({ min: 1, max: 60 }), change, (box, count, changed) => {
      const pictures = call(count);
      const first = arrange(pictures, choice(count, changed), box, 8);
      const all = new Set<string>();
      for (let page = 0; page < first.pages; page++) {
        const { placed, floating, pager } = arrange(pictures, choice(count, { ...changed, page }), box, 8);
        for (const { picture } of placed) all.add(picture.key);
        if (floating) {
          all.add(floating.picture.key);
          expect(inside(floating.rect, box)).toBe(true);
        }
        const rects = placed.map(({ rect }) => rect);
        if (pager) rects.push(pager);
        for (const [index, rect] of rects.entries()) {
          expect(inside(rect, box)).toBe(true);
          for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
        }
      }
      expect(all.size).toBe(pictures.length);
    }),
    { numRuns: 150 },
  );
});

function inside({ x, y, width, height }: Rect, box: { width: number; height: number }): boolean {
  return x >= 0 && y >= 0 && x + width <= box.width + 1 && y + height <= box.height + 1;
}

// Rounding to whole pixels may take one from the gap.
function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x + one.width > other.x &&
    other.x + other.width > one.x &&
    one.y + one.height > other.y &&
    other.y + other.height > one.y
  );
}
