import { describe, expect, it } from 'vitest';
import { routerCapabilities } from '../../../server/src/media/codecs.js';
import { OutgoingTrack } from './outgoing-track.js';
import { cameraParameters, EXTENSIONS, microphoneParameters } from './publication.js';
import { loadRecording, SILENCE } from './recording/recording.js';
import { readRtp } from './rtp/packet.js';

const recording = await loadRecording();
const capabilities = routerCapabilities();

/** What a track sends up to a moment, with its extensions by what they are. */
function sent(track: OutgoingTrack, now: number) {
  let sequence = 65_534;
  const uris = new Map(
    capabilities.headerExtensions.map(({ uri, preferredId }) => [preferredId, uri] as const),
  );
  return track
    .due(now, 1_000, () => sequence++)
    .map((bytes) => {
      const { extensions, ...packet } = readRtp(bytes);
      return { ...packet, extensions: new Map(extensions.map(({ id, data }) => [uris.get(id), data])) };
    });
}

describe('a camera in three layers', () => {
  const camera = () => {
    const rtpParameters = cameraParameters(capabilities, { layers: 3, ssrc: 100 });
    return new OutgoingTrack({ rtpParameters, streams: recording.layers, ssrc: 100, start: 0 });
  };

  it('says with each packet which track and which layer it is of', () => {
    const packets = sent(camera(), 500);
    expect(new Set(packets.map(({ ssrc }) => ssrc))).toEqual(new Set([100, 101, 102]));
    for (const { ssrc, extensions } of packets) {
      expect(extensions.get(EXTENSIONS.mid)?.toString()).toBe('1');
      expect(extensions.get(EXTENSIONS.rid)?.toString()).toBe(`r${ssrc - 100}`);
      expect(extensions.get(EXTENSIONS.sendTime)?.readUIntBE(0, 3)).toBe(2 ** 18);
    }
    const sequences = packets.map(({ extensions }) =>
      extensions.get(EXTENSIONS.transportSequence)?.readUInt16BE(),
    );
    expect(sequences).toEqual(packets.map((_, index) => (65_534 + index) % 65_536));
  });

  it('sends the layers that are left, and reports those alone', () => {
    const track = camera();
    sent(track, 100);
    track.sendLayers(1, 100);
    expect(new Set(sent(track, 500).map(({ ssrc }) => ssrc))).toEqual(new Set([100]));
    expect(track.reports(500, 0).map(({ ssrc }) => ssrc)).toEqual([100]);
    track.sendLayers(0, 500);
    expect(sent(track, 900)).toEqual([]);
    expect(track.reports(900, 0)).toEqual([]);
  });

  it('begins the layer that is asked for anew, and no other', () => {
    const track = camera();
    sent(track, 1_000);
    track.requestKeyFrame(101, 1_000);
    track.requestKeyFrame(999, 1_000);
    expect(track.counts.keyFrames).toBe(1);
  });
});

describe('a microphone', () => {
  const microphone = () => {
    const rtpParameters = microphoneParameters(capabilities, { ssrc: 7 });
    return new OutgoingTrack({ rtpParameters, streams: [SILENCE], ssrc: 7, start: 0 });
  };
  const levels = (packets: ReturnType<typeof sent>) =>
    packets.map(({ extensions }) => extensions.get(EXTENSIONS.level)?.readUInt8());

  it('is silent, little of it is sent, and its packets say so', () => {
    expect(levels(sent(microphone(), 900))).toEqual([127, 127, 127]);
  });

  it('speaks as loud as it is told, 50 packets a second, and is silent again', () => {
    const track = microphone();
    sent(track, 0);
    track.speak({ level: -30, stream: recording.voice }, 100);
    const spoken = sent(track, 599);
    expect(spoken).toHaveLength(25);
    expect(new Set(levels(spoken))).toEqual(new Set([0x80 | 30]));
    track.speak({ level: -127, stream: SILENCE }, 600);
    expect(levels(sent(track, 1_099))).toEqual([127, 127]);
  });
});
