/** A track that a bot sends: its streams, one a layer, and the header extensions of their packets. */
import type { RtpParameters } from '@hangouts/protocol';
import { EXTENSIONS } from './publication.js';
import type { RecordedStream } from './recording/recording.js';
import { Replay } from './replay.js';
import { type HeaderExtension, writeRtp } from './rtp/packet.js';
import type { SenderReport } from './rtp/rtcp.js';

/** The level of silence, in dBov (RFC 6464). */
export const SILENT_LEVEL = -127;
const VOICE_ACTIVITY = 0x80;

export interface OutgoingTrackOptions {
  rtpParameters: RtpParameters;
  /** One a layer, smallest first. */
  streams: readonly RecordedStream[];
  /** The source of the first layer; the others count up. */
  ssrc: number;
  /** When the first packet is due, in milliseconds. */
  start: number;
}

/** How somebody sounds. */
export interface Voice {
  level: number;
  stream: RecordedStream;
}

interface Stream {
  ssrc: number;
  replay: Replay;
  /** Those that stay the same. */
  extensions: HeaderExtension[];
  packets: number;
  /** Of payload. */
  bytes: number;
}

export interface SentCounts {
  packets: number;
  /** RTP headers included, what SRTP, UDP and IP add not. */
  bytes: number;
  /** That were asked for. */
  keyFrames: number;
}

export class OutgoingTrack {
  readonly counts: SentCounts = { packets: 0, bytes: 0, keyFrames: 0 };
  readonly #streams: Stream[];
  readonly #ids: ReadonlyMap<string, number>;
  readonly #payloadType: number;
  #level = SILENT_LEVEL;
  #onset: number | null = null;

  constructor({ rtpParameters, streams, ssrc, start }: OutgoingTrackOptions) {
    const [codec] = rtpParameters.codecs;
    if (codec === undefined) throw new Error('A track without a codec');
    this.#payloadType = codec.payloadType;
    this.#ids = new Map(rtpParameters.headerExtensions?.map(({ uri, id }) => [uri, id]));
    this.#streams = streams.map((stream, index) => ({
      ssrc: ssrc + index,
      replay: new Replay({ stream, clockRate: codec.clockRate, start }),
      extensions: [
        ...this.#extension(EXTENSIONS.mid, Buffer.from(rtpParameters.mid ?? '')),
        ...this.#extension(EXTENSIONS.rid, Buffer.from(rtpParameters.encodings?.[index]?.rid ?? '')),
      ],
      packets: 0,
      bytes: 0,
    }));
  }

  /** Of sound: goes over to another recording, whose packets have this level, in dBov. */
  speak({ level, stream }: Voice, now: number): void {
    this.#level = level;
    this.#onset = null;
    this.#streams[0]?.replay.change(stream, now);
  }

  /** Of sound: the RTP timestamp of the first packet since `speak`, or null before it. */
  get onset(): number | null {
    return this.#onset;
  }

  /** Sends only so many layers from here on, the smallest; 0 sends nothing. */
  sendLayers(layers: number, now: number): void {
    this.#streams.forEach(({ replay }, index) => {
      if (index < layers) replay.resume(now);
      else replay.pause();
    });
  }

  /** Makes the next frame of this source a key frame. Others' sources are passed over. */
  requestKeyFrame(ssrc: number, now: number): void {
    const stream = this.#streams.find((each) => each.ssrc === ssrc);
    if (stream?.replay.requestKeyFrame(now) === true) this.counts.keyFrames += 1;
  }

  /**
   * The packets that are due. `time` is the Unix time of `now`, both in milliseconds; `transportSequence` counts the
   * packets of the whole transport.
   */
  due(now: number, time: number, transportSequence: () => number): Buffer[] {
    return this.#streams.flatMap((stream) =>
      stream.replay.due(now).map((packet) => {
        this.#onset ??= packet.timestamp;
        stream.packets += 1;
        stream.bytes += packet.payload.length;
        const written = writeRtp({
          ...packet,
          payloadType: this.#payloadType,
          ssrc: stream.ssrc,
          extensions: [
            ...stream.extensions,
            ...this.#extension(EXTENSIONS.level, levelOf(this.#level)),
            ...this.#extension(EXTENSIONS.sendTime, sendTimeOf(time)),
            ...this.#extension(EXTENSIONS.transportSequence, twoBytes(transportSequence())),
          ],
        });
        this.counts.packets += 1;
        this.counts.bytes += written.length;
        return written;
      }),
    );
  }

  /** What was sent up to now of each stream that runs. */
  reports(now: number, time: number): SenderReport[] {
    return this.#streams
      .filter(({ replay, packets }) => packets > 0 && !replay.paused)
      .map(({ ssrc, replay, packets, bytes }) => ({
        ssrc,
        time,
        timestamp: replay.timestampAt(now),
        packets,
        bytes,
      }));
  }

  /** None where it was not negotiated, or is empty. */
  #extension(uri: string, data: Buffer): HeaderExtension[] {
    const id = this.#ids.get(uri);
    return id === undefined || data.length === 0 ? [] : [{ id, data }];
  }
}

function levelOf(level: number): Buffer {
  return Buffer.from([(level === SILENT_LEVEL ? 0 : VOICE_ACTIVITY) | Math.round(-level)]);
}

/** Seconds as 6.18 bits, fixed point. */
function sendTimeOf(time: number): Buffer {
  const data = Buffer.alloc(3);
  data.writeUIntBE(Math.floor(((time / 1_000) % 64) * 2 ** 18), 0, 3);
  return data;
}

function twoBytes(value: number): Buffer {
  const data = Buffer.alloc(2);
  data.writeUInt16BE(value & 0xffff);
  return data;
}
