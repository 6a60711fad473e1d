import type { EchoTransport } from '@hangouts/protocol';

export type Protocol = 'udp' | 'tcp';

/**
 * A server's transport as the SDP answer to a page that offers one data channel and nothing else (RFC 8841, ICE lite
 * by RFC 8445). It names only the candidates of one protocol, so that no other way is taken.
 */
export function echoAnswer(transport: EchoTransport, protocol: Protocol): string {
  const { iceParameters, iceCandidates, dtlsParameters, sctpPort, maxMessageSize } = transport;
  const candidates = iceCandidates.filter((candidate) => candidate.protocol === protocol);
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    ...dtlsParameters.fingerprints
      .filter(({ algorithm }) => algorithm === 'sha-256')
      .map(({ algorithm, value }) => `a=fingerprint:${algorithm} ${value}`),
    'a=setup:passive',
    `a=sctp-port:${sctpPort}`,
    `a=max-message-size:${maxMessageSize}`,
    ...candidates.map(
      ({ foundation, priority, address, port, type, tcpType }) =>
        `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ ${type}${
          tcpType === undefined ? '' : ` tcptype ${tcpType}`
        }`,
    ),
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}

/** The fingerprints in a description (RFC 8122). */
export function fingerprintsOf(sdp: string): { algorithm: 'sha-256'; value: string }[] {
  const values = new Set([...sdp.matchAll(/^a=fingerprint:sha-256 (\S+)\s*$/gm)].map(([, value]) => value));
  return [...values].flatMap((value) => (value === undefined ? [] : [{ algorithm: 'sha-256', value }]));
}
