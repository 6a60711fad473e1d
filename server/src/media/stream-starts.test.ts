import { EventEmitter } from 'node:events';
import type { Producer } from 'mediasoup/types';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type StartingProducer, watchStarts } from './stream-starts.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const events = new EventEmitter();
  const observer = new EventEmitter();
  const producer = { closed: false, score: [] as Producer['score'] };
  const seen = vi.fn();
  watchStarts(
    Object.assign(producer, {
      on: events.on.bind(events),
      observer,
    }) as unknown as StartingProducer,
    seen,
  );
  const scores = (...worths: number[]) => {
    producer.score = worths.map((score, index) => ({ ssrc: index + 1, encodingIdx: index, score }));
    events.emit('score');
  };
  return { seen, scores, close: () => void observer.emit('close') };
}

it('a stream that begins is told twice, when its layers have been seen', async () => {
  const { seen, scores } = watched();
  scores(10, 0);
  expect(seen).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(120);
  expect(seen).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).toHaveBeenCalledTimes(2);
});

it('a score that changes is no beginning, one that comes back from nothing is', async () => {
  const { seen, scores } = watched();
  scores(10);
  await vi.advanceTimersByTimeAsync(1_000);
  scores(7);
  scores(10);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).toHaveBeenCalledTimes(2);
  scores(0);
  scores(10);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).toHaveBeenCalledTimes(4);
});

it('who begins and ends without a pause has the layers weighed twice a second', async () => {
  const { seen, scores } = watched();
  for (let time = 0; time < 10_000; time += 50) {
    scores(10);
    scores(0);
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(seen.mock.calls.length).toBeGreaterThan(10);
  expect(seen.mock.calls.length).toBeLessThanOrEqual(22);
});

it('layers that begin one after the other are told together', async () => {
  const { seen, scores } = watched();
  scores(10, 0);
  await vi.advanceTimersByTimeAsync(50);
  scores(10, 10);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).toHaveBeenCalledTimes(2);
});

it('nothing is told of what has ended', async () => {
  const { seen, scores, close } = watched();
  scores(10);
  close();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).not.toHaveBeenCalled();
});
