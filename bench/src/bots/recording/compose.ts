/** Makes a loop of what was heard of somebody: packets as they are kept in the recording. Pure. */
import { median } from '../../figures/statistics.js';
import { type RtpPacket, writeRtp } from '../rtp/packet.js';
import { readVp8 } from '../rtp/vp8.js';
import { AUDIO_CLOCK, LAYER_SSRCS, VIDEO_CLOCK, VOICE_SSRC } from './recording.js';
import type { DumpedPacket } from './rtpdump.js';

export interface HeardPacket extends RtpPacket {
  /** When it came, in milliseconds. */
  arrived: number;
}

export interface Heard {
  /** Smallest first. */
  layers: readonly (readonly HeardPacket[])[];
  voice: readonly HeardPacket[];
  /** Of the loop, in milliseconds. */
  length: number;
}

const VIDEO_TYPE = 96;
const AUDIO_TYPE = 111;

/** The loop begins with the last frame that is a key frame in every layer. @throws Error where there is none */
export function composeLoop({ layers, voice, length }: Heard): DumpedPacket[] {
  const captured = layers.map((layer) => captureTimes(layer, VIDEO_CLOCK));
  const start = Math.max(...captured.map(lastKeyFrame));
  if (captured.length !== LAYER_SSRCS.length) throw new Error(`There are ${captured.length} layers`);
  if (!Number.isFinite(start)) throw new Error('A layer has no key frame');
  return [
    ...captured.flatMap((layer, index) =>
      loopOf(layer, { start, length, ssrc: LAYER_SSRCS[index] ?? 0, clock: VIDEO_CLOCK, type: VIDEO_TYPE }),
    ),
    ...loopOf(captureTimes(voice, AUDIO_CLOCK), {
      start,
      length,
      ssrc: VOICE_SSRC,
      clock: AUDIO_CLOCK,
      type: AUDIO_TYPE,
    }),
  ].toSorted((a, b) => a.at - b.at);
}

interface Captured extends HeardPacket {
  /** On the clock of the arrivals, but without the jitter of the way. */
  captured: number;
}

/**
 * In the order in which they were sent, their timestamps counted from the first that came. The streams' own begin
 * anywhere: the arrivals tie them together.
 */
function captureTimes(packets: readonly HeardPacket[], clock: number): Captured[] {
  const [first] = packets;
  const inOrder = packets
    .map((packet) => ({
      ...packet,
      // 16 and 32 bits, either side of the first.
      sequence: ((packet.sequence - (first?.sequence ?? 0)) << 16) >> 16,
      timestamp: (packet.timestamp - (first?.timestamp ?? 0)) | 0,
    }))
    .toSorted((a, b) => a.sequence - b.sequence);
  if (inOrder.length === 0) throw new Error('A stream has no packets');
  const offset = median(inOrder.map(({ arrived, timestamp }) => arrived - (timestamp * 1_000) / clock));
  return inOrder.map((packet) => ({ ...packet, captured: offset + (packet.timestamp * 1_000) / clock }));
}

function lastKeyFrame(layer: readonly Captured[]): number {
  return layer.findLast(({ payload }) => readVp8(payload).startsKeyFrame)?.captured ?? Infinity;
}

interface Loop {
  start: number;
  length: number;
  ssrc: number;
  clock: number;
  type: number;
}

function loopOf(packets: readonly Captured[], { start, length, ssrc, clock, type }: Loop): DumpedPacket[] {
  // The key frames of one capture differ by what the offsets are not exact by: less than half a frame.
  const slack = clock === VIDEO_CLOCK ? 30 : 0;
  const inside = packets.filter(
    ({ captured }) => captured >= start - slack && captured < start + length - slack,
  );
  const first = inside[0]?.timestamp ?? 0;
  return inside.map(({ payload, marker, timestamp }, sequence) => ({
    at: ((timestamp - first) * 1_000) / clock,
    packet: writeRtp({
      payloadType: type,
      marker,
      sequence,
      timestamp: timestamp - first,
      ssrc,
      extensions: [],
      payload,
    }),
  }));
}
