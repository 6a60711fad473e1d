import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { MediaSession } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StartError } from '../start-error.js';
import { camera, freePort, microphone, newSeat, startMedia } from './fixture.js';
import type { MediasoupMedia } from './media.js';
import { TestPeer, type PeerTrack } from './test-peer.js';

let media: MediasoupMedia | null;

beforeEach(() => {
  media = null;
});

afterEach(() => media?.shutdown());

async function start(options?: Parameters<typeof startMedia>[0]): Promise<MediasoupMedia> {
  media = await startMedia(options);
  return media;
}

/** Kills a worker the way a crash does. */
function kill(server: MediasoupMedia, index = 0): void {
  const pid = server.health().pids[index];
  if (pid === undefined) throw new Error('no such worker');
  process.kill(pid, 'SIGKILL');
}

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const portOf = (session: MediaSession) => session.send.iceCandidates[0]?.port;

describe('a worker that dies', () => {
  test('is replaced on the same port, and its rooms are told when they can be opened again', async () => {
    const server = await start();
    const rooms = [newSeat(), newSeat()];
    const before = await Promise.all(rooms.map((seat) => server.open(seat, server.rtpCapabilities)));
    const lost: string[] = [];
    const again = new Promise<MediaSession[]>((resolve, reject) => {
      server.on('lost', (room) => {
        lost.push(room);
        if (lost.length === rooms.length) {
          Promise.all(rooms.map((seat) => server.open(seat, server.rtpCapabilities))).then(resolve, reject);
        }
      });
    });
    const [old] = server.health().pids;
    const killed = performance.now();
    kill(server);
    const after = await again;
    expect(performance.now() - killed).toBeLessThan(1_000);
    expect(lost).toEqual(rooms.map(({ room }) => room));
    expect(after.map(portOf)).toEqual(before.map(portOf));
    expect(server.health()).toMatchObject({ workers: 1, wanted: 1 });
    expect(server.health().pids).not.toContain(old);
    expect(server.counts()).toEqual({ workers: 1, routers: 2, transports: 4, producers: 0, consumers: 0 });
  });

  test('until then, opening waits, and the rest is refused as unavailable', async () => {
    const server = await start();
    const ana = newSeat();
    const session = await server.open(ana, server.rtpCapabilities);
    await server.produce(ana, microphone());
    const { fingerprints } = session.send.dtlsParameters;
    kill(server);
    while (server.health().workers > 0) await new Promise(setImmediate);
    await expect(server.check()).rejects.toThrow('0 of 1 media workers run');
    await expect(server.produce(ana, camera())).rejects.toEqual(refused('media-unavailable'));
    await expect(server.connect(ana, session.send.id, { fingerprints })).rejects.toEqual(
      refused('media-unavailable'),
    );
    expect(server.closeSources(ana, ['microphone'])).toEqual([]);
    const [opened] = await Promise.all([
      server.open(newSeat(), server.rtpCapabilities),
      once(server, 'lost'),
    ]);
    expect(opened.consumers).toEqual([]);
    await server.check();
    await expect(server.produce(ana, camera())).rejects.toEqual(refused('not-found'));
  });

  test('one after the other is replaced too', async () => {
    const server = await start();
    for (let death = 0; death < 3; death += 1) {
      await server.open(newSeat(), server.rtpCapabilities);
      const lost = once(server, 'lost');
      kill(server);
      await lost;
    }
    await server.check();
  });

  test('takes only its own rooms with it', async () => {
    const rtcPort = freePort(2);
    const server = await start({ workers: 2, rtcPort });
    const [ana, ben] = [newSeat(), newSeat()];
    const sessions = await Promise.all([ana, ben].map((seat) => server.open(seat, server.rtpCapabilities)));
    expect(sessions.map(portOf)).toEqual([rtcPort, rtcPort + 1]);
    const lost = once(server, 'lost');
    kill(server, 1);
    expect(await lost).toEqual([ben.room]);
    expect(await server.produce(ana, microphone())).toBeTypeOf('string');
  });

  test('a room that was closed meanwhile is not told', async () => {
    const server = await start();
    const [ana, ben] = [newSeat(), newSeat()];
    await Promise.all([ana, ben].map((seat) => server.open(seat, server.rtpCapabilities)));
    const lost = once(server, 'lost');
    kill(server);
    while (server.health().workers > 0) await new Promise(setImmediate);
    server.closeRoom(ana.room);
    expect(await lost).toEqual([ben.room]);
  });

  test('pictures move again within 3 s', async () => {
    const server = await start();
    const ana = newSeat();
    const ben = newSeat(ana.room);
    const face = camera();
    const peers: TestPeer[] = [];

    /** Both open, Ana sends, and Ben has a frame. */
    async function call(): Promise<void> {
      const sent: PeerTrack = { kind: 'video', direction: 'send', rtpParameters: face.rtpParameters };
      const { send } = await server.open(ana, server.rtpCapabilities);
      await server.produce(ana, face);
      const { receive, consumers } = await server.open(ben, server.rtpCapabilities);
      const tracks = consumers.map(
        ({ kind, rtpParameters }) => ({ kind, rtpParameters, direction: 'receive' }) as const,
      );
      const [from, to] = await Promise.all([
        TestPeer.connect(send, [sent], (dtls) => server.connect(ana, send.id, dtls)),
        TestPeer.connect(receive, tracks, (dtls) => server.connect(ben, receive.id, dtls)),
      ]);
      peers.push(from, to);
      from.keepSending(sent);
      await to.packetOf(tracks[0]?.rtpParameters.encodings?.[0]?.ssrc ?? 0);
    }

    await call();
    const lost = once(server, 'lost');
    const killed = performance.now();
    kill(server);
    await lost;
    await call();
    expect(performance.now() - killed).toBeLessThan(3_000);
    for (const peer of peers) peer.close();
  });

  test('one that hangs is noticed by the check', async () => {
    const server = await start();
    const [pid] = server.health().pids;
    process.kill(pid ?? 0, 'SIGSTOP');
    await expect(server.check()).rejects.toThrow('does not answer');
    process.kill(pid ?? 0, 'SIGCONT');
    await server.check();
  });
});

describe('rooms', () => {
  test('that begin at once are spread over the workers', async () => {
    const rtcPort = freePort(2);
    const server = await start({ workers: 2, rtcPort });
    const sessions = await Promise.all(
      Array.from({ length: 6 }, () => server.open(newSeat(), server.rtpCapabilities)),
    );
    const ports = sessions.map(portOf).toSorted();
    expect(ports).toEqual([rtcPort, rtcPort, rtcPort, rtcPort + 1, rtcPort + 1, rtcPort + 1]);
  });
});

describe('start and stop', () => {
  test('a port that another program gives up in time is taken', async () => {
    const rtcPort = freePort();
    const other = createSocket('udp4').bind(rtcPort, '127.0.0.1');
    await once(other, 'listening');
    const starting = start({ rtcPort });
    setTimeout(() => other.close(), 300);
    await (await starting).check();
  });

  test('a port that stays taken is named, with its protocol', async () => {
    const [udpPort, tcpPort] = [freePort(), freePort()];
    const udp = createSocket('udp4').bind(udpPort, '127.0.0.1');
    const tcp = createServer().listen(tcpPort, '127.0.0.1');
    await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
    const starts = await Promise.allSettled([
      startMedia({ rtcPort: udpPort }),
      startMedia({ rtcPort: tcpPort }),
    ]);
    udp.close();
    tcp.close();
    expect(starts.map((result) => result.status === 'rejected' && result.reason)).toEqual([
      new StartError(`RTC_PORT: UDP port ${udpPort} on 127.0.0.1 is taken by another program`),
      new StartError(`RTC_PORT: TCP port ${tcpPort} on 127.0.0.1 is taken by another program`),
    ]);
  });

  test('a worker that does not run is named', async () => {
    await expect(startMedia({ workerBin: '/nonexistent/worker' })).rejects.toThrow(
      'MEDIASOUP_WORKER_BIN: the media worker does not run: spawn /nonexistent/worker ENOENT',
    );
  });

  test('every address of this machine is listened on, and what is announced is told', async () => {
    const server = await start({ rtcHost: '0.0.0.0', announcedAddresses: ['198.51.100.7', '127.0.0.1'] });
    const session = await server.open(newSeat(), server.rtpCapabilities);
    expect(session.receive.iceCandidates.map(({ address, protocol }) => `${protocol} ${address}`)).toEqual([
      'udp 198.51.100.7',
      'udp 127.0.0.1',
      'tcp 198.51.100.7',
      'tcp 127.0.0.1',
    ]);
    const everywhere = await startMedia({ rtcHost: '::' });
    const { send } = await everywhere.open(newSeat(), server.rtpCapabilities);
    expect(send.iceCandidates.map(({ address }) => address)).toContain('127.0.0.1');
    everywhere.shutdown();
  });

  test('after the shutdown nothing opens, and no worker is left', async () => {
    const server = await start();
    const ana = newSeat();
    await server.open(ana, server.rtpCapabilities);
    const [pid] = server.health().pids;
    server.shutdown();
    await expect(server.open(ana, server.rtpCapabilities)).rejects.toEqual(refused('media-unavailable'));
    expect(server.counts()).toEqual({ workers: 0, routers: 0, transports: 0, producers: 0, consumers: 0 });
    await expect
      .poll(() => {
        try {
          return process.kill(pid ?? 0, 0);
        } catch {
          return false;
        }
      })
      .toBe(false);
  });
});
