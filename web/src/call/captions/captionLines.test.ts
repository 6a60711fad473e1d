import { expect, it } from 'vitest';
import { personId } from '../../session/fixture.js';
import { stillShown, STAYS, withCaption, type CaptionLine } from './captionLines.js';

function line(person: number, number: number, text: string, final = false, at = 0): CaptionLine {
  return {
    participant: personId(person),
    name: `Person ${person}`,
    line: number,
    text,
    final,
    language: 'en',
    at,
  };
}

function after(...lines: CaptionLine[]): string[] {
  return lines.reduce<CaptionLine[]>((all, one) => withCaption(all, one), []).map(({ text }) => text);
}

it.each<[string, CaptionLine[], string[]]>([
  [
    'a line heard better takes its own place',
    [line(1, 1, 'Goo'), line(2, 1, 'Hi'), line(1, 1, 'Good')],
    ['Good', 'Hi'],
  ],
  ['lines of the same number by two people are two', [line(1, 1, 'a'), line(2, 1, 'b')], ['a', 'b']],
  ['the oldest goes', [line(1, 1, 'a'), line(1, 2, 'b'), line(1, 3, 'c'), line(1, 4, 'd')], ['b', 'c', 'd']],
  ['a late guess undoes nothing', [line(1, 1, 'Good day.', true), line(1, 1, 'Good')], ['Good day.']],
  [
    'what stays may still be set right',
    [line(1, 1, 'Good', true), line(1, 1, 'Good day.', true)],
    ['Good day.'],
  ],
])('%s', (_, lines, shown) => {
  expect(after(...lines)).toEqual(shown);
});

it('a line goes when nothing was added to it for a while', () => {
  const lines = [line(1, 1, 'old', true, 0), line(1, 2, 'new', true, 5_000)];
  expect(stillShown(lines, STAYS - 1)).toBe(lines);
  expect(stillShown(lines, STAYS).map(({ text }) => text)).toEqual(['new']);
});
