/** @import { types } from 'mediasoup' */

/**
 * The SHA-256 fingerprint of the certificate that an SDP names, as mediasoup's
 * `connect` wants it.
 *
 * @param {string} sdp
 * @returns {types.DtlsFingerprint}
 */
export function fingerprintOf(sdp) {
  const value = /^a=fingerprint:sha-256 ([0-9A-F:]+)\s*$/im.exec(sdp)?.[1];
  if (!value) throw new Error('The offer has no SHA-256 fingerprint.');
  return { algorithm: 'sha-256', value };
}

/**
 * The answer of a WebRtcTransport to an offer of one video track ("video",
 * sent and received) and data channels ("data"). The transport is the DTLS
 * server, as it is for browsers.
 *
 * @param {object} answer
 * @param {types.WebRtcTransport} answer.transport
 * @param {number} answer.payloadType of VP8
 * @param {number} answer.ssrc that the transport will send with
 */
export function answerSdp({ transport, payloadType, ssrc }) {
  const { iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport;
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (!fingerprint || !sctpParameters)
    throw new Error('The transport has no SHA-256 fingerprint or no SCTP.');
  const transportLines = [
    'c=IN IP4 127.0.0.1',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint.value}`,
    'a=setup:passive',
    ...iceCandidates.map(candidateLine),
    'a=end-of-candidates',
  ];
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE video data',
    'a=ice-lite',
    `m=video 9 UDP/TLS/RTP/SAVPF ${payloadType}`,
    ...transportLines,
    'a=mid:video',
    'a=sendrecv',
    'a=rtcp-mux',
    `a=rtpmap:${payloadType} VP8/90000`,
    `a=rtcp-fb:${payloadType} nack pli`,
    `a=ssrc:${ssrc} cname:proof`,
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    ...transportLines,
    'a=mid:data',
    `a=sctp-port:${sctpParameters.port}`,
    `a=max-message-size:${sctpParameters.maxMessageSize}`,
    '',
  ].join('\r\n');
}

/** @param {types.IceCandidate} candidate */
function candidateLine({ foundation, protocol, priority, address, port, type }) {
  return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ ${type}`;
}
