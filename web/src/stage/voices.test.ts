import { describe, expect, test } from 'vitest';
import { personId } from '../session/fixture.js';
import { chooseSpeaker, hear, isSettled, NO_VOICES, untilSettled, type Voices } from './voices.js';

const [ana, ben, cem] = [personId(1), personId(2), personId(3)];
const PEOPLE = [ana, ben, cem];

/** The voices after what was said, each `[time in ms, who speaks from then on]`. */
function after(...said: readonly (readonly [number, readonly (typeof ana)[]])[]): Voices {
  const levels = (speaking: readonly (typeof ana)[]) => new Map(speaking.map((id) => [id, -20]));
  return said.reduce<Voices>(
    (voices, [now, speaking]) => hear(voices, levels(speaking), PEOPLE, now),
    NO_VOICES,
  );
}

describe('whose picture is large', () => {
  test.each([
    ['nobody has spoken: who came first', null, after(), 0, ana],
    ['nobody has spoken: who has it keeps it', ben, after(), 0, ben],
    ['a cough changes nothing', ana, after([0, [ben]]), 300, ana],
    ['who goes on speaking gets it', ana, after([0, [ben]]), 500, ben],
    ['who speaks keeps it, whoever else does', ana, after([0, [ana]], [100, [ana, ben]]), 9_000, ana],
    ['of two who speak, who began first', cem, after([0, [ben]], [50, [ana, ben]]), 2_000, ben],
    ['silence changes nothing', ben, after([0, [ben]], [2_000, []]), 60_000, ben],
    ['who has it went: who was heard last', cem, after([0, [ana]], [900, [ben]], [2_000, []]), 3_000, ben],
  ] as const)('%s', (_words, current, voices, now, expected) => {
    const present = _words.startsWith('who has it went') ? [ana, ben] : PEOPLE;
    expect(chooseSpeaker(current, present, voices, now)).toBe(expected);
  });

  test('where nobody is, nobody’s', () => {
    expect(chooseSpeaker(ana, [], after([0, [ana]]), 900)).toBeNull();
  });
});

test('a voice that goes on counts from its beginning, and from anew after a silence', () => {
  const voices = after([0, [ana]], [400, [ana, ben]]);
  expect(isSettled(voices, ana, 500)).toBe(true);
  expect(isSettled(voices, ben, 500)).toBe(false);
  expect(untilSettled(voices, 500)).toBe(400);
  expect(untilSettled(voices, 900)).toBeNull();
  expect(isSettled(after([0, [ana]], [600, []], [700, [ana]]), ana, 800)).toBe(false);
});

test('who has gone is forgotten', () => {
  const voices = hear(after([0, [ana, ben]], [400, [ben]]), new Map(), [cem], 900);
  expect(voices).toEqual(NO_VOICES);
});
