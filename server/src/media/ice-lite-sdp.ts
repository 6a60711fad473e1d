import type { MediaSession } from '@hangouts/protocol';

/**
 * A transport of the media server as SDP with one section, as a peer connection takes it: ICE lite (RFC 8445), one
 * fingerprint (RFC 8122), its UDP candidates. `section` is the m-line, `attributes` what of it is the caller's.
 */
export function iceLiteSdp(
  {
    iceParameters,
    iceCandidates,
    dtlsParameters,
  }: Pick<MediaSession['send'], 'iceParameters' | 'iceCandidates' | 'dtlsParameters'>,
  section: string,
  attributes: readonly string[],
): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    section,
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    ...attributes,
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value ?? ''}`,
    ...iceCandidates
      .filter(({ protocol }) => protocol === 'udp')
      .map(
        ({ foundation, priority, address, port }) =>
          `a=candidate:${foundation} 1 UDP ${priority} ${address} ${port} typ host`,
      ),
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}
