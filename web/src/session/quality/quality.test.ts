import type { MediaQuality } from '@hangouts/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SessionError } from '../error.js';
import { FakeTrack } from '../fixture.js';
import type { ConnectionReport } from '../link.js';
import { changeable } from '../readable.js';
import { initialState } from '../reducer.js';
import type { LocalTrack, RoomState } from '../state.js';
import { followQuality, INTERVAL, type Quality } from './quality.js';

const view: MediaQuality = { send: null, receive: null, roundTrip: null, sent: [], received: [] };

let quality: Quality;
let asked: number;
let report: () => Promise<readonly ConnectionReport[]>;
let answer: () => Promise<MediaQuality>;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  report = () => Promise.resolve([]);
  answer = () => Promise.resolve(view);
  const microphone = new FakeTrack('audio');
  microphone.muted = true;
  quality = followQuality(
    {
      state: changeable<RoomState>({ ...initialState(), phase: 'in-call', signaling: 'connected' }),
      localTracks: changeable<readonly LocalTrack[]>([
        { source: 'microphone', track: microphone, paused: false },
      ]),
      report: () => report(),
      quality() {
        asked += 1;
        return answer();
      },
    },
    () => Date.now(),
  );
});

afterEach(() => {
  quality.stop();
  vi.useRealTimers();
});

const codes = () => quality.state.get().findings.map(({ code }) => code);

it('looks every two seconds, and finds what is wrong', async () => {
  await vi.advanceTimersByTimeAsync(INTERVAL * 3);
  expect(quality.state.get().samples).toHaveLength(3);
  expect(codes()).toEqual(['microphone-muted']);
});

it('keeps five minutes', async () => {
  await vi.advanceTimersByTimeAsync(INTERVAL * 200);
  expect(quality.state.get().samples).toHaveLength(150);
});

it('asks the server only while somebody looks', async () => {
  await vi.advanceTimersByTimeAsync(INTERVAL * 4);
  expect(asked).toBe(0);
  const unwatch = quality.watch();
  await vi.advanceTimersByTimeAsync(INTERVAL * 4);
  expect(asked).toBe(3);
  expect(quality.state.get().views).toEqual([view, view, view]);
  unwatch();
  expect(quality.state.get().views).toEqual([]);
  await vi.advanceTimersByTimeAsync(INTERVAL * 4);
  expect(asked).toBe(3);
});

it('goes on where nothing can be measured, or the server says no', async () => {
  report = () => Promise.reject(new Error('the link is just changing'));
  await vi.advanceTimersByTimeAsync(INTERVAL * 2);
  report = () => Promise.resolve([]);
  answer = () => Promise.reject(new SessionError('not-found'));
  quality.watch();
  await vi.advanceTimersByTimeAsync(INTERVAL * 2);
  expect(quality.state.get().views).toEqual([]);
  expect(codes()).toEqual(['microphone-muted']);
});

it('looks once at a time, however long it takes', async () => {
  let looks = 0;
  report = () => {
    looks += 1;
    return new Promise(() => undefined);
  };
  await vi.advanceTimersByTimeAsync(INTERVAL * 5);
  expect(looks).toBe(1);
});

it('looks no more once it is stopped', async () => {
  await vi.advanceTimersByTimeAsync(INTERVAL);
  quality.stop();
  await vi.advanceTimersByTimeAsync(INTERVAL * 5);
  expect(quality.state.get().samples).toHaveLength(1);
});
