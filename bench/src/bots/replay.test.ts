import { describe, expect, it } from 'vitest';
import { loadRecording, SILENCE, VIDEO_CLOCK, type RecordedStream } from './recording/recording.js';
import { Replay } from './replay.js';
import { readVp8 } from './rtp/vp8.js';

const recording = await loadRecording();
const START = 5_000;

function layerOf(index: number): RecordedStream {
  const layer = recording.layers[index];
  if (layer === undefined) throw new Error(`No layer ${index}`);
  return layer;
}

function replayOf(stream: RecordedStream): Replay {
  return new Replay({ stream, clockRate: VIDEO_CLOCK, start: START });
}

/** What is sent in so many milliseconds, asked for every few of them, with the numbers in its payload. */
function play(replay: Replay, from: number, milliseconds: number, every = 5) {
  const steps = Array.from({ length: Math.ceil(milliseconds / every) }, (_, step) => from + step * every);
  return steps.flatMap((now) =>
    replay.due(now).map((packet) => {
      const vp8 = readVp8(packet.payload);
      return {
        ...packet,
        now,
        key: vp8.startsKeyFrame,
        layer: vp8.temporalLayer,
        picture: packet.payload.readUInt16BE(vp8.pictureIdAt ?? 0) & 0x7fff,
        tl0: packet.payload[vp8.tl0PictureAt ?? 0] ?? 0,
      };
    }),
  );
}

describe.each([0, 1, 2])('layer %i, sent three times over', (index) => {
  const stream = layerOf(index);
  const packets = play(replayOf(stream), START, stream.duration * 3);

  it('has all packets of the recording, three times', () => {
    const once = stream.frames.flatMap((frame) => frame.packets).length;
    expect(packets).toHaveLength(3 * once);
    expect(packets.filter(({ key }) => key)).toHaveLength(3);
  });

  it('has sequence numbers without a gap', () => {
    expect(packets.map(({ sequence }) => sequence)).toEqual(packets.map((_, at) => at % 0x1_0000));
  });

  it('has timestamps that keep pace with the time', () => {
    for (const { timestamp, now } of packets) {
      const late = now - START - timestamp / 90;
      expect(late).toBeGreaterThan(-0.02);
      expect(late).toBeLessThan(5.02);
    }
  });

  it('has a picture id for each frame, one after the other, and counts the frames of the lowest layer', () => {
    const frames = [...new Map(packets.map((packet) => [packet.timestamp, packet])).values()];
    expect(frames.map(({ picture }) => picture)).toEqual(frames.map((_, at) => at + 1));
    let lowest = 0;
    for (const { layer, tl0 } of frames) {
      if (layer === 0) lowest += 1;
      expect(tl0).toBe(lowest % 0x100);
    }
  });
});

it('wraps the sequence numbers', () => {
  const replay = replayOf(layerOf(2));
  const packets = play(replay, START, 420_000, 500);
  expect(packets.length).toBeGreaterThan(0x1_0000);
  expect(packets.every(({ sequence }, at) => sequence === at % 0x1_0000)).toBe(true);
});

describe('a key frame that is asked for', () => {
  it('is the next frame, at the time when that was due, and the frames after it follow', () => {
    const replay = replayOf(layerOf(0));
    const before = play(replay, START, 2_000);
    expect(replay.requestKeyFrame(START + 2_000)).toBe(true);
    const after = play(replay, START + 2_000, 2_000);
    expect(before.filter(({ key }) => key)).toHaveLength(1);
    expect(after[0]?.key).toBe(true);
    expect(after.filter(({ key }) => key)).toHaveLength(1);
    const last = before.at(-1);
    expect(after[0]?.sequence).toBe((last?.sequence ?? 0) + 1);
    expect(after[0]?.picture).toBe((last?.picture ?? 0) + 1);
    expect((after[0]?.timestamp ?? 0) - (last?.timestamp ?? 0)).toBeLessThanOrEqual(200 * 90);
  });

  it('is not made where there has just been one', () => {
    const replay = replayOf(layerOf(0));
    play(replay, START, 200);
    expect(replay.requestKeyFrame(START + 200)).toBe(false);
    expect(replay.requestKeyFrame(START + 310)).toBe(true);
  });
});

it('sends nothing while paused, and goes on with a key frame at the right timestamp', () => {
  const replay = replayOf(layerOf(1));
  const before = play(replay, START, 1_000);
  replay.pause();
  expect(play(replay, START + 1_000, 7_000)).toEqual([]);
  replay.resume(START + 8_000);
  const after = play(replay, START + 8_000, 1_000);
  expect(after[0]).toMatchObject({ key: true, timestamp: 8_000 * 90, now: START + 8_000 });
  expect(after[0]?.sequence).toBe(before.length);
});

it('goes over to another recording without a seam', () => {
  const replay = replayOf(recording.voice);
  const speaking = replay.due(START + 199);
  expect(speaking).toHaveLength(10);
  replay.change(SILENCE, START + 200);
  const silent = [200, 400, 600, 800, 1_000].flatMap((after) => replay.due(START + after));
  expect(silent.map(({ sequence }) => sequence)).toEqual([10, 11, 12]);
  expect(silent.map(({ timestamp }) => timestamp / 90)).toEqual([200, 600, 1_000]);
});

it('goes on from now where it was held up, and does not send what was due meanwhile', () => {
  const replay = replayOf(layerOf(0));
  play(replay, START, 1_000);
  const [first, ...more] = replay.due(START + 60_000);
  expect(readVp8(first?.payload ?? Buffer.alloc(0)).startsKeyFrame).toBe(true);
  expect(first?.timestamp).toBe(60_000 * 90);
  expect(more.length).toBeLessThan(10);
});
