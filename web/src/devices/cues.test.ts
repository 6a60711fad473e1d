import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cuesSwitch, playCue } from './cues.js';

/** The notes that were played, in Hz, in their order. */
const notes: number[] = [];

class FakeGain {
  readonly gain = { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() };
  connect = (to: unknown) => to;
}

class FakeAudioContext {
  readonly currentTime = 0;
  readonly destination = {};
  resume = () => Promise.resolve();
  suspend = () => Promise.resolve();
  createGain = () => new FakeGain();
  createOscillator = () => {
    const frequency = { value: 0 };
    return {
      frequency,
      connect: (to: unknown) => to,
      start: () => notes.push(frequency.value),
      stop: () => undefined,
    };
  };
}

beforeEach(() => {
  notes.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('AudioContext', FakeAudioContext);
});

afterEach(() => {
  cuesSwitch.set(true);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** All that is to be played has been. */
const played = async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  return [...notes];
};

it('each cue has its own notes', async () => {
  playCue('hand');
  expect(await played()).toEqual([784, 988, 784]);
  playCue('left');
  expect(await played()).toEqual([784, 988, 784, 880, 587]);
});

it('who comes is heard once their picture had time to come', async () => {
  playCue('joined');
  await vi.advanceTimersByTimeAsync(0);
  expect(notes).toEqual([]);
  expect(await played()).toEqual([587, 880]);
});

it('switched off, nothing is played, also of what was under way', async () => {
  playCue('joined');
  cuesSwitch.set(false);
  for (const cue of ['joined', 'left', 'hand', 'mention'] as const) playCue(cue);
  expect(await played()).toEqual([]);
  cuesSwitch.set(true);
  playCue('mention');
  expect(await played()).toEqual([988, 1319]);
});

it('a browser that lets the page make no sound is left alone', async () => {
  vi.unstubAllGlobals();
  vi.resetModules();
  const fresh = await import('./cues.js');
  expect(() => fresh.playCue('hand')).not.toThrow();
  expect(await played()).toEqual([]);
});
