import type { Source } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTrack } from '../fixture.js';
import { DirectSources } from './direct-sources.js';

const HD = { width: 1280, height: 720 };
const TINY = { width: 120, height: 90 };

class FakeSender {
  track: MediaStreamTrack | null = null;
  readonly encodings: RTCRtpEncodingParameters[] = [{}];
  /** Changes that have begun and not ended. */
  changing = 0;
  /** How often it was asked how it encodes. */
  asked = 0;

  replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    return this.#change(() => {
      this.track = track;
    });
  }

  getParameters() {
    this.asked += 1;
    return structuredClone({ encodings: this.encodings });
  }

  setParameters({ encodings }: { encodings: RTCRtpEncodingParameters[] }): Promise<void> {
    return this.#change(() => void this.encodings.splice(0, 1, ...encodings));
  }

  setStreams(): void {}

  async #change(step: () => void): Promise<void> {
    this.changing += 1;
    if (this.changing > 1) throw new DOMException('', 'InvalidStateError');
    await Promise.resolve();
    step();
    this.changing -= 1;
  }
}

class FakeTransceiver {
  mid: string | null;
  direction = 'recvonly';
  currentDirection: string | null = null;
  readonly sender = new FakeSender();
  readonly receiver: { track: MediaStreamTrack };

  constructor(kind: 'audio' | 'video', mid: string | null) {
    this.mid = mid;
    this.receiver = { track: new FakeTrack(kind) };
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('MediaStream', EventTarget);
  const codecs = [{ mimeType: 'video/VP8' }, { mimeType: 'video/VP9' }];
  vi.stubGlobal('RTCRtpSender', { getCapabilities: () => ({ codecs }) });
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => ({ codecs }) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The sources of a page, with the sections that a browser would have. */
function open(mids: readonly string[] = []) {
  const made = mids.map((mid) => new FakeTransceiver('video', mid));
  const connection = {
    addTransceiver(kind: 'audio' | 'video') {
      const transceiver = new FakeTransceiver(kind, null);
      made.push(transceiver);
      return transceiver;
    },
    getTransceivers: () => made,
  };
  // As much of it as is used.
  const sources = new DirectSources(connection as unknown as RTCPeerConnection);
  return { sources, made };
}

const ORDER: readonly Source[] = ['microphone', 'camera', 'screen', 'screen-audio'];

function offered() {
  const { sources, made } = open();
  sources.offer();
  for (const [index, transceiver] of made.entries()) transceiver.mid = `${index}`;
  const of = (source: Source) => {
    const transceiver = made[ORDER.indexOf(source)];
    if (transceiver === undefined) throw new Error('no such section');
    return transceiver;
  };
  return { sources, of, encoding: (source: Source) => of(source).sender.encodings[0] };
}

describe('sections', () => {
  it('there is one for each source from the start, whatever is sent', () => {
    const { sources } = offered();
    expect(sources.sections()).toEqual(ORDER.map((source, index) => ({ mid: `${index}`, source })));
  });

  it('those of the other end are taken as it names them, each once, and sent in', async () => {
    const { sources, made } = open(['a', 'b', 'c']);
    const track = new FakeTrack('video', HD);
    await sources.send('camera', track);
    sources.answer([
      { mid: 'b', source: 'camera' },
      { mid: 'a', source: 'camera' },
      { mid: 'unknown', source: 'screen' },
    ]);
    await vi.advanceTimersByTimeAsync(0);
    expect(made.map(({ direction }) => direction)).toEqual(['recvonly', 'sendrecv', 'recvonly']);
    expect(made.map(({ sender }) => sender.track)).toEqual([null, track, null]);
    expect(sources.sections()).toEqual([{ mid: 'b', source: 'camera' }]);
  });

  it('what the other end may send is given out once', () => {
    const { sources, of } = offered();
    expect(sources.newlyReceived()).toEqual([]);
    of('camera').currentDirection = 'sendrecv';
    of('screen').currentDirection = 'sendonly';
    expect(sources.newlyReceived().map(({ source }) => source)).toEqual(['camera']);
    expect(sources.newlyReceived()).toEqual([]);
  });
});

describe('what is sent', () => {
  it('is the last that was asked for, encoded for what it is', async () => {
    const { sources, of, encoding } = offered();
    const [one, other] = [new FakeTrack('video', HD), new FakeTrack('video', HD)];
    await Promise.all([
      sources.send('camera', one),
      sources.send('camera', null),
      sources.send('camera', other),
    ]);
    expect(of('camera').sender.track).toBe(other);
    expect(encoding('camera')).toEqual({ active: true, maxBitrate: 1_700_000, scaleResolutionDownBy: 1 });
    expect(other.contentHint).toBe('motion');
  });

  it('says of itself what it last said, while it is muted too', async () => {
    const { sources, encoding } = offered();
    const music = new FakeTrack('audio');
    music.contentHint = 'music';
    await sources.send('microphone', music);
    await sources.send('microphone', null);
    expect([sources.hintOf('microphone'), sources.hintOf('camera')]).toEqual(['music', '']);
    expect(encoding('microphone')).toEqual({ active: true, maxBitrate: 128_000 });
  });

  it('is nothing once it rests, whatever is asked for', async () => {
    const { sources, of } = offered();
    await sources.send('camera', new FakeTrack('video', HD));
    await sources.silence();
    await sources.send('camera', new FakeTrack('video', HD));
    expect(of('camera').sender.track).toBeNull();
  });
});

describe('what the other end looks at', () => {
  it('goes on for three seconds when it is no longer looked at, and begins at once when it is', async () => {
    const { sources, encoding } = offered();
    await sources.send('camera', new FakeTrack('video', HD));
    await sources.send('microphone', new FakeTrack('audio'));
    sources.look([]);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(encoding('camera')).toMatchObject({ active: true });
    await vi.advanceTimersByTimeAsync(200);
    expect([encoding('camera'), encoding('microphone')]).toMatchObject([{ active: false }, { active: true }]);
    sources.look([{ source: 'camera', ...HD }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(encoding('camera')).toMatchObject({ active: true, scaleResolutionDownBy: 1 });
  });

  it('is sent smaller where it is small', async () => {
    const { sources, encoding } = offered();
    await sources.send('camera', new FakeTrack('video', HD));
    sources.look([{ source: 'camera', ...TINY }]);
    await vi.advanceTimersByTimeAsync(3_100);
    expect(encoding('camera')).toEqual({ active: true, maxBitrate: 210_000, scaleResolutionDownBy: 4 });
  });

  it('is not asked of a sender that encodes so already', async () => {
    const { sources, of } = offered();
    await sources.send('camera', new FakeTrack('video', HD));
    const { asked } = of('camera').sender;
    sources.look([{ source: 'camera', ...HD }]);
    await vi.advanceTimersByTimeAsync(3_100);
    expect(of('camera').sender.asked).toBe(asked);
  });

  it('counts for what is sent later too', async () => {
    const { sources, encoding } = offered();
    await sources.send('screen', new FakeTrack('video', HD));
    sources.look([]);
    await vi.advanceTimersByTimeAsync(3_100);
    await sources.send('screen', null);
    await sources.send('screen', new FakeTrack('video', HD));
    expect(encoding('screen')).toMatchObject({ active: false });
  });

  it('is of no concern after the end', async () => {
    const { sources, encoding } = offered();
    await sources.send('camera', new FakeTrack('video', HD));
    sources.look([]);
    sources.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([encoding('camera')?.active, vi.getTimerCount()]).toEqual([true, 0]);
  });
});
