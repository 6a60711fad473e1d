import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { personId } from '../session/fixture.js';
import { completed, completionAt, cutAtMentions, mentionsIn, offeredFor } from './mentions.js';

const people = ['Ana', 'Ana Maria', 'Béla', 'Jean-Luc', '田中'].map((name, index) => ({
  id: personId(index + 1),
  name,
}));

describe('what is being written', () => {
  it.each([
    ['@', { from: 0, query: '' }],
    ['hello @an', { from: 6, query: 'an' }],
    ['(@ana m', { from: 1, query: 'ana m' }],
    ['ana@example', null],
    ['@ana and now', null],
    ['hello', null],
    ['@@', null],
  ])('%j', (text, expected) => {
    expect(completionAt(text, text.length)).toEqual(expected);
  });

  it('is what stands before the caret', () => {
    expect(completionAt('@an is here', 3)).toEqual({ from: 0, query: 'an' });
  });
});

test.each([
  ['an', ['Ana', 'Ana Maria']],
  ['MAR', ['Ana Maria']],
  ['bel', ['Béla']],
  ['luc', ['Jean-Luc']],
  ['田', ['田中']],
  ['x', []],
  ['', ['Ana', 'Ana Maria', 'Béla', 'Jean-Luc', '田中']],
])('%s offers %j', (query, names) => {
  expect(offeredFor(query, people).map(({ name }) => name)).toEqual(names);
});

it('a chosen name takes the place of what was written, and one space follows', () => {
  expect(completed('hi @an there', 6, { from: 3, query: 'an' }, 'Ana')).toEqual({
    text: 'hi @Ana there',
    caret: 8,
  });
});

test.each([
  ['@Ana hello', [1]],
  ['@Ana Maria hello', [2]],
  ['@Ana, @Béla!', [1, 3]],
  ['@Anastasia', []],
  ['me@Ana', []],
  ['@ana', []],
  ['@Ana_', []],
  ['(@田中)', [5]],
])('%j mentions %j', (text, numbers) => {
  expect(mentionsIn(text, people)).toEqual(numbers.map((number) => personId(number)));
});

it('two of the same name are both meant', () => {
  const twins = [people[0], { id: personId(9), name: 'Ana' }].flatMap((one) => one ?? []);
  expect(mentionsIn('@Ana', twins)).toHaveLength(2);
});

it('whatever is written, the pieces are the text', () => {
  const bits = fc.constantFrom('@', '@Ana', ' ', 'Maria', '@Béla', 'x', '\n', '(');
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 15 }), (parts) => {
      const text = parts.join('');
      const cuts = cutAtMentions(
        text,
        people.map(({ name }) => name),
      );
      expect(cuts.map((cut) => cut.text).join('')).toBe(text);
      for (const { name, text: words } of cuts) if (name !== undefined) expect(words).toBe(`@${name}`);
    }),
  );
});
