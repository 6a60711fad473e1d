import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { personId } from '../session/fixture.js';
import { bringIntoSight, followOrder, swapped } from './order.js';
import { hear, NO_VOICES, type Voices } from './voices.js';

const ids = (numbers: readonly number[]) => numbers.map((number) => personId(number));

describe('who comes and goes', () => {
  test.each([
    ['the first ones', [], [1, 2], [1, 2]],
    ['a new one stands at the end', [2, 1], [1, 2, 3], [2, 1, 3]],
    ['the places behind one who went close up', [3, 1, 2], [2, 3], [3, 2]],
    ['nothing changed', [3, 1], [1, 3], [3, 1]],
  ])('%s', (_words, order, present, expected) => {
    expect(followOrder(ids(order), ids(present))).toEqual(ids(expected));
  });

  test('where nothing changed it is the same order', () => {
    const order = ids([3, 1]);
    expect(followOrder(order, ids([1, 3]))).toBe(order);
  });
});

const EVERYBODY = ids([1, 2, 3, 4, 5]);

/** The voices after each of these turns of a second; the last one goes on. */
function turns(...speaking: readonly (readonly number[])[]): { voices: Voices; now: number } {
  const voices = speaking.reduce<Voices>(
    (before, people, turn) =>
      hear(before, new Map(ids(people).map((id) => [id, -20])), EVERYBODY, turn * 1_000),
    NO_VOICES,
  );
  return { voices, now: speaking.length * 1_000 };
}

describe('who speaks on another page', () => {
  const ORDER = [1, 2, 3, 4, 5];
  test.each([
    ['nobody: nothing moves', [[]], ORDER],
    ['somebody in sight: nothing moves', [[2]], ORDER],
    ['takes the last place where nobody has spoken', [[5]], [1, 2, 5, 4, 3]],
    ['takes the place of who was silent longest', [[1], [2], [3], [5]], [5, 2, 3, 4, 1]],
    ['not of one who speaks too', [[3, 4]], [1, 4, 3, 2, 5]],
    ['where everybody in sight speaks, of nobody', [[1, 2, 3, 4]], ORDER],
    ['of two only one', [[4, 5]], [1, 2, 4, 3, 5]],
  ])('%s', (_words, speaking, expected) => {
    const { voices, now } = turns(...speaking);
    const sight = { shown: ids([1, 2, 3]), hidden: ids([4, 5]) };
    expect(bringIntoSight(ids(ORDER), sight, voices, now)).toEqual(ids(expected));
  });

  test('whoever speaks, at most two people change places and nobody is lost', () => {
    const people = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(
        people,
        fc.nat({ max: 30 }),
        fc.array(fc.integer({ min: 1, max: 40 })),
        (all, cut, talk) => {
          const order = ids(all);
          const sight = { shown: order.slice(0, cut), hidden: order.slice(cut) };
          const { voices, now } = turns(talk);
          const next = bringIntoSight(order, sight, voices, now);
          expect(next.toSorted()).toEqual(order.toSorted());
          expect([0, 2]).toContain(next.filter((id, index) => id !== order[index]).length);
        },
      ),
    );
  });
});

test('who is not there changes places with nobody', () => {
  const order = ids([1, 2]);
  expect(swapped(order, personId(1), personId(9))).toBe(order);
});
