import { expect, it } from 'vitest';
import { personId } from '../fixture.js';
import type { StreamName } from '../link.js';
import { readReports } from './reading.js';

const BEN = personId(2);

function report(streams: [string, StreamName][], stats: object[]) {
  const byId = new Map(stats.map((stat, index) => [String(index), { id: String(index), ...stat }]));
  return { id: 'link', end: 'server' as const, streams: new Map(streams), stats: byId };
}

const pair = [
  { type: 'transport', selectedCandidatePairId: '1' },
  {
    type: 'candidate-pair',
    localCandidateId: '2',
    remoteCandidateId: '3',
    currentRoundTripTime: 0.04,
    responsesReceived: 3,
    bytesSent: 10,
    bytesReceived: 20,
    availableOutgoingBitrate: 300_000,
  },
  { type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
  { type: 'remote-candidate', candidateType: 'host', protocol: 'udp' },
];

it('the way is that of the selected pair', () => {
  expect(readReports(5, [report([], pair)])).toEqual({
    at: 5,
    connections: [
      {
        id: 'link',
        path: { end: 'server', protocol: 'udp', relay: false },
        roundTrip: 40,
        bytes: 30,
        available: 300_000,
      },
    ],
    incoming: [],
    outgoing: [],
  });
});

it.each([
  ['TCP', { candidateType: 'host', protocol: 'tcp' }, { protocol: 'tcp', relay: false }],
  [
    'a relay',
    { candidateType: 'relay', protocol: 'udp', relayProtocol: 'udp' },
    { protocol: 'udp', relay: true },
  ],
  [
    'a relay that is reached by TLS',
    { candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
    { protocol: 'tcp', relay: true },
  ],
])('a way by %s', (_, local, path) => {
  const stats = pair.map((stat) => (stat.type === 'local-candidate' ? { type: stat.type, ...local } : stat));
  expect(readReports(0, [report([], stats)]).connections[0]?.path).toEqual({ end: 'server', ...path });
});

it('a connection that is not there yet has no way', () => {
  expect(readReports(0, [report([], [])]).connections[0]).toMatchObject({
    path: null,
    roundTrip: null,
    bytes: 0,
  });
});

it('streams are told apart by their mid; what is nobody’s, as mediasoup’s probator, is passed over', () => {
  const { incoming } = readReports(0, [
    report(
      [['1', { participant: BEN, source: 'camera' }]],
      [
        { type: 'inbound-rtp', mid: 'probator', bytesReceived: 99 },
        {
          type: 'inbound-rtp',
          mid: '1',
          bytesReceived: 7,
          packetsReceived: 3,
          packetsLost: 1,
          jitter: 0.005,
          framesDecoded: 2,
          totalFreezesDuration: 0.5,
          frameWidth: 320,
          frameHeight: 180,
        },
      ],
    ),
  ]);
  expect(incoming).toEqual([
    {
      key: 'link/1',
      participant: BEN,
      source: 'camera',
      bytes: 7,
      packets: 3,
      lost: 1,
      jitter: 5,
      frames: 2,
      frozen: 0.5,
      width: 320,
      height: 180,
    },
  ]);
});

it('the layers of one’s own picture are one: as large as the largest that is switched on, held down as much as any', () => {
  const layer = { type: 'outbound-rtp', mid: '0', kind: 'video', mediaSourceId: '5' };
  const { outgoing } = readReports(0, [
    report(
      [['0', { participant: null, source: 'camera' }]],
      [
        {
          ...layer,
          bytesSent: 1,
          packetsSent: 1,
          framesSent: 9,
          frameWidth: 320,
          frameHeight: 180,
          remoteId: '3',
          qualityLimitationDurations: { cpu: 1, bandwidth: 0, none: 5, other: 0 },
        },
        {
          ...layer,
          bytesSent: 2,
          packetsSent: 2,
          framesSent: 8,
          frameWidth: 640,
          frameHeight: 360,
          remoteId: '4',
          qualityLimitationDurations: { cpu: 0, bandwidth: 4, none: 2, other: 0 },
        },
        {
          ...layer,
          bytesSent: 3,
          packetsSent: 3,
          framesSent: 1,
          frameWidth: 1280,
          frameHeight: 720,
          active: false,
        },
        { type: 'remote-inbound-rtp', packetsLost: 2, roundTripTime: 0.05 },
        { type: 'remote-inbound-rtp', packetsLost: 3, roundTripTime: 0.07 },
        { type: 'media-source', kind: 'video', frames: 11, width: 1280, height: 720 },
      ],
    ),
  ]);
  expect(outgoing).toEqual([
    {
      key: 'link/0+1+2',
      source: 'camera',
      bytes: 6,
      packets: 6,
      lost: 5,
      roundTrip: 70,
      frames: 9,
      width: 640,
      height: 360,
      layers: 3,
      active: 2,
      machineLimited: 1,
      lineLimited: 4,
      captured: 11,
      capturedWidth: 1280,
      capturedHeight: 720,
      sound: null,
    },
  ]);
});

it('a microphone’s device is found where the browser does not say which it is', () => {
  const { outgoing } = readReports(0, [
    report(
      [['0', { participant: null, source: 'microphone' }]],
      [
        { type: 'outbound-rtp', mid: '0', kind: 'audio' },
        { type: 'media-source', kind: 'audio', totalAudioEnergy: 0.5, totalSamplesDuration: 3 },
      ],
    ),
  ]);
  expect(outgoing[0]?.sound).toEqual({ energy: 0.5, seconds: 3 });
});
