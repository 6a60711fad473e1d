import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heardIn, placeOf, useToasts } from './toastStore.js';

const toasts = useToasts.getState();
const said = () => useToasts.getState().shown.map(({ words }) => words);
/** Where each stands, by its words. */
const places = () => {
  const { shown, places: open } = useToasts.getState();
  return Object.fromEntries(shown.map((toast) => [toast.words, placeOf(toast, open)]));
};

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

it('says three things at once, each once', () => {
  for (const words of ['one', 'two', 'three', 'two', 'four']) toasts.say(words);
  expect(said()).toEqual(['three', 'two', 'four']);
});

it('goes after a while, longer words later', () => {
  toasts.say('short');
  toasts.say('a sentence that takes a good while longer to read than the other one does');
  vi.advanceTimersByTime(6_000);
  expect(said()).toHaveLength(1);
  vi.advanceTimersByTime(6_000);
  expect(said()).toEqual([]);
});

it('takes away what is no news any more, and nothing else', () => {
  toasts.say('Ben: hello', 'plain', 'chat');
  toasts.say('Ben joined');
  toasts.dismissAbout('chat');
  expect(said()).toEqual(['Ben joined']);
});

it('tells nobody where nothing goes', () => {
  const told = vi.fn<() => void>();
  const stop = useToasts.subscribe(told);
  toasts.dismissAbout('chat');
  stop();
  expect(told).not.toHaveBeenCalled();
});

describe('where it stands', () => {
  it('on top when it was said, and there it stays', () => {
    const close = toasts.open({ id: 'page', level: 0 });
    toasts.say('before');
    const closeDialog = toasts.open({ id: 'dialog', level: 2 });
    toasts.say('from the dialog');
    expect(places()).toEqual({ before: 'page', 'from the dialog': 'dialog' });
    closeDialog();
    expect(places()).toEqual({ before: 'page', 'from the dialog': 'page' });
    close();
  });

  it('and is heard there alone: what moves is not said again', () => {
    const close = toasts.open({ id: 'dialog', level: 2 });
    toasts.say('It did not work', 'danger');
    const [toast] = useToasts.getState().shown;
    expect(toast && ['dialog', 'page'].map((place) => heardIn(toast, place))).toEqual(['danger', 'quiet']);
    close();
  });

  it('below what lies above, whenever that came', () => {
    const closes = [
      toasts.open({ id: 'dialog', level: 2 }),
      toasts.open({ id: 'page', level: 0 }),
      toasts.open({ id: 'stage', level: 1 }),
    ];
    toasts.say('said');
    expect(places()).toEqual({ said: 'dialog' });
    closes[0]?.();
    expect(places()).toEqual({ said: 'stage' });
    for (const close of closes) close();
  });

  it('in the first place there is, where there was none', () => {
    toasts.say('early');
    const close = toasts.open({ id: 'page', level: 0 });
    expect(places()).toEqual({ early: 'page' });
    close();
  });
});
