import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionError } from './error.js';
import { FakeSignaling, personId } from './fixture.js';
import { SeenPlaces } from './seen-places.js';
import type { Tile } from './view-policy.js';
import { ViewReporter } from './view-reporter.js';

const SIZE = { width: 320, height: 180 };
const SMALL = { width: 80, height: 45 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function report() {
  const signaling = new FakeSignaling();
  const seen = new SeenPlaces();
  const view = new ViewReporter({
    seen,
    tell: (told, done) => signaling.ask('view:tiles', { tiles: [...told] }, ({ ok }) => done(ok)),
    now: () => performance.now(),
  });
  const places = new Map<string, object>();
  /** A picture of somebody comes into sight in a place of the page, changes its size there, or goes. */
  const see = (number: number, size: typeof SIZE | null = SIZE, place = `${number}`) => {
    const known = places.get(place) ?? {};
    places.set(place, known);
    seen.see(known, size && { participant: personId(number), source: 'camera', ...size });
  };
  /** The next report, answered. */
  const tiles = () => {
    const asked = signaling.next('view:tiles');
    asked.answer({});
    return (asked.payload as { tiles: Tile[] }).tiles;
  };
  /** Whose pictures it names. */
  const next = () => tiles().map(({ participant }) => participant);
  return { signaling, view, see, next, tiles };
}

describe('the pictures of a page', () => {
  it('are told together, as soon as there is somebody to tell', () => {
    const { signaling, view, see, next } = report();
    see(1);
    see(2);
    vi.advanceTimersByTime(1_000);
    expect(signaling.open).toEqual([]);
    view.begin();
    vi.advanceTimersByTime(0);
    expect(next()).toEqual([personId(1), personId(2)]);
    vi.advanceTimersByTime(10_000);
    expect(signaling.open).toEqual([]);
  });

  it('are not told before the stage knows of any', () => {
    const { signaling, view, see, next } = report();
    view.begin();
    vi.advanceTimersByTime(1_000);
    expect(signaling.open).toEqual([]);
    see(1);
    vi.advanceTimersByTime(0);
    expect(next()).toEqual([personId(1)]);
  });

  it('that come are told at once, those that go at most four times a second', () => {
    const { signaling, view, see, next } = report();
    see(1);
    view.begin();
    vi.advanceTimersByTime(0);
    next();
    vi.advanceTimersByTime(1_000);
    see(2);
    vi.advanceTimersByTime(0);
    expect(next()).toEqual([personId(1), personId(2)]);
    see(1, null);
    vi.advanceTimersByTime(249);
    expect(signaling.open).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(next()).toEqual([personId(2)]);
  });

  it('that come and go again in between are not told', () => {
    const { signaling, view, see, next } = report();
    see(1);
    view.begin();
    vi.advanceTimersByTime(0);
    next();
    see(2);
    see(2, null);
    vi.advanceTimersByTime(10_000);
    expect(signaling.open).toEqual([]);
  });

  it('that change while a report is on its way are told after it', () => {
    const { signaling, view, see, next } = report();
    see(1);
    view.begin();
    vi.advanceTimersByTime(0);
    see(2);
    vi.advanceTimersByTime(1_000);
    expect(signaling.open).toHaveLength(1);
    next();
    vi.advanceTimersByTime(0);
    expect(next()).toEqual([personId(1), personId(2)]);
  });
});

describe('a picture that stands in two places', () => {
  it('is told once, in the larger of its sizes, and until the last of them is gone', () => {
    const { view, see, tiles } = report();
    see(1, SMALL, 'page');
    see(1, SIZE, 'small window');
    view.begin();
    vi.advanceTimersByTime(0);
    expect(tiles()).toMatchObject([{ participant: personId(1), width: 323 }]);
    see(1, null, 'small window');
    vi.advanceTimersByTime(250);
    expect(tiles()).toMatchObject([{ participant: personId(1), width: 81 }]);
    see(1, null, 'page');
    vi.advanceTimersByTime(250);
    expect(tiles()).toEqual([]);
  });
});

describe('a new media session', () => {
  it('is told everything again', () => {
    const { view, see, next } = report();
    see(1);
    view.begin();
    vi.advanceTimersByTime(0);
    next();
    vi.advanceTimersByTime(1_000);
    view.begin();
    vi.advanceTimersByTime(0);
    expect(next()).toEqual([personId(1)]);
  });

  it('does not hear the answer to the one before', () => {
    const { signaling, view, see, next } = report();
    see(1);
    view.begin();
    vi.advanceTimersByTime(0);
    const late = signaling.next('view:tiles');
    view.begin();
    late.refuse(new SessionError('offline'));
    vi.advanceTimersByTime(50);
    expect(next()).toEqual([personId(1)]);
  });
});

it('a report that got lost is told again when the line is back', () => {
  const { signaling, view, see, next } = report();
  see(1);
  view.begin();
  vi.advanceTimersByTime(0);
  signaling.next('view:tiles').refuse(new SessionError('offline'));
  vi.advanceTimersByTime(10_000);
  expect(signaling.open).toEqual([]);
  view.retry();
  vi.advanceTimersByTime(0);
  expect(next()).toEqual([personId(1)]);
});

it('nothing is told after the end', () => {
  const { signaling, view, see } = report();
  see(1);
  view.begin();
  view.stop();
  see(1);
  vi.advanceTimersByTime(10_000);
  expect(signaling.open).toEqual([]);
});
