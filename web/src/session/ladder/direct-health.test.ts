import { NOTHING } from './flow.js';
import { describe, expect, it } from 'vitest';
import { judge, quietOf, watched, type Health, type SourceHealth, type Watched } from './direct-health.js';

const flowing = { quiet: 40, came: true, still: false };
const quiet = (ms: number) => ({ quiet: ms, came: true, still: false });
const still = (ms: number) => ({ quiet: ms, came: true, still: true });
const begun = (ms: number) => ({ quiet: ms, came: false, still: false });
const up: Health = { sinceAgreed: 60_000, everUp: true, state: 'up', sinceRestart: null, sources: [flowing] };

it.each<[string, Partial<Health>, ReturnType<typeof judge>]>([
  ['agreeing', { everUp: false, state: 'opening', sinceAgreed: null }, 'fine'],
  ['connecting', { everUp: false, state: 'opening', sinceAgreed: 2_999 }, 'fine'],
  ['not connected in time', { everUp: false, state: 'opening', sinceAgreed: 3_000 }, 'not-connected'],
  ['refused at once', { everUp: false, state: 'failed', sinceAgreed: null }, 'not-connected'],
  ['running', {}, 'fine'],
  ['nothing runs', { sources: [] }, 'fine'],
  ['a hiccup', { sources: [quiet(1_000), quiet(1_100)] }, 'fine'],
  ['nothing comes any more', { sources: [quiet(1_200), quiet(1_300)] }, 'restart'],
  ['the browser says so', { state: 'down' }, 'restart'],
  ['for good', { state: 'failed', sources: [] }, 'restart'],
  ['the restart is under way', { state: 'down', sinceRestart: 2_999 }, 'fine'],
  ['and everything is silent meanwhile', { sinceRestart: 2_000, sources: [quiet(3_500)] }, 'fine'],
  ['it did not mend it', { state: 'down', sinceRestart: 3_000 }, 'broken'],
  ['nothing came of it', { sinceRestart: 3_000, sources: [quiet(4_200)] }, 'broken'],
  ['it did', { sinceRestart: 9_999 }, 'fine'],
  ['long ago', { sinceRestart: 10_000 }, 'mended'],
  ['one of two is silent', { sources: [flowing, quiet(2_999)] }, 'fine'],
  ['for too long', { sources: [flowing, quiet(3_000)] }, 'silent'],
  ['one that begins beside one that runs', { sources: [flowing, begun(1_200)] }, 'fine'],
  ['one that begins where nothing comes', { sources: [quiet(1_200), begun(0)] }, 'restart'],
  [
    'and is no sign that the restart helped',
    { sinceRestart: 3_000, sources: [quiet(4_200), begun(400)] },
    'broken',
  ],
  ['nothing comes from the beginning', { sources: [begun(1_200), begun(1_100)] }, 'restart'],
  ['everything has just begun', { sources: [begun(0), begun(400)] }, 'fine'],
  ['a screen that stands still', { sources: [flowing, still(60_000)] }, 'fine'],
  ['everything stands still', { sources: [still(60_000)] }, 'fine'],
  ['all that should come does not', { sources: [quiet(1_200), still(60_000)] }, 'restart'],
])('%s', (_, change, verdict) => {
  expect(judge({ ...up, ...change })).toBe(verdict);
});

describe('a source that is watched', () => {
  const seen = (...looks: [now: number, packets: number, report?: [at: number, sent: number]][]) =>
    looks.reduce<Watched | null>((before, [now, packets, report]) => {
      const [at = 0, sent = 0] = report ?? [];
      return watched(
        before,
        { ...NOTHING, packets, report: report === undefined ? null : { at, sent } },
        now,
      );
    }, null);
  it.each<[string, Watched | null, number, SourceHealth]>([
    [
      'is quiet since it was first looked at',
      seen([0, 0], [500, 0]),
      500,
      { quiet: 500, came: false, still: false },
    ],
    ['whatever had come before', seen([0, 9], [500, 9]), 500, { quiet: 500, came: false, still: false }],
    ['is not while packets come', seen([0, 0], [500, 9]), 500, { quiet: 0, came: true, still: false }],
    [
      'is quiet while the browser leaves it out of its statistics',
      seen([0, 0], [500, 9], [1_000, 0], [1_500, 9]),
      1_500,
      { quiet: 1_000, came: true, still: false },
    ],
    [
      'is still where its sender reports that it sends nothing',
      seen([0, 9, [1, 9]], [1_000, 9, [2, 9]], [2_000, 9, [3, 9]]),
      2_500,
      { quiet: 2_500, came: false, still: true },
    ],
    [
      'is not where its sender reports more',
      seen([0, 9, [1, 9]], [1_000, 9, [2, 20]], [2_000, 9, [3, 40]]),
      2_500,
      { quiet: 2_500, came: false, still: false },
    ],
    [
      'is not where no report comes either',
      seen([0, 9, [1, 9]], [1_000, 9, [2, 9]], [4_000, 9, [2, 9]]),
      4_000,
      { quiet: 4_000, came: false, still: false },
    ],
  ])('%s', (_, state, now, expected) => {
    if (state === null) throw new Error('nothing was seen');
    expect(quietOf(state, now)).toEqual(expected);
  });
});
