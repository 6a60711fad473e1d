import { describe, expect, it } from 'vitest';
import { bestScore, heldBy, isWeak } from './line-policy.js';

describe('a line is weak', () => {
  it.each<[what: string, was: boolean, sent: number[], received: [number, number][], weak: boolean]>([
    ['not where nothing goes over it', false, [], [], false],
    ['not where all streams are whole', false, [10, 10], [[10, 10]], false],
    ['where what comes from it is broken', false, [10, 5], [], true],
    ['not for a stream that is switched off', false, [0, 10], [[0, 10]], false],
    ['where what goes to it breaks on the way', false, [10], [[4, 10]], true],
    ['not for what came broken from its sender', false, [10], [[4, 5]], false],
    ['not at once when it is only middling', false, [7], [], false],
    ['still when it is only middling again', true, [7], [], true],
    ['no more when it is good again', true, [8], [[9, 10]], false],
    ['still when nothing arrives any more', true, [0], [], true],
    ['no more when nothing goes over it', true, [], [], false],
    ['not for a stream that only begins', false, [0], [], false],
  ])('%s', (_, was, sent, received, weak) => {
    const onward = received.map(([score, senderScore]) => ({ score, senderScore }));
    expect(isWeak(was, sent, onward)).toBe(weak);
  });
});

it('the best layer that arrives counts', () => {
  expect(bestScore([0, 7, 10, 0])).toBe(10);
  expect(bestScore([0, 0])).toBeNull();
  expect(bestScore([])).toBeNull();
});

describe('a picture is held down', () => {
  it.each([
    ['by nothing', { all: 3, preferred: 2, current: 2 }, [10, 10, 10], false, null],
    ['by its tile', { all: 3, preferred: 0, current: 0 }, [10, 10, 10], false, 'tile'],
    [
      'by its tile before anything is sent',
      { all: 3, preferred: 1, current: null },
      [10, 10, 0],
      false,
      'tile',
    ],
    ["by the viewer's line", { all: 3, preferred: 2, current: 1 }, [10, 10, 10], false, 'line'],
    ['by its sender, who sends no more', { all: 3, preferred: 2, current: 1 }, [10, 10, 0], false, 'sender'],
    ["by the viewer's line in a stream of layers", { all: 3, preferred: 2, current: 0 }, [], false, 'line'],
    ['by nothing where there is one layer', { all: 1, preferred: 0, current: 0 }, [10], false, null],
    ['by the budget', { all: 3, preferred: 1, current: 1 }, [10, 10, 10], true, 'budget'],
    ['by the line below the budget', { all: 3, preferred: 1, current: 0 }, [10, 10, 10], true, 'line'],
  ] as const)('%s', (_, layers, arriving, saved, reason) => {
    expect(heldBy(layers, arriving, saved)).toBe(reason);
  });
});
