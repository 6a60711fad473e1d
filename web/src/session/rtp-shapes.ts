/**
 * Where the protocol's RTP shapes and mediasoup-client's meet. The two describe the same objects;
 * mediasoup-client names the header extensions it knows one by one and leaves parameters open, the protocol
 * the other way round. Both check the values themselves, so here it is only said which is which.
 */
import type { RtpCapabilities, RtpParameters } from '@hangouts/protocol';
import type { types } from 'mediasoup-client';

/** Whether capabilities of the server's are whole: a router always names its payload types. */
export function areRouterCapabilities(
  capabilities: RtpCapabilities,
): capabilities is RtpCapabilities & types.RtpCapabilities {
  return capabilities.codecs.every(({ preferredPayloadType }) => preferredPayloadType !== undefined);
}

/** Whether capabilities of this browser's are as the protocol sends them: with both lists. */
export function areWireCapabilities(
  capabilities: types.RtpCapabilities,
): capabilities is types.RtpCapabilities & RtpCapabilities {
  return capabilities.codecs !== undefined && capabilities.headerExtensions !== undefined;
}

/** Whether parameters are as the protocol sends them: with at least one encoding. */
export function areWireParameters(
  parameters: types.RtpParameters,
): parameters is types.RtpParameters & RtpParameters {
  return parameters.codecs.length > 0 && parameters.encodings !== undefined;
}

/** Whether a consumer's parameters are as mediasoup-client takes them: they always are, from our server. */
export function areConsumerParameters(
  parameters: RtpParameters,
): parameters is RtpParameters & types.RtpParameters {
  return parameters.codecs.length > 0;
}
