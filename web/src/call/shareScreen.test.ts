import { describe, expect, test } from 'vitest';
import { FakeTrack } from '../session/fixture.js';
import { changeable } from '../session/readable.js';
import type { LocalTrack, Phase, RoomState } from '../session/state.js';
import { startScreen, stopScreen } from './shareScreen.js';

function setUp({ phase = 'in-call', refused = false }: { phase?: Phase; refused?: boolean } = {}) {
  const localTracks = changeable<readonly LocalTrack[]>([]);
  const session = {
    state: changeable({ phase } as RoomState),
    localTracks,
    async setTrack(source: LocalTrack['source'], track: MediaStreamTrack | null) {
      if (refused && track !== null) throw new Error('refused');
      const others = localTracks.get().filter((shared) => shared.source !== source);
      localTracks.set(track === null ? others : [...others, { source, track, paused: false }]);
    },
  };
  const [video, audio] = [new FakeTrack('video'), new FakeTrack('audio')];
  const shared = () => localTracks.get().map(({ source }) => source);
  const share = (sound: MediaStreamTrack | null = audio) =>
    startScreen(session, { captureScreen: async () => ({ video, audio: sound }) });
  const lights = () => [video.readyState, audio.readyState];
  return { session, share, shared, lights };
}

describe('sharing a screen', () => {
  test('sends it with its sound, and takes both away', async () => {
    const { session, share, shared } = setUp();
    await share();
    expect(shared()).toEqual(['screen', 'screen-audio']);
    await stopScreen(session);
    expect(shared()).toEqual([]);
  });

  test('one without sound takes the sound of the one before away', async () => {
    const { share, shared } = setUp();
    await share();
    await share(null);
    expect(shared()).toEqual(['screen']);
  });

  test('one that was cancelled changes nothing', async () => {
    const { session, shared } = setUp();
    await startScreen(session, { captureScreen: async () => null });
    expect(shared()).toEqual([]);
  });

  test('one chosen after the call is over is not captured', async () => {
    const { share, shared, lights } = setUp({ phase: 'ended' });
    await share();
    expect(shared()).toEqual([]);
    expect(lights()).toEqual(['ended', 'ended']);
  });

  test('one that is refused is not captured', async () => {
    const { share, lights } = setUp({ refused: true });
    await expect(share()).rejects.toThrow('refused');
    expect(lights()).toEqual(['ended', 'ended']);
  });
});
