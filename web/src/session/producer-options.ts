/** How an own track is handed to mediasoup-client: codec, layers and bitrates. */
import type { types } from 'mediasoup-client';
import type { Source } from '@hangouts/protocol';
import {
  cameraCodec,
  screenCodec,
  VIDEO_MIME_TYPES,
  type EncoderAbilities,
  type VideoMimeType,
} from './codecs.js';
import { cameraEncoding, contentHint, isPicture, opusOptions, screenEncoding, sizeOf } from './encodings.js';

/** What a picture can be sent in. */
export interface Encoders {
  device: types.Device;
  abilities: EncoderAbilities;
  /** The video codecs (MIME types) that all the others receive. */
  received: readonly string[];
}

/** `held`: not a packet is sent at first. */
export function producerOptions(
  source: Source,
  track: MediaStreamTrack,
  encoders: Encoders,
  held: boolean,
): types.ProducerOptions {
  if (track.contentHint === '') track.contentHint = contentHint(source);
  // The tracks belong to the publisher: it alone stops them.
  const common = { track, stopTracks: false };
  if (!isPicture(source)) {
    return {
      ...common,
      codecOptions: opusOptions(source, track.contentHint),
      ...(held && { encodings: [{ active: false }] }),
    };
  }
  const { abilities } = encoders;
  const sendable = sendableCodecs(encoders);
  const usable = new Set(sendable.keys());
  const choice = source === 'camera' ? cameraCodec(usable, abilities) : screenCodec(usable, abilities);
  // Where there is none that everybody receives: what most do.
  const mimeType = choice ?? 'video/VP8';
  const size = sizeOf(track);
  const { encodings, startBitrate } =
    source === 'camera' ? cameraEncoding(size, mimeType) : screenEncoding(size, mimeType);
  const codec = sendable.get(mimeType);
  return {
    ...common,
    encodings: encodings.map((encoding) => ({ ...encoding, active: !held })),
    codecOptions: { videoGoogleStartBitrate: startBitrate },
    ...(codec === undefined ? {} : { codec }),
  };
}

/** The codecs that this browser sends and everybody receives. */
function sendableCodecs({ device, received }: Encoders): Map<VideoMimeType, types.RtpCodecCapability> {
  const theirs = new Set(received.map((codec) => codec.toLowerCase()));
  const codecs = new Map<VideoMimeType, types.RtpCodecCapability>();
  for (const codec of device.sendRtpCapabilities.codecs ?? []) {
    const name = codec.mimeType.toLowerCase();
    const mimeType = VIDEO_MIME_TYPES.find((known) => known.toLowerCase() === name);
    if (mimeType !== undefined && theirs.has(name) && !codecs.has(mimeType)) codecs.set(mimeType, codec);
  }
  return codecs;
}
