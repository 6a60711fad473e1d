import type { EchoTransport } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { echoAnswer, fingerprintsOf } from './answer.js';

const candidate = {
  foundation: 'a',
  priority: 7,
  ip: '10.0.0.1',
  address: '10.0.0.1',
  port: 10_000,
} as const;
const transport: EchoTransport = {
  id: 'echo',
  iceParameters: { usernameFragment: 'user', password: 'pass', iceLite: true },
  iceCandidates: [
    { ...candidate, protocol: 'udp', type: 'host' },
    { ...candidate, protocol: 'tcp', type: 'host', tcpType: 'passive' },
  ],
  dtlsParameters: {
    fingerprints: [
      { algorithm: 'sha-1', value: 'AA' },
      { algorithm: 'sha-256', value: 'BB:CC' },
    ],
  },
  sctpPort: 5_000,
  maxMessageSize: 2_000,
};

it('the answer names the candidates of one protocol only', () => {
  const lines = (protocol: 'udp' | 'tcp') =>
    echoAnswer(transport, protocol)
      .split('\r\n')
      .filter((line) => line.startsWith('a=candidate'));
  expect(lines('udp')).toEqual(['a=candidate:a 1 udp 7 10.0.0.1 10000 typ host']);
  expect(lines('tcp')).toEqual(['a=candidate:a 1 tcp 7 10.0.0.1 10000 typ host tcptype passive']);
});

it('the answer is of one data channel, with the server’s ICE, DTLS and SCTP', () => {
  const answer = echoAnswer(transport, 'udp').split('\r\n');
  expect(answer).toEqual(
    expect.arrayContaining([
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'a=ice-lite',
      'a=ice-ufrag:user',
      'a=ice-pwd:pass',
      'a=fingerprint:sha-256 BB:CC',
      'a=setup:passive',
      'a=sctp-port:5000',
      'a=max-message-size:2000',
    ]),
  );
  expect(answer.at(-1)).toBe('');
});

it('fingerprints are read from a description, each once', () => {
  expect(fingerprintsOf('a=fingerprint:sha-256 AB:CD\r\na=x\r\na=fingerprint:sha-256 AB:CD\r\n')).toEqual([
    { algorithm: 'sha-256', value: 'AB:CD' },
  ]);
  expect(fingerprintsOf('v=0\r\n')).toEqual([]);
});
