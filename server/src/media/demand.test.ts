import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Demand } from './demand.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function ask(first: number) {
  let wanted = first;
  const told: [string, number][] = [];
  const demand = new Demand(
    () => wanted,
    (producer, layers) => told.push([producer, layers]),
  );
  demand.add('face', 3);
  const want = (layers: number) => {
    wanted = layers;
    demand.changed('face');
  };
  return { demand, told, want };
}

describe('a publisher', () => {
  it('who is wanted whole is told nothing', () => {
    const { told } = ask(Infinity);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });

  it('whom nobody looks at from the beginning is told after three seconds', () => {
    const { told } = ask(0);
    vi.advanceTimersByTime(2_999);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([['face', 0]]);
  });

  it('is wanted again at once', () => {
    const { told, want } = ask(0);
    vi.advanceTimersByTime(3_000);
    want(1);
    want(Infinity);
    expect(told.slice(1)).toEqual([
      ['face', 1],
      ['face', 3],
    ]);
  });

  it('who is wanted again before three seconds are over hears nothing of it', () => {
    const { told, want } = ask(3);
    want(0);
    vi.advanceTimersByTime(2_000);
    want(3);
    vi.advanceTimersByTime(2_000);
    want(0);
    vi.advanceTimersByTime(2_000);
    expect(told).toEqual([]);
  });

  it('is told once, what is wanted at the end of the wait', () => {
    const { told, want } = ask(3);
    want(0);
    vi.advanceTimersByTime(1_500);
    want(1);
    vi.advanceTimersByTime(1_500);
    expect(told).toEqual([['face', 1]]);
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveLength(1);
  });

  it('is told step by step', () => {
    const { told, want } = ask(2);
    vi.advanceTimersByTime(3_000);
    want(1);
    vi.advanceTimersByTime(3_000);
    want(2);
    expect(told.map(([, layers]) => layers)).toEqual([2, 1, 2]);
  });

  it('who has gone is told nothing more', () => {
    const { demand, told, want } = ask(3);
    want(0);
    demand.remove('face');
    vi.advanceTimersByTime(60_000);
    want(3);
    expect(told).toEqual([]);
  });
});

it('all who are published are told where the viewers have changed', () => {
  const { demand, told, want } = ask(3);
  demand.add('screen', 1);
  want(0);
  demand.allChanged();
  vi.advanceTimersByTime(3_000);
  expect(told).toEqual([
    ['face', 0],
    ['screen', 0],
  ]);
  demand.changed('unknown');
  expect(told).toHaveLength(2);
});

it('a room that ends tells nobody anything more', () => {
  const { demand, told } = ask(0);
  demand.close();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});
