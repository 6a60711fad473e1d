import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLEAR, DelayLine } from './delay-line.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function line(random?: () => number) {
  const arrived: { item: string; at: number }[] = [];
  const made = new DelayLine<string>((item) => arrived.push({ item, at: performance.now() }), random);
  return { line: made, arrived };
}

describe('a delay line', () => {
  it('hands on at once where there is no delay', () => {
    const { line: clear, arrived } = line();
    clear.push('a', CLEAR);
    expect(arrived).toHaveLength(1);
  });

  it('keeps each item for the delay, in order', () => {
    const { line: slow, arrived } = line();
    const start = performance.now();
    slow.push('a', { ...CLEAR, delay: 40 });
    vi.advanceTimersByTime(15);
    slow.push('b', { ...CLEAR, delay: 40 });
    vi.advanceTimersByTime(24);
    expect(arrived).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(arrived).toEqual([
      { item: 'a', at: start + 40 },
      { item: 'b', at: start + 55 },
    ]);
    expect(slow.length).toBe(0);
  });

  it('lets nothing overtake after the delay was lowered', () => {
    const { line: slow, arrived } = line();
    slow.push('a', { ...CLEAR, delay: 40 });
    slow.push('b', CLEAR);
    vi.advanceTimersByTime(100);
    expect(arrived.map(({ item }) => item)).toEqual(['a', 'b']);
  });

  it('lets jitter reorder where that is asked for', () => {
    const draws = [1, 0];
    const { line: wild, arrived } = line(() => draws.shift() ?? 0);
    const conditions = { ...CLEAR, delay: 10, jitter: 20, reorder: true };
    wild.push('a', conditions);
    wild.push('b', conditions);
    vi.advanceTimersByTime(100);
    expect(arrived.map(({ item }) => item)).toEqual(['b', 'a']);
  });

  it('keeps the order over jitter otherwise', () => {
    const draws = [1, 0];
    const { line: rough, arrived } = line(() => draws.shift() ?? 0);
    rough.push('a', { ...CLEAR, delay: 10, jitter: 20 });
    rough.push('b', { ...CLEAR, delay: 10, jitter: 20 });
    vi.advanceTimersByTime(100);
    expect(arrived.map(({ item }) => item)).toEqual(['a', 'b']);
  });

  it('forgets what is under way when cleared', () => {
    const { line: slow, arrived } = line();
    slow.push('a', { ...CLEAR, delay: 40 });
    slow.clear();
    vi.advanceTimersByTime(100);
    expect(arrived).toEqual([]);
  });
});
