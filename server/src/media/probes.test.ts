import { once } from 'node:events';
import type { DtlsParameters, EchoTransport } from '@hangouts/protocol';
import { PeerConnection } from 'node-datachannel';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Census, freePort } from './fixture.js';
import { iceLiteSdp } from './ice-lite-sdp.js';
import { MediasoupProbes } from './probes.js';
import { WorkerPool } from './worker-pool.js';

const log = { info() {}, warn() {}, error() {} };
const dtls: DtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }],
};

let census: Census;
let pool: WorkerPool;
let probes: MediasoupProbes;

beforeEach(async () => {
  census = new Census();
  pool = await WorkerPool.start({
    workers: 1,
    firstPort: freePort(),
    host: '127.0.0.1',
    announcedAddresses: [],
    workerBin: undefined,
    log,
  });
  probes = new MediasoupProbes(pool);
});

afterEach(() => {
  probes.shutdown();
  pool.close();
});

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });

/** A page's end of an echo transport; gives the channel once it is open. */
async function connect(page: string, transport: EchoTransport) {
  const peer = new PeerConnection('page', { iceServers: [] });
  const described = new Promise<string>((resolve) => peer.onLocalDescription(resolve));
  const channel = peer.createDataChannel('', {
    negotiated: true,
    id: 0,
    unordered: true,
    maxRetransmits: 0,
  });
  const opened = new Promise<void>((resolve) => channel.onOpen(resolve));
  const fingerprint = /a=fingerprint:sha-256 (\S+)/.exec(await described)?.[1] ?? '';
  await probes.connect(page, transport.id, {
    role: 'client',
    fingerprints: [{ algorithm: 'sha-256', value: fingerprint }],
  });
  const answer = iceLiteSdp(transport, 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', [
    'a=setup:passive',
    `a=sctp-port:${transport.sctpPort}`,
  ]);
  peer.setRemoteDescription(answer, 'answer');
  await opened;
  return { channel, close: () => peer.close() };
}

test('what a page sends comes back to it', async () => {
  const { udp } = await probes.open('page');
  const { channel, close } = await connect('page', udp);
  const back = new Promise((resolve) => channel.onMessage(resolve));
  channel.sendMessageBinary(Buffer.from('hello'));
  expect(await back).toEqual(Buffer.from('hello'));
  close();
});

test('a check ends by itself, and nothing of it stays', async () => {
  const before = await census.open();
  const short = new MediasoupProbes(pool, 300);
  await short.open('page');
  expect(short.count).toBe(1);
  await expect.poll(() => short.count).toBe(0);
  expect(await census.open()).toEqual(before);
  expect(pool.health().pids).toHaveLength(1);
});

test('each page has one at a time, and there are not too many', async () => {
  const before = await census.open();
  for (let page = 0; page < 8; page += 1) await probes.open(`page ${page}`);
  await expect(probes.open('one more')).rejects.toEqual(refused('check-busy'));
  const { udp } = await probes.open('page 0');
  expect(probes.count).toBe(8);
  await probes.connect('page 0', udp.id, dtls);
  probes.close('page 1');
  await probes.open('one more');
  probes.shutdown();
  expect(probes.count).toBe(0);
  expect(await census.open()).toEqual(before);
});

test('a transport belongs to the page that asked for it', async () => {
  const { udp, tcp } = await probes.open('page');
  await expect(probes.connect('stranger', udp.id, dtls)).rejects.toEqual(refused('not-found'));
  await expect(probes.connect('page', 'nothing', dtls)).rejects.toEqual(refused('not-found'));
  await probes.connect('page', udp.id, dtls);
  await probes.connect('page', tcp.id, dtls);
  await expect(probes.connect('page', udp.id, dtls)).rejects.toEqual(refused('media-rejected'));
  probes.close('page');
  probes.close('page');
  await expect(probes.connect('page', udp.id, dtls)).rejects.toEqual(refused('not-found'));
});

test('one that is closed while it is being opened leaves nothing', async () => {
  const before = await census.open();
  const opening = probes.open('page');
  probes.close('page');
  await expect(opening).rejects.toEqual(refused('not-found'));
  expect(probes.count).toBe(0);
  await expect.poll(() => census.open()).toEqual(before);
});

test('one whose worker dies is over', async () => {
  await probes.open('page');
  const [pid] = pool.health().pids;
  const died = once(pool, 'died');
  process.kill(pid ?? 0, 'SIGKILL');
  await died;
  await expect.poll(() => probes.count).toBe(0);
});
