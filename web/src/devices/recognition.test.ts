import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeTrack } from '../session/fixture.js';
import {
  pauseAfter,
  recognise,
  type Heard,
  type Recogniser,
  type RecognitionEvent,
  type RecognitionProblem,
} from './recognition.js';

class FakeRecogniser implements Recogniser {
  lang = '';
  continuous = false;
  interimResults = false;
  onresult: Recogniser['onresult'] = null;
  onerror: Recogniser['onerror'] = null;
  onend: Recogniser['onend'] = null;
  track: MediaStreamTrack | undefined;
  aborted = false;
  start = (track?: MediaStreamTrack) => void (this.track = track);
  abort = () => void (this.aborted = true);

  says(resultIndex: number, ...results: [string, boolean][]) {
    const event: RecognitionEvent = {
      resultIndex,
      results: results.map(([transcript, isFinal]) => ({ isFinal, 0: { transcript } })),
    };
    this.onresult?.(event);
  }

  fails(error: string) {
    this.onerror?.({ error });
    this.onend?.();
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listening() {
  const made: FakeRecogniser[] = [];
  const heard: Heard[] = [];
  const problems: RecognitionProblem[] = [];
  const track = new FakeTrack('audio');
  const wish = {
    track,
    language: 'de-DE',
    heard: (said: Heard) => void heard.push(said),
    problem: (why: RecognitionProblem) => void problems.push(why),
  };
  const stop = recognise(wish, () => {
    const one = new FakeRecogniser();
    made.push(one);
    return one;
  });
  const last = () => {
    const one = made.at(-1);
    if (one === undefined) throw new Error('nothing was made');
    return one;
  };
  return { made, heard, problems, track, stop, last };
}

it('listens to the microphone that is sent, in the language that is spoken', () => {
  const { last, track } = listening();
  expect(last()).toMatchObject({ lang: 'de-DE', continuous: true, interimResults: true });
  expect(last().track).toBe(track);
});

it('tells a line again as it is heard better, and the next as another', () => {
  const { last, heard } = listening();
  last().says(0, ['Guten', false], [' Tag', false]);
  last().says(0, ['Guten Tag.', true]);
  last().says(1, ['Guten Tag.', true], [' Wie', false]);
  const [first = -1] = heard.map(({ line }) => line);
  expect(heard).toEqual([
    { line: first, text: 'Guten Tag', final: false },
    { line: first, text: 'Guten Tag.', final: true },
    { line: first + 1, text: 'Wie', final: false },
  ]);
});

it('begins again when the browser ends, with lines of their own', () => {
  const { made, last, heard } = listening();
  last().says(0, ['one', true]);
  last().onend?.();
  vi.advanceTimersByTime(300);
  expect(made).toHaveLength(2);
  last().says(0, ['two', true]);
  expect(heard.map(({ text }) => text)).toEqual(['one', 'two']);
  expect(heard[1]?.line).toBeGreaterThan(heard[0]?.line ?? Infinity);
});

it('begins again without end where nobody speaks', () => {
  const { made, last, problems } = listening();
  for (let time = 0; time < 20; time += 1) {
    last().fails('no-speech');
    vi.advanceTimersByTime(300);
  }
  expect(made).toHaveLength(21);
  expect(problems).toEqual([]);
});

it.each([
  ['not-allowed', 'denied'],
  ['service-not-allowed', 'unavailable'],
  ['language-not-supported', 'language'],
] as const)('gives up at once on %s', (error, problem) => {
  const { made, last, problems } = listening();
  last().fails(error);
  vi.advanceTimersByTime(60_000);
  expect(problems).toEqual([problem]);
  expect(made).toHaveLength(1);
});

it('gives up after some failures in a row', () => {
  const { last, problems } = listening();
  for (let time = 0; time < 5; time += 1) {
    expect(problems).toEqual([]);
    last().fails('network');
    vi.advanceTimersByTime(10_000);
  }
  expect(problems).toEqual(['unavailable']);
});

it('says nothing more once it is stopped', () => {
  const { made, last, heard, stop } = listening();
  stop();
  expect(last().aborted).toBe(true);
  last().says(0, ['late', true]);
  last().onend?.();
  vi.advanceTimersByTime(60_000);
  expect(heard).toEqual([]);
  expect(made).toHaveLength(1);
});

it('waits longer each time', () => {
  expect([0, 1, 2, 3, 4, 5].map(pauseAfter)).toEqual([250, 500, 1_000, 2_000, 4_000, null]);
});
