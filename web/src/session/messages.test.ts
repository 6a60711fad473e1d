import { describe, expect, it } from 'vitest';
import { message } from './fixture.js';
import { changeMessage, mergeMessages, olderPage } from './messages.js';

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
    ['a page that overlaps', [2, 3], [1, 2], [1, 2, 3]],
    ['none', [1], [], [1]],
  ])('%s', (_, list, added, merged) => {
    const made = mergeMessages(
      list.map((sequence) => message(sequence)),
      added.map((sequence) => message(sequence)),
    );
    expect(numbers(made)).toEqual(merged);
  });
});

it('changes a message where it is, and no other', () => {
  const list = [...range(1, 3), ...range(7, 9)];
  const changed = message(7, 'else');
  expect(changeMessage(list, changed)).toEqual([...range(1, 3), changed, ...range(8, 9)]);
  expect(changeMessage(list, message(5))).toBe(list);
  expect(changeMessage([], message(5))).toEqual([]);
});

it('puts an older page before what is there', () => {
  const log = olderPage(range(4, 5), { messages: range(1, 3), more: false });
  expect(numbers(log.messages)).toEqual([1, 2, 3, 4, 5]);
  expect(log.more).toBe(false);
});
