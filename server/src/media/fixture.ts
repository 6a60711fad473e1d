/** What the tests of the media share: a media server with the real worker, seats, and tracks as browsers send them. */
import { randomUUID } from 'node:crypto';
import { ParticipantId, RoomId, type RtpParameters } from '@hangouts/protocol';
import type { Publication, SeatRef } from '../rooms/ports.js';
import { createMedia, type MediaOptions, type MediasoupMedia } from './media.js';

export const silentLog = { info() {}, warn() {}, error() {} };

// Below 32768, where the system hands out ports itself. Test files run in processes of their own.
let nextPort = 20_000 + ((process.pid * 37) % 9_000);

/** Ports that nobody else in this run uses. */
export function freePort(count = 1): number {
  const port = nextPort;
  nextPort += count;
  return port;
}

export function startMedia(options: Partial<MediaOptions> = {}): Promise<MediasoupMedia> {
  return createMedia({
    workers: 1,
    rtcPort: freePort(options.workers ?? 1),
    rtcHost: '127.0.0.1',
    announcedAddresses: [],
    workerBin: undefined,
    log: silentLog,
    ...options,
  });
}

/** A new participant, of a new room unless one is given. */
export function newSeat(room: RoomId = RoomId.parse(`room-${randomUUID()}`)): SeatRef {
  return { room, participant: ParticipantId.parse(randomUUID()) };
}

/** RFC 6464, at the id that browsers give it. */
const AUDIO_LEVEL = { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1 } as const;

let nextSsrc = 1_000;

export function microphone(rtp: Partial<RtpParameters> = {}, paused = false): Publication {
  return {
    source: 'microphone',
    paused,
    rtpParameters: {
      mid: `a${nextSsrc}`,
      codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }],
      headerExtensions: [AUDIO_LEVEL],
      encodings: [{ ssrc: nextSsrc++ }],
      ...rtp,
    },
  };
}

export function camera(rtp: Partial<RtpParameters> = {}, paused = false): Publication {
  return {
    source: 'camera',
    paused,
    rtpParameters: {
      mid: `v${nextSsrc}`,
      codecs: [
        {
          mimeType: 'video/VP8',
          payloadType: 96,
          clockRate: 90_000,
          rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
        },
      ],
      encodings: [{ ssrc: nextSsrc++ }],
      ...rtp,
    },
  };
}

/** The values of the next `count` events of a kind. */
export function nextEvents<Value>(
  subscribe: (take: (value: Value) => void) => void,
  count: number,
): Promise<Value[]> {
  return new Promise((resolve) => {
    const values: Value[] = [];
    subscribe((value) => {
      values.push(value);
      if (values.length === count) resolve(values);
    });
  });
}
