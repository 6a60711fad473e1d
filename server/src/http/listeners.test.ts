import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { ask, newFolder, startServer } from './fixtures/server.js';
import { selfMadeCertificate } from './certificate.js';

const self = { mode: 'self' as const, port: 0, files: null };

it('serves the same over http and https', async () => {
  const { app, listening } = await startServer({ config: { tls: self } });
  expect(app.hasRoute({ method: 'GET', url: '/healthz' })).toBe(true);
  const plain = await ask(listening.port, '/r/team');
  const secure = await ask(listening.tlsPort ?? 0, '/r/team', {}, true);
  expect([secure.status, secure.body]).toEqual([plain.status, plain.body]);
  expect(secure.headers['strict-transport-security']).toBeUndefined();
});

it.each(['polling', 'websocket'])('carries Socket.io over both, beginning with %s', async (transport) => {
  const { server, listening } = await startServer({ config: { tls: self } });
  const sockets = new Server(server, { serveClient: false });
  sockets.on('connection', (socket) => {
    socket.on('echo', (data, ack) => ack(data, socket.handshake.secure));
  });
  const addresses: Array<[string, boolean]> = [
    [`http://127.0.0.1:${listening.port}`, false],
    [`https://127.0.0.1:${listening.tlsPort}`, true],
  ];
  for (const [address, secure] of addresses) {
    const client = io(address, {
      transports: transport === 'polling' ? ['polling', 'websocket'] : ['websocket'],
      rejectUnauthorized: false,
      forceNew: true,
    });
    await new Promise((resolve, reject) => {
      client.once('connect_error', reject);
      client.once('connect', () => {
        if (client.io.engine.transport.name === 'websocket') resolve(null);
        else client.io.engine.once('upgrade', resolve);
      });
    });
    expect(client.io.engine.transport.name).toBe('websocket');
    const big = Buffer.alloc(64_000, 7);
    const [data, seen] = await new Promise<[Buffer, boolean]>((resolve) => {
      client.emit('echo', big, (...answer: [Buffer, boolean]) => resolve(answer));
    });
    expect(Buffer.compare(data, big)).toBe(0);
    expect(seen).toBe(secure);
    client.disconnect();
  }
  sockets.disconnectSockets(true);
  sockets.engine.close();
});

it('closes, after a while, though somebody keeps a socket open', async () => {
  const server = await startServer();
  const sockets = new Server(server.server, { serveClient: false });
  const client = io(`http://127.0.0.1:${server.listening.port}`, {
    transports: ['websocket'],
    reconnection: false,
  });
  await new Promise((resolve) => client.once('connect', () => resolve(null)));
  const asked = performance.now();
  await server.close();
  expect(performance.now() - asked).toBeLessThan(2_000);
  client.disconnect();
  sockets.engine.close();
});

it('waits for no request for ever', async () => {
  const { server } = await startServer();
  // Node looks for such requests twice a minute: too long to wait for here.
  expect(server.requestTimeout).toBeGreaterThan(0);
});

it('ends an upgrade that nobody takes', async () => {
  const { listening } = await startServer({ config: { tls: self } });
  const headers = { connection: 'upgrade', upgrade: 'websocket' };
  await expect(ask(listening.tlsPort ?? 0, '/', { headers }, true)).rejects.toThrow(/hang up|ECONNRESET/);
});

describe('a certificate that was given', () => {
  async function given() {
    const folder = await newFolder();
    const { cert: pem } = await selfMadeCertificate(folder, {
      needed: ['localhost', '127.0.0.1'],
      welcome: [],
    });
    const files = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    await writeFile(files.certificate, pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')));
    await writeFile(files.key, pem.slice(0, pem.indexOf('-----BEGIN CERTIFICATE')));
    return files;
  }

  it('is used, and browsers are told to keep to https', async () => {
    const files = await given();
    const { listening } = await startServer({ config: { tls: { ...self, files } } });
    const ca = await readFile(files.certificate);
    const asked = { ca, headers: { host: 'hangouts.example' } };
    const answer = await ask(listening.tlsPort ?? 0, '/', asked, true);
    expect(answer.headers['strict-transport-security']).toBe('max-age=15552000');
    expect((await ask(listening.port, '/')).headers['strict-transport-security']).toBeUndefined();
    const local = await ask(listening.tlsPort ?? 0, '/', { headers: { host: 'localhost:3443' } }, true);
    expect(local.headers['strict-transport-security']).toBeUndefined();
  });

  it('is refused in words where it cannot be read, is none, or the key is another’s', async () => {
    const [one, other] = [await given(), await given()];
    const start = (files: typeof one) => startServer({ config: { tls: { ...self, files } } });
    await expect(start({ ...one, certificate: '/nowhere.pem' })).rejects.toThrow(
      /^TLS_CERT is "\/nowhere.pem".*ENOENT/,
    );
    await expect(start({ ...one, key: '/nowhere.pem' })).rejects.toThrow(
      /^TLS_KEY is "\/nowhere.pem".*ENOENT/,
    );
    await expect(start({ ...one, certificate: one.key })).rejects.toThrow(
      /^TLS_CERT is .*certificate in PEM/,
    );
    await expect(start({ ...one, key: other.key })).rejects.toThrow(/^TLS_KEY is .*private key of TLS_CERT/);
  });
});
