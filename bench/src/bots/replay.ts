/** One recorded stream, sent again and again as one stream without seams. No socket and no clock in here. */
import type { RecordedFrame, RecordedStream } from './recording/recording.js';
import { renumbered } from './rtp/vp8.js';

/** As libwebrtc has it: a key frame that is asked for so soon after the last one, in milliseconds, is not made. */
const KEY_FRAME_REST = 300;
/** Who is so late, in milliseconds, goes on from now and does not send what was due meanwhile. */
const TOO_LATE = 1_000;

/** A packet on its way out, in the numbers of the stream that it becomes a part of. */
export interface DuePacket {
  marker: boolean;
  /** 16 bits. */
  sequence: number;
  /** 32 bits, in units of the codec's clock. */
  timestamp: number;
  payload: Buffer;
}

export interface ReplayOptions {
  stream: RecordedStream;
  /** Hz. */
  clockRate: number;
  /** When the first frame is due; milliseconds, on any clock. */
  start: number;
}

/**
 * Gives the packets that are due. Sequence numbers, timestamps and VP8's picture ids run on over the end of the
 * recording, over a jump to a key frame and over a pause.
 */
export class Replay {
  #stream: RecordedStream;
  readonly #ticks: number;
  readonly #start: number;
  /** When the recording's first frame would be due at the present pace. */
  #origin: number;
  #next = 0;
  #sequence = 0;
  #picture = 0;
  #tl0Picture = 0;
  #lastKeyFrame = -Infinity;
  #paused = false;

  constructor({ stream, clockRate, start }: ReplayOptions) {
    this.#stream = stream;
    this.#ticks = clockRate / 1_000;
    this.#start = start;
    this.#origin = start;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** The RTP timestamp of a moment, whether there is a frame then or not. */
  timestampAt(now: number): number {
    return Math.round((now - this.#start) * this.#ticks) >>> 0;
  }

  /** Everything that is due up to now; nothing while paused. */
  due(now: number): DuePacket[] {
    if (this.#paused) return [];
    const packets: DuePacket[] = [];
    for (;;) {
      const frame = this.#stream.frames[this.#next];
      if (frame === undefined) {
        this.#next = 0;
        this.#origin += this.#stream.duration;
        continue;
      }
      const at = this.#origin + frame.at;
      if (at > now) return packets;
      if (now - at > TOO_LATE) {
        this.#jumpToStart(now);
        continue;
      }
      this.#next += 1;
      if (frame.packets[0]?.vp8?.startsKeyFrame === true) this.#lastKeyFrame = at;
      packets.push(...this.#renumber(frame, at));
    }
  }

  /** Makes the next frame a key frame, unless there has just been one; gives whether it will be. */
  requestKeyFrame(now: number): boolean {
    if (now - this.#lastKeyFrame < KEY_FRAME_REST) return false;
    const frame = this.#stream.frames[this.#next];
    this.#jumpToStart(frame === undefined ? now : this.#origin + frame.at);
    return true;
  }

  /** Goes over to another recording, at once. */
  change(stream: RecordedStream, now: number): void {
    this.#stream = stream;
    this.#jumpToStart(now);
  }

  pause(): void {
    this.#paused = true;
  }

  /** Goes on with a key frame, at once. */
  resume(now: number): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#jumpToStart(now);
  }

  /** The recording begins with its key frame. */
  #jumpToStart(due: number): void {
    this.#next = 0;
    this.#origin = due;
  }

  #renumber(frame: RecordedFrame, at: number): DuePacket[] {
    const vp8 = frame.packets[0]?.vp8 ?? null;
    if (vp8 !== null) {
      this.#picture += 1;
      if (vp8.temporalLayer === 0) this.#tl0Picture += 1;
    }
    const numbers = { picture: this.#picture, tl0Picture: this.#tl0Picture };
    const timestamp = this.timestampAt(at);
    return frame.packets.map(({ marker, payload, vp8: descriptor }) => {
      const sequence = this.#sequence;
      this.#sequence = (this.#sequence + 1) % 0x1_0000;
      return {
        marker,
        sequence,
        timestamp,
        payload: descriptor === null ? payload : renumbered(payload, descriptor, numbers),
      };
    });
  }
}
