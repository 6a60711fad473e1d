import type * as protocol from '@hangouts/protocol';
import { ortc } from 'mediasoup';
import type { MediaKind, RouterRtpCodecCapability, RtpCapabilities, RtpParameters } from 'mediasoup/types';
import { refusalOf } from './refusals.js';

/**
 * What every router takes, in the order in which pages prefer them. VP9 profile 2 is left out: no camera or
 * screen of a browser gives more than 8 bits. H.264 as constrained baseline, which hardware encodes everywhere,
 * and as main profile; a browser without H.264 has VP8.
 */
export const MEDIA_CODECS: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    // RFC 7587: lost packets are mended from the next one, and silence is not sent.
    parameters: { minptime: 10, useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90_000, parameters: { 'profile-id': 0 } },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '4d0032', 'level-asymmetry-allowed': 1 },
  },
  { kind: 'video', mimeType: 'video/AV1', clockRate: 90_000 },
];

/** What a router made with `MEDIA_CODECS` can receive. Needs no worker. */
export function routerCapabilities(): protocol.RtpCapabilities {
  return ortc.generateRouterRtpCapabilities(MEDIA_CODECS) as protocol.RtpCapabilities;
}

/** A page's capabilities, checked and completed by mediasoup, which copies them for each consumer: by kind. */
export type CheckedCapabilities = Record<MediaKind, RtpCapabilities>;

/** Checks a page's capabilities. Refusal: `media-rejected`. */
export function checkedCapabilities(capabilities: protocol.RtpCapabilities): CheckedCapabilities {
  // The protocol takes any header extension; mediasoup's type names those that it knows, and it passes over others.
  const checked = structuredClone(capabilities) as RtpCapabilities;
  try {
    ortc.validateAndNormalizeRtpCapabilities(checked);
  } catch (error) {
    throw refusalOf(error);
  }
  return { audio: ofKind(checked, 'audio'), video: ofKind(checked, 'video') };
}

function ofKind({ codecs, headerExtensions }: RtpCapabilities, kind: MediaKind): RtpCapabilities {
  return {
    codecs: codecs?.filter((codec) => codec.kind === kind) ?? [],
    headerExtensions: headerExtensions?.filter((extension) => extension.kind === kind) ?? [],
  };
}

/** The video codecs (MIME types) that a page names, in lower case. */
export function videoCodecsOf({ video }: CheckedCapabilities): string[] {
  return video.codecs?.map(({ mimeType }) => mimeType.toLowerCase()) ?? [];
}

/** Whether a page receives a codec that every browser has to (RFC 7742, section 5). */
export function receivesUsual(capabilities: CheckedCapabilities): boolean {
  return videoCodecsOf(capabilities).some((codec) => codec === 'video/vp8' || codec === 'video/h264');
}

/** The video codecs (MIME types) that all of these receive; each is given by names in lower case. */
export function commonVideoCodecs(all: Iterable<readonly string[]>): string[] {
  let common = MEDIA_CODECS.filter(({ kind }) => kind === 'video').map(({ mimeType }) => mimeType);
  for (const theirs of all) common = common.filter((codec) => theirs.includes(codec.toLowerCase()));
  return [...new Set(common)];
}

/** A page's RTP parameters in mediasoup's type, which names the header extensions that it knows. */
export function toMediasoup(parameters: protocol.RtpParameters): RtpParameters {
  return parameters as RtpParameters;
}

/** A consumer's RTP parameters in the protocol's type: mediasoup only repeats what the protocol let in. */
export function toProtocol(parameters: RtpParameters): protocol.RtpParameters {
  return parameters as protocol.RtpParameters;
}
