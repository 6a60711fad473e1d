/** What the tests of the media share: a media server with the real worker, seats, and tracks as browsers send them. */
import { randomUUID } from 'node:crypto';
import { ParticipantId, RoomId, type RtpParameters } from '@hangouts/protocol';
import { observer } from 'mediasoup';
import type { Consumer, Producer, Worker } from 'mediasoup/types';
import type { Publication } from '../rooms/media-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { Refusal } from '../rooms/refusal.js';
import { createMedia, type MediaOptions, type MediasoupMedia } from './media.js';

const silentLog = { info() {}, warn() {}, error() {} };

// Below 32768, where the system hands out ports itself, and below those of e2e/. Test files run in processes of their
// own, and some of them at the same time.
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

/** The code that something was refused with, or null where it was taken. Anything else than a refusal is thrown on. */
export async function codeOf(asked: Promise<unknown>): Promise<string | null> {
  try {
    await asked;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
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

/** What mediasoup holds open, seen from inside it, for every worker started from here on. */
export class Census {
  readonly #workers: Worker[] = [];
  readonly #objects = new Set<{ closed: boolean }>();
  readonly #producers: Producer[] = [];
  readonly #consumers: Consumer[] = [];

  constructor() {
    observer.on('newworker', (worker) => {
      this.#workers.push(worker);
      worker.observer.on('newrouter', (router) => {
        this.#objects.add(router);
        router.observer.on('newrtpobserver', (rtpObserver) => this.#objects.add(rtpObserver));
        router.observer.on('newtransport', (transport) => {
          this.#objects.add(transport);
          transport.observer.on('newproducer', (producer) => {
            this.#objects.add(producer);
            this.#producers.push(producer);
          });
          transport.observer.on('newconsumer', (consumer) => {
            this.#objects.add(consumer);
            this.#consumers.push(consumer);
          });
        });
      });
    });
  }

  /** The process ids of the workers that live. */
  get pids(): number[] {
    return this.#workers.filter((worker) => !worker.closed).map((worker) => worker.pid);
  }

  producer(wanted: string): Producer {
    const producer = this.#producers.find(({ id }) => id === wanted);
    if (producer === undefined) throw new Error(`no producer ${wanted}`);
    return producer;
  }

  consumer(wanted: string | undefined): Consumer {
    const consumer = this.#consumers.find(({ id }) => id === wanted);
    if (consumer === undefined) throw new Error(`no consumer ${wanted}`);
    return consumer;
  }

  /** How many objects are open: in this process, and in the workers, whose own ports are not counted. */
  async open(): Promise<{ here: number; workers: number }> {
    const living = this.#workers.filter((worker) => !worker.closed);
    const dumps = await Promise.all(living.map((worker) => worker.dump()));
    const handlers = dumps.map(
      (dump) => dump.channelMessageHandlers.channelRequestHandlers.length - dump.webRtcServerIds.length,
    );
    return {
      here: [...this.#objects].filter(({ closed }) => !closed).length,
      workers: handlers.reduce((sum, count) => sum + count, 0),
    };
  }
}
