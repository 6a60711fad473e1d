import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from './errors.js';
import { DisplayName, RoomId } from './ids.js';
import { isLonger, nameProblem, normalizeText, roomIdProblem, slugOf } from './text.js';

describe('names', () => {
  it.each<[string, string, ErrorCode | null]>([
    ['a plain name', 'Ana', null],
    ['letters of any script', 'Ана Ђорђевић', null],
    ['emoji', '🙂', null],
    ['nothing', '', 'name-empty'],
    ['only what cannot be seen', '\u200b\u200d', 'name-empty'],
    ['a combining mark alone', '\u0301', 'name-empty'],
    ['60 characters outside the basic plane', '𝒜'.repeat(60), null],
    ['61 characters', 'a'.repeat(61), 'name-too-long'],
    ['a control character', 'A\u0007na', 'name-characters'],
    ['a line break inside', 'A\nna', 'name-characters'],
    ['a right-to-left override', 'Ana\u202egnp', 'name-characters'],
    ['an isolate', '\u2066Ana', 'name-characters'],
    ['half a surrogate pair', 'A\ud83dna', 'name-characters'],
  ])('%s', (_case, text, problem) => {
    expect(nameProblem(normalizeText(text))).toBe(problem);
  });

  it('are composed and trimmed', () => {
    expect(DisplayName.parse('  Ame\u0301lie ')).toBe('Am\u00e9lie');
  });

  it('say why they are refused with a code of the protocol', () => {
    expect(DisplayName.safeParse('   ').error?.issues[0]?.message).toBe('name-empty');
    expect(DisplayName.safeParse('a'.repeat(5_000)).error?.issues[0]?.message).toBe('name-too-long');
  });
});

describe('room ids', () => {
  it.each<[string, string | null]>([
    ['physics', 'physics'],
    ['Physics 101', 'physics-101'],
    ['  --Über Uns!! ', 'über-uns'],
    ['скопје', 'скопје'],
    ['math & art', 'math-art'],
    ['-', null],
    ['🙂', null],
    ['', null],
    ['a'.repeat(61), null],
    ['abc\u202edef', null],
    ['a/../b', 'a-b'],
  ])('%s means %s', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('a slug means itself and is a room id, whatever it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const slug = slugOf(text);
        if (slug === null) return;
        expect(roomIdProblem(slug)).toBeNull();
        expect(slugOf(slug)).toBe(slug);
        expect(RoomId.parse(slug)).toBe(slug);
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each([
  ['abc', 3, false],
  ['abcd', 3, true],
  ['👋👋👋', 3, false],
  ['👋👋👋👋', 3, true],
  ['', 0, false],
])('whether %j has more code points than %i', (text, most, expected) => {
  expect(isLonger(text, most)).toBe(expected);
});
