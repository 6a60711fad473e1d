import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { person, personId } from '../session/fixture.js';
import { changeable } from '../session/readable.js';
import { initialState } from '../session/reducer.js';
import { createView } from './view.js';

const LEVEL = -20;

/** A call of this many people, of whom the first is oneself, and a view of it. */
function calling(count: number, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null = null) {
  const all = Array.from({ length: count }, (_, index) => person(index + 1));
  const state = changeable({ ...initialState(), you: personId(1), participants: all });
  const view = createView({ state }, { storage });
  const stop = view.follow();
  const speak = (...numbers: number[]) => {
    const speaking = new Map(numbers.map((number) => [personId(number), LEVEL]));
    state.set({ ...state.get(), speaking });
  };
  const order = () => view.state.get().order.map((id) => Number(id.slice(-12)));
  return { view, speak, order, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('who speaks elsewhere', () => {
  const sight = { shown: [2, 3].map(personId), hidden: [4, 5].map(personId) };

  test('is brought into sight once they have spoken for half a second, and stays', () => {
    const { view, speak, order } = calling(5);
    view.setSight(sight);
    speak(5);
    expect(order()).toEqual([2, 3, 4, 5]);
    vi.advanceTimersByTime(500);
    expect(order()).toEqual([2, 5, 4, 3]);
    speak();
    vi.advanceTimersByTime(10_000);
    expect(order()).toEqual([2, 5, 4, 3]);
  });

  test('of two who speak, one after the other', () => {
    const { view, speak, order } = calling(5);
    view.setSight(sight);
    speak(4, 5);
    vi.advanceTimersByTime(500);
    expect(order()).toEqual([2, 4, 3, 5]);
    view.setSight({ shown: [2, 4].map(personId), hidden: [3, 5].map(personId) });
    expect(order()).toEqual([2, 4, 3, 5]);
    vi.advanceTimersByTime(1_000);
    expect(order()).toEqual([5, 4, 3, 2]);
  });

  test('does so no longer when nobody follows the call', () => {
    const { view, speak, order, stop } = calling(5);
    view.setSight(sight);
    speak(5);
    stop();
    vi.advanceTimersByTime(10_000);
    expect(order()).toEqual([2, 3, 4, 5]);
  });
});

test('in speaker view who was large stands where the new one stood', () => {
  const { view, speak, order } = calling(5);
  view.setMode('speaker');
  view.setSight({ shown: [3, 4, 5].map(personId), hidden: [] });
  expect(view.state.get().speaker).toBe(personId(2));
  speak(4);
  vi.advanceTimersByTime(500);
  expect(view.state.get().speaker).toBe(personId(4));
  expect(order().filter((number) => number !== 4)).toEqual([3, 2, 5]);
});

test('in speaker view who speaks on another page becomes large, and nobody in sight moves', () => {
  const { view, speak, order } = calling(5);
  view.setMode('speaker');
  view.setSight({ shown: [3, 4].map(personId), hidden: [personId(5)] });
  speak(5);
  vi.advanceTimersByTime(5_000);
  expect(view.state.get().speaker).toBe(personId(5));
  expect(order()).toEqual([5, 3, 4, 2]);
});

test('several can be pinned', () => {
  const { view } = calling(3);
  view.pin('one', true);
  view.pin('two', true);
  view.pin('two', true);
  view.pin('one', false);
  expect(view.state.get().pins).toEqual(['two']);
});

test('layout and corner are remembered by the browser, also where it remembers nothing', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  const { view } = calling(3, storage);
  expect(view.state.get()).toMatchObject({ mode: 'grid', corner: 'bottom-right' });
  view.setMode('speaker');
  view.setCorner('top-left');
  expect(calling(3, storage).view.state.get()).toMatchObject({ mode: 'speaker', corner: 'top-left' });

  const refusing = {
    ...storage,
    getItem: () => {
      throw new Error('refused');
    },
    setItem: () => {
      throw new Error('full');
    },
  };
  const other = calling(3, refusing).view;
  other.setMode('speaker');
  expect(other.state.get()).toMatchObject({ mode: 'speaker', corner: 'bottom-right' });
});
