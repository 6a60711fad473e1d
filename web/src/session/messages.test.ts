import { describe, expect, it } from 'vitest';
import { message } from './fixture.js';
import { mergeMessages, mergePage, olderPage } from './messages.js';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
const numbers = (list: { sequence: number }[]) => list.map(({ sequence }) => sequence);

describe('merging messages', () => {
  it.each([
    ['at the end', [1, 2], [3], [1, 2, 3]],
    ['into nothing', [], [7], [7]],
    ['twice', [1, 2], [2], [1, 2]],
    ['in between', [1, 3], [2], [1, 2, 3]],
    ['several', [3], [1, 2], [1, 2, 3]],
  ])('%s', (_, list, added, merged) => {
    const made = mergeMessages(
      list.map((sequence) => message(sequence)),
      added.map((sequence) => message(sequence)),
    );
    expect(numbers(made)).toEqual(merged);
  });
});

describe('a new snapshot', () => {
  it.each([
    ['of an empty chat', range(1, 3), [], false, [], false],
    ['for a page without any', [], range(5, 6), true, [5, 6], true],
    ['that overlaps', range(1, 4), range(3, 6), true, [1, 2, 3, 4, 5, 6], false],
    ['that follows at once', range(1, 2), range(3, 4), true, [1, 2, 3, 4], false],
    ['that leaves a gap', range(1, 2), range(5, 6), true, [5, 6], true],
    ['that reaches further back', range(4, 5), range(1, 5), false, [1, 2, 3, 4, 5], false],
    ['of another meeting', range(50, 60), range(1, 2), false, [1, 2], false],
  ])('%s', (_, list, page, more, merged, moreAfter) => {
    const log = mergePage({ messages: list, more: false }, { messages: page, more });
    expect(numbers(log.messages)).toEqual(merged);
    expect(log.more).toBe(moreAfter);
  });
});

it('puts an older page before what is there', () => {
  const log = olderPage(range(4, 5), { messages: range(1, 3), more: false });
  expect(numbers(log.messages)).toEqual([1, 2, 3, 4, 5]);
  expect(log.more).toBe(false);
});
