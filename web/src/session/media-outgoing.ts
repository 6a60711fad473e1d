/** An own track on its way to the media server. */
import type { types } from 'mediasoup-client';
import type { RtpParameters, Source } from '@hangouts/protocol';
import {
  cameraEncoding,
  contentHint,
  opusOptions,
  screenEncoding,
  type Size,
  type VideoEncoding,
} from './encodings.js';
import type { SessionError } from './error.js';
import { newId } from './identity.js';
import type { Outgoing, Publication } from './link.js';
import type { Signaling } from './signaling.js';

export interface MediaOutgoingDeps {
  signaling: Signaling;
  /** The server may or may not have taken it: no telling without new media. */
  lost(): void;
  /** It is no longer sent. */
  ended(): void;
}

/** How a track is handed to mediasoup-client: codec, layers and bitrates. */
export function producerOptions(
  device: types.Device,
  source: Source,
  track: MediaStreamTrack,
): types.ProducerOptions {
  if (track.contentHint === '') track.contentHint = contentHint(source);
  // The tracks belong to the publisher: it alone stops them.
  const common = { track, stopTracks: false };
  if (source === 'microphone' || source === 'screen-audio') {
    return { ...common, codecOptions: opusOptions(source) };
  }
  const video = videoEncoding(device, source, track);
  const codec = codecOf(device, video.mimeType);
  return {
    ...common,
    encodings: video.encodings,
    codecOptions: { videoGoogleStartBitrate: video.startBitrate },
    ...(codec === undefined ? {} : { codec }),
  };
}

function videoEncoding(
  device: types.Device,
  source: 'camera' | 'screen',
  track: MediaStreamTrack,
): VideoEncoding {
  return source === 'camera'
    ? cameraEncoding(sizeOf(track))
    : screenEncoding(sizeOf(track), codecOf(device, 'video/VP9') !== undefined);
}

function codecOf(
  device: types.Device,
  mimeType: VideoEncoding['mimeType'],
): types.RtpCodecCapability | undefined {
  const wanted = mimeType.toLowerCase();
  return device.sendRtpCapabilities.codecs?.find((codec) => codec.mimeType.toLowerCase() === wanted);
}

/** The size that is really captured, or null where the browser does not say. */
function sizeOf(track: MediaStreamTrack): Size | null {
  const { width, height } = track.getSettings();
  return width === undefined || height === undefined || width === 0 || height === 0
    ? null
    : { width, height };
}

export class MediaOutgoing implements Outgoing {
  /** mediasoup-client's name for it; the server's comes with its answer. */
  readonly id = newId();
  readonly source: Source;
  readonly taken: Promise<void>;
  readonly #deps: MediaOutgoingDeps;
  readonly #paused: boolean;
  readonly #layers: number;
  #settle: { resolve(producer: string): void; reject(error: SessionError): void } | null = null;
  readonly #producerId: Promise<string>;
  #knownId: string | null = null;
  #producer: types.Producer | null = null;
  #closed = false;

  constructor({ source, track, paused }: Publication, deps: MediaOutgoingDeps) {
    this.source = source;
    this.#deps = deps;
    this.#paused = paused;
    this.#layers = source === 'camera' ? cameraEncoding(sizeOf(track)).encodings.length : 1;
    this.#producerId = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.taken = this.#producerId.then(() => undefined);
    // Whoever asks is told; nobody has to ask.
    this.taken.catch(() => undefined);
  }

  /** Tells the server of it. */
  announce(rtpParameters: RtpParameters): void {
    const { source } = this;
    this.#deps.signaling.ask('media:produce', { source, rtpParameters, paused: this.#paused }, (outcome) => {
      if (outcome.ok) {
        this.#knownId = outcome.data.producer;
        this.#settle?.resolve(outcome.data.producer);
        return;
      }
      if (outcome.error.code === 'offline') this.#deps.lost();
      this.#settle?.reject(outcome.error);
      this.#end();
    });
  }

  bind(producer: types.Producer): void {
    this.#producer = producer;
    if (this.#closed) producer.close();
  }

  isProducer(id: string): boolean {
    return this.#knownId === id;
  }

  closedByServer(): void {
    this.#end();
  }

  async replaceTrack(track: MediaStreamTrack): Promise<boolean> {
    const layers = this.source === 'camera' ? cameraEncoding(sizeOf(track)).encodings.length : 1;
    // Another size has room for more or fewer layers, and those are fixed when the track is offered.
    if (layers !== this.#layers || this.#producer === null || this.#closed) return false;
    if (track.contentHint === '') track.contentHint = contentHint(this.source);
    try {
      await this.#producer.replaceTrack({ track });
      return true;
    } catch {
      return false;
    }
  }

  async setPaused(paused: boolean): Promise<void> {
    // At this end at once: what is muted is silent before the server knows.
    if (paused) this.#producer?.pause();
    else this.#producer?.resume();
    const producer = await this.#producerId;
    await this.#deps.signaling.request(paused ? 'media:pause' : 'media:resume', { producer });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#end();
    const producer = await this.#producerId;
    await this.#deps.signaling.request('media:close', { producer });
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#producer?.close();
    this.#deps.ended();
  }
}
