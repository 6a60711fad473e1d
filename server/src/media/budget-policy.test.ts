import { describe, expect, it } from 'vitest';
import { leftForPictures, withinBudget, type Wish } from './budget-policy.js';
import type { LayerDecision } from './layer-policy.js';

const RATES = [100_000, 250_000, 700_000];

/** What a wish is, and what becomes of it: a layer, or null where it is not sent. */
interface Case extends Partial<Omit<Wish, 'decision' | 'layers'>> {
  layer?: number;
  rates?: number[];
  becomes: number | null;
}

const wishOf = ({ layer = 2, rates = RATES, ...change }: Omit<Case, 'becomes'>): Wish => ({
  layers: { rates },
  source: 'camera',
  speaking: false,
  area: 640 * 360,
  ...change,
  decision: { paused: false, spatialLayer: layer, temporalLayer: 2, priority: 2 },
});

describe('pictures within a budget', () => {
  it.each<[string, number, Case[]]>([
    ['all there is', 10_000_000, [{ becomes: 2 }, { becomes: 2 }]],
    ['never more than is looked at', 10_000_000, [{ layer: 0, becomes: 0 }]],
    ['one camera, smaller', 410_000, [{ becomes: 1 }]],
    [
      'the screen before who speaks',
      800_000,
      [
        { speaking: true, becomes: 0 },
        { source: 'screen', becomes: 2 },
      ],
    ],
    [
      'who speaks before the others',
      410_000,
      [{ becomes: 0 }, { speaking: true, becomes: 1 }, { becomes: null }],
    ],
    [
      'the larger tile before the smaller',
      300_000,
      [
        { area: 100, becomes: null },
        { area: 200, becomes: 1 },
      ],
    ],
    ['what is left goes to who can use it', 360_000, [{ becomes: 1 }, { becomes: 0 }]],
    ['the first goes even where it may cost more', 50_000, [{ becomes: 0 }, { becomes: null }]],
    [
      'and leaves nothing',
      50_000,
      [
        { rates: [900_000], becomes: 0 },
        { rates: [10_000], area: 1, becomes: null },
      ],
    ],
  ])('%s', (_, budget, cases) => {
    const decisions = withinBudget(cases.map(wishOf), budget);
    const found = decisions.map(({ paused, spatialLayer }) => (paused ? null : spatialLayer));
    expect(found).toEqual(cases.map(({ becomes }) => becomes));
  });

  it('pays nothing for what is out of sight', () => {
    const hidden: LayerDecision = { paused: true, spatialLayer: 0, temporalLayer: 0, priority: 1 };
    const wishes = [{ ...wishOf({ source: 'screen' }), decision: hidden }, wishOf({})];
    expect(withinBudget(wishes, 300_000)).toMatchObject([hidden, { paused: false, spatialLayer: 1 }]);
  });
});

it.each([
  [500_000, [], 500_000],
  [500_000, ['microphone', 'microphone'], 410_000],
  [500_000, ['microphone', 'screen-audio'], 310_000],
  [64_000, ['microphone', 'microphone'], 30_000],
] as const)('of %i, sounds %j leave %i for pictures', (budget, sounds, left) => {
  expect(leftForPictures(budget, sounds)).toBe(left);
});
