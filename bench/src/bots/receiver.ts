import type { ConsumerParameters } from '@hangouts/protocol';
import { audioLevel } from '../../../server/src/media/audio-level.js';
import { SILENT_LEVEL } from './outgoing-track.js';
import { EXTENSIONS } from './publication.js';
import { isRtcp } from './rtp/packet.js';
import { readVp8 } from './rtp/vp8.js';

/** What came of one kind, of all consumers there were. */
export interface ReceivedCounts {
  packets: number;
  /** Of the packets that were sent, as their numbers tell. */
  lost: number;
  /** RTP headers included, what SRTP, UDP and IP add not. */
  bytes: number;
  /** Of video. */
  frames: number;
  keyFrames: number;
}

export type Kind = 'audio' | 'video';

/** What a consumer needs to be counted. */
export type Counted = Pick<ConsumerParameters, 'id' | 'producerId' | 'kind' | 'rtpParameters'>;

interface Reception {
  kind: Kind;
  /** The highest number of all, and the first; counted on over 16 bits (RFC 3550, A.1). */
  first: number | null;
  highest: number;
  packets: number;
  bytes: number;
  frames: number;
  keyFrames: number;
  producer: string;
  /** The id of the level's header extension. */
  levelId: number;
  /** The timestamp of the first packet with a voice in it since one was waited for; of sound. */
  onset: number | null;
}

const FIXED_HEADER = 12;
const EXTENDED = 0x10;
const MARKER = 0x80;

/** Counts what comes over one peer connection, by the sources of the consumers that were made for it. */
export class Receiver {
  readonly #receptions = new Map<number, Reception>();
  readonly #sources = new Map<string, number>();
  readonly #ended: Reception[] = [];

  add({ id, producerId, kind, rtpParameters }: Counted): void {
    const ssrc = rtpParameters.encodings?.[0]?.ssrc;
    if (ssrc === undefined) throw new Error('A consumer without a source');
    this.#sources.set(id, ssrc);
    this.#receptions.set(ssrc, {
      kind,
      first: null,
      highest: 0,
      packets: 0,
      bytes: 0,
      frames: 0,
      keyFrames: 0,
      producer: producerId,
      levelId: rtpParameters.headerExtensions?.find(({ uri }) => uri === EXTENSIONS.level)?.id ?? 0,
      onset: null,
    });
  }

  /** What came of it stays in the counts. */
  remove(consumerId: string): void {
    const ssrc = this.#sources.get(consumerId);
    if (ssrc === undefined) return;
    this.#sources.delete(consumerId);
    const reception = this.#receptions.get(ssrc);
    this.#receptions.delete(ssrc);
    if (reception !== undefined) this.#ended.push(reception);
  }

  /** Forgets when the voice of this producer began, so that its next word is noted. */
  awaitVoice(producer: string): void {
    for (const reception of this.#receptions.values()) {
      if (reception.producer === producer) reception.onset = null;
    }
  }

  /** The RTP timestamp of the first packet of a voice that came, or null where none has come. */
  onsetOf(producer: string): number | null {
    for (const reception of this.#receptions.values()) {
      if (reception.producer === producer) return reception.onset;
    }
    return null;
  }

  /** Takes a packet; one of no consumer, and RTCP, are passed over. Reads no more than it must: there are many. */
  receive(packet: Buffer): void {
    if (packet.length < FIXED_HEADER || isRtcp(packet)) return;
    const reception = this.#receptions.get(packet.readUInt32BE(8));
    if (reception === undefined) return;
    const sequence = packet.readUInt16BE(2);
    if (reception.first === null) {
      reception.first = sequence;
      reception.highest = sequence;
    } else {
      const ahead = ((sequence - reception.highest) << 16) >> 16;
      if (ahead > 0) reception.highest += ahead;
    }
    reception.packets += 1;
    reception.bytes += packet.length;
    if (reception.kind === 'audio') {
      if (
        reception.onset === null &&
        (audioLevel(packet, reception.levelId) ?? SILENT_LEVEL) > SILENT_LEVEL
      ) {
        reception.onset = packet.readUInt32BE(4);
      }
      return;
    }
    if (((packet[1] ?? 0) & MARKER) !== 0) reception.frames += 1;
    if (readVp8(packet.subarray(payloadStart(packet))).startsKeyFrame) reception.keyFrames += 1;
  }

  counts(kind: Kind): ReceivedCounts {
    const all = [...this.#ended, ...this.#receptions.values()].filter((each) => each.kind === kind);
    const sum = (of: (reception: Reception) => number) => all.reduce((total, each) => total + of(each), 0);
    const sent = sum(({ first, highest }) => (first === null ? 0 : highest - first + 1));
    const packets = sum((each) => each.packets);
    return {
      packets,
      // What was sent twice, or out of order before the first, is no gain.
      lost: Math.max(0, sent - packets),
      bytes: sum((each) => each.bytes),
      frames: sum((each) => each.frames),
      keyFrames: sum((each) => each.keyFrames),
    };
  }
}

function payloadStart(packet: Buffer): number {
  const first = packet[0] ?? 0;
  const start = FIXED_HEADER + (first & 0x0f) * 4;
  if ((first & EXTENDED) === 0 || packet.length < start + 4) return start;
  return start + 4 + packet.readUInt16BE(start + 2) * 4;
}
