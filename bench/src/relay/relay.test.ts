import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CLEAR } from './delay-line.js';
import { startRelay } from './relay.js';
import { TcpRelay } from './tcp-relay.js';
import { UdpRelay } from './udp-relay.js';

const HOST = '127.0.0.1';
const ANY = { address: HOST, port: 0 };

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A UDP server that sends everything back. */
async function udpEcho(): Promise<number> {
  const echo = createSocket('udp4');
  echo.on('message', (packet, from) => echo.send(packet, from.port, from.address));
  echo.bind(0, HOST);
  await once(echo, 'listening');
  closing.push(() => echo.close());
  return echo.address().port;
}

async function tcpEcho(): Promise<Server> {
  const echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  echo.listen(0, HOST);
  await once(echo, 'listening');
  closing.push(() => echo.close());
  return echo;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

function udpClient(): UdpSocket {
  const client = createSocket('udp4');
  closing.push(() => client.close());
  return client;
}

async function tcpClient(port: number): Promise<Socket> {
  const client = connect(port, HOST);
  client.on('error', () => undefined);
  closing.push(() => client.destroy());
  await once(client, 'connect');
  return client;
}

async function udpRelay(conditions: Partial<typeof CLEAR>) {
  const relay = await UdpRelay.start(
    { listen: ANY, target: { address: HOST, port: await udpEcho() } },
    { ...CLEAR, ...conditions },
  );
  closing.push(() => relay.close());
  return relay;
}

async function tcpRelay(conditions: Partial<typeof CLEAR>) {
  const relay = await TcpRelay.start(
    { listen: ANY, target: { address: HOST, port: portOf(await tcpEcho()) } },
    { ...CLEAR, ...conditions },
  );
  closing.push(() => relay.close());
  return relay;
}

describe('datagrams', () => {
  it('arrive there and back, in order', async () => {
    const relay = await udpRelay({ delay: 30 });
    const client = udpClient();
    const arrived: string[] = [];
    const all = new Promise<void>((resolve) => {
      client.on('message', (packet) => {
        if (arrived.push(packet.toString()) === 3) resolve();
      });
    });
    for (const word of ['one', 'two', 'three']) client.send(word, relay.address.port, HOST);
    await all;
    expect(arrived).toEqual(['one', 'two', 'three']);
  });

  it('go back to the client that they answer', async () => {
    const relay = await udpRelay({ delay: 5 });
    const clients = ['ana', 'ben'].map((name) => ({ name, socket: udpClient() }));
    const answers = clients.map(async ({ name, socket }) => {
      socket.send(name, relay.address.port, HOST);
      const [packet] = (await once(socket, 'message')) as [Buffer];
      return packet.toString();
    });
    expect(await Promise.all(answers)).toEqual(['ana', 'ben']);
  });

  it('are lost while the line is cut, and pass again afterwards', async () => {
    const relay = await udpRelay({ cut: true });
    const client = udpClient();
    const first = once(client, 'message') as Promise<[Buffer]>;
    client.send('lost', relay.address.port, HOST);
    await vi.waitUntil(() => relay.lost === 1);
    relay.set(CLEAR);
    client.send('found', relay.address.port, HOST);
    expect((await first)[0].toString()).toBe('found');
  });
});

describe('bytes', () => {
  it('arrive whole, and the end after them', async () => {
    const relay = await tcpRelay({ delay: 30 });
    const client = await tcpClient(relay.address.port);
    const sent = Buffer.alloc(1_000_000, 'hangout');
    const received: Buffer[] = [];
    client.on('data', (bytes: Buffer) => received.push(bytes));
    client.end(sent);
    await once(client, 'end');
    expect(Buffer.concat(received).equals(sent)).toBe(true);
  });

  it('wait while the line is cut', async () => {
    const relay = await tcpRelay({ cut: true });
    const client = await tcpClient(relay.address.port);
    const answer = once(client, 'data') as Promise<[Buffer]>;
    client.write('patience');
    await vi.waitUntil(() => relay.held === 1);
    expect(client.bytesRead).toBe(0);
    relay.set(CLEAR);
    expect(relay.held).toBe(0);
    expect((await answer)[0].toString()).toBe('patience');
  });

  it('stop with a reset, and a new connection is taken', async () => {
    const relay = await tcpRelay({});
    const client = await tcpClient(relay.address.port);
    client.write('hello');
    await once(client, 'data');
    const closed = new Promise((resolve) => client.once('close', resolve));
    relay.reset();
    await closed;
    const again = await tcpClient(relay.address.port);
    again.write('hello');
    await once(again, 'data');
  });
});

it('leaves nothing listening where one route cannot be bound', async () => {
  const taken = await tcpEcho();
  const free = { address: '127.0.0.2', port: portOf(taken) };
  const target = { address: HOST, port: portOf(taken) };
  const routes = [
    { listen: free, target, protocols: ['tcp' as const] },
    { listen: target, target, protocols: ['tcp' as const] },
  ];
  await expect(startRelay(routes, {})).rejects.toThrow('EADDRINUSE');
  const relay = await startRelay(routes.slice(0, 1), {});
  relay.close();
});
