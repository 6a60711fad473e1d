/** How a bot's tracks are sent, as Chromium would say it to this router. Pure. */
import type { RtpCapabilities, RtpParameters } from '@hangouts/protocol';

/** The header extensions that a bot writes. */
export const EXTENSIONS = {
  mid: 'urn:ietf:params:rtp-hdrext:sdes:mid',
  rid: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  level: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  sendTime: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  transportSequence: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
} as const;

/** Bits per second that the page allows each layer of its camera, smallest first. */
const LAYER_BITRATES = [210_000, 600_000, 1_700_000] as const;

/**
 * A camera with so many layers of the recording, 1 to 3, the smallest ones. The server knows them by their ids
 * (RFC 8852), a single one by its source.
 */
export function cameraParameters(
  capabilities: RtpCapabilities,
  { layers, ssrc }: { layers: number; ssrc: number },
): RtpParameters {
  const encodings = LAYER_BITRATES.slice(0, layers).map((maxBitrate, index) => ({
    ...(layers === 1 ? { ssrc } : { rid: `r${index}` }),
    scaleResolutionDownBy: 2 ** (layers - 1 - index),
    scalabilityMode: 'L1T3',
    maxBitrate,
  }));
  return {
    ...trackOf(capabilities, 'video', 'video/VP8'),
    mid: '1',
    encodings,
  };
}

export function microphoneParameters(
  capabilities: RtpCapabilities,
  { ssrc }: { ssrc: number },
): RtpParameters {
  return {
    ...trackOf(capabilities, 'audio', 'audio/opus'),
    mid: '0',
    encodings: [{ ssrc, dtx: true }],
  };
}

/**
 * What a bot can receive, of what the router can send: Opus and VP8. Retransmissions are not asked for, and there is
 * no estimate of the line: a bot takes all that it is sent.
 */
export function botCapabilities({ codecs, headerExtensions }: RtpCapabilities): RtpCapabilities {
  const estimates = new Set(['transport-cc', 'goog-remb']);
  return {
    codecs: codecs
      .filter(({ mimeType }) => mimeType === 'audio/opus' || mimeType === 'video/VP8')
      .map((codec) => ({
        ...codec,
        rtcpFeedback: codec.rtcpFeedback?.filter(({ type }) => !estimates.has(type)) ?? [],
      })),
    headerExtensions: headerExtensions.filter(
      ({ uri }) => uri !== EXTENSIONS.sendTime && uri !== EXTENSIONS.transportSequence,
    ),
  };
}

function trackOf(
  { codecs, headerExtensions }: RtpCapabilities,
  kind: 'audio' | 'video',
  mimeType: RtpCapabilities['codecs'][number]['mimeType'],
): Pick<RtpParameters, 'codecs' | 'headerExtensions'> {
  const codec = codecs.find((each) => each.mimeType === mimeType);
  if (codec?.preferredPayloadType === undefined) throw new Error(`The router has no ${mimeType}`);
  const { preferredPayloadType: payloadType, clockRate, channels, parameters, rtcpFeedback = [] } = codec;
  const written = new Set<string>(Object.values(EXTENSIONS));
  return {
    codecs: [
      {
        mimeType,
        payloadType,
        clockRate,
        ...(channels !== undefined && { channels }),
        ...(parameters !== undefined && { parameters }),
        // Without retransmissions: a bot keeps nothing of what it sent.
        rtcpFeedback: rtcpFeedback.filter(({ type, parameter }) => type !== 'nack' || parameter === 'pli'),
      },
    ],
    headerExtensions: headerExtensions
      .filter((extension) => extension.kind === kind && written.has(extension.uri))
      .map(({ uri, preferredId }) => ({ uri, id: preferredId })),
  };
}
