import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTrack, personId } from './fixture.js';
import { RemoteTracks } from './remote-tracks.js';

const ana = personId(1);
const camera = (muted: boolean) => {
  const track = new FakeTrack('video');
  track.muted = muted;
  return { participant: ana, source: 'camera' as const, track };
};
const sound = () => ({ participant: ana, source: 'microphone' as const, track: new FakeTrack('audio') });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('shows a new track at once, before anything has come through it', () => {
  const remote = new RemoteTracks();
  const track = camera(true);
  remote.put([track]);
  expect(remote.tracks.get()).toEqual([track]);
});

describe('when the link changes', () => {
  it('the last picture stays until the first new one; sound changes at once', () => {
    const remote = new RemoteTracks();
    const [oldCamera, oldSound, newCamera, newSound] = [camera(false), sound(), camera(true), sound()];
    remote.put([oldCamera, oldSound]);
    remote.changing();
    remote.put([newCamera, newSound]);
    remote.changed();
    expect(remote.tracks.get()).toEqual([oldCamera, newSound]);
    newCamera.track.unmute();
    expect(remote.tracks.get()).toEqual([newSound, newCamera]);
  });

  it('no picture is waited for without end', () => {
    const remote = new RemoteTracks();
    const next = camera(true);
    remote.put([camera(false)]);
    remote.put([next]);
    vi.advanceTimersByTime(1_500);
    expect(remote.tracks.get()).toEqual([next]);
  });

  it('what the new link does not have is gone once it is open', () => {
    const remote = new RemoteTracks();
    const next = sound();
    remote.put([camera(false), sound()]);
    remote.changing();
    remote.put([next]);
    expect(remote.tracks.get()).toHaveLength(2);
    remote.changed();
    expect(remote.tracks.get()).toEqual([next]);
  });
});

describe('a track that goes', () => {
  it('is gone, and does not come back by a picture that was waited for', () => {
    const remote = new RemoteTracks();
    const next = camera(true);
    remote.put([camera(false)]);
    remote.put([next]);
    remote.drop(ana, 'camera');
    next.track.unmute();
    vi.advanceTimersByTime(5_000);
    expect(remote.tracks.get()).toEqual([]);
  });

  it('takes all of a person with it who left', () => {
    const remote = new RemoteTracks();
    const other = { ...sound(), participant: personId(2) };
    remote.put([camera(false), sound(), other]);
    remote.dropParticipant(ana);
    expect(remote.tracks.get()).toEqual([other]);
  });
});

it('tells nobody where nothing changes', () => {
  const remote = new RemoteTracks();
  let changes = 0;
  remote.tracks.subscribe(() => (changes += 1));
  remote.put([]);
  remote.drop(ana, 'screen');
  remote.changed();
  remote.clear();
  expect(changes).toBe(0);
});
