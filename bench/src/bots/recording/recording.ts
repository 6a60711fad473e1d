/** What the bots send, over and over: somebody in front of a camera, in layers, and their voice. */
import { readFile } from 'node:fs/promises';
import { readRtp } from '../rtp/packet.js';
import { readVp8, type Vp8Descriptor } from '../rtp/vp8.js';
import { readDump } from './rtpdump.js';

/** The sources of the file: the layers of the picture, smallest first, and the voice. */
export const LAYER_SSRCS = [1, 2, 3] as const;
export const VOICE_SSRC = 10;
export const FILE = new URL('somebody.rtpdump', import.meta.url);

/** What the camera captured, in pixels. */
export const PICTURE = { width: 1_280, height: 720 };
export const VIDEO_CLOCK = 90_000;
export const AUDIO_CLOCK = 48_000;

export interface RecordedPacket {
  marker: boolean;
  payload: Buffer;
  /** Null in sound. */
  vp8: Vp8Descriptor | null;
}

/** The packets of one timestamp. */
export interface RecordedFrame {
  /** Milliseconds since the beginning. */
  at: number;
  packets: RecordedPacket[];
}

/** One stream; of video the first frame is a key frame, and the only one. */
export interface RecordedStream {
  frames: readonly RecordedFrame[];
  /** Milliseconds until it begins again. */
  duration: number;
}

export interface Recording {
  /** Smallest first. */
  layers: readonly RecordedStream[];
  voice: RecordedStream;
}

/** What an Opus encoder with DTX sends while nobody speaks: a frame of nothing, every 400 ms (RFC 6716, RFC 7587). */
export const SILENCE: RecordedStream = {
  frames: [{ at: 0, packets: [{ marker: false, payload: Buffer.from([0xf8, 0xff, 0xfe]), vp8: null }] }],
  duration: 400,
};

/** Reads the recording that is kept beside this file. */
export async function loadRecording(): Promise<Recording> {
  return parseRecording(await readFile(FILE));
}

/** Puts a dump's packets together to streams. @throws Error where one of them is not in it */
export function parseRecording(file: Buffer): Recording {
  const streams = new Map<number, RecordedFrame[]>();
  const timestamps = new Map<number, number>();
  for (const { packet } of readDump(file)) {
    const { ssrc, timestamp, marker, payload } = readRtp(packet);
    const isVoice = ssrc === VOICE_SSRC;
    const frames = streams.get(ssrc) ?? [];
    streams.set(ssrc, frames);
    if (timestamps.get(ssrc) !== timestamp) {
      timestamps.set(ssrc, timestamp);
      frames.push({ at: (timestamp * 1_000) / (isVoice ? AUDIO_CLOCK : VIDEO_CLOCK), packets: [] });
    }
    frames.at(-1)?.packets.push({ marker, payload, vp8: isVoice ? null : readVp8(payload) });
  }
  const layers = LAYER_SSRCS.map((ssrc) => streams.get(ssrc) ?? []);
  // All begin again together.
  const picture = Math.max(...layers.map(durationOf));
  const voice = streams.get(VOICE_SSRC) ?? [];
  return {
    layers: layers.map((frames) => streamOf(frames, picture)),
    voice: streamOf(voice, durationOf(voice)),
  };
}

function streamOf(frames: readonly RecordedFrame[], duration: number): RecordedStream {
  if (frames.length < 2) throw new Error('A stream is missing in the recording');
  return { frames, duration };
}

/** Until one frame after the last. */
function durationOf(frames: readonly RecordedFrame[]): number {
  const last = frames.at(-1)?.at ?? 0;
  return frames.length < 2 ? 0 : last + last / (frames.length - 1);
}
