import { readFile } from 'node:fs/promises';
import { createServer, type Server as TlsServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { StartError } from '../start-error.js';
import { selfMadeCertificate, subjectOfThisMachine, type KeyPair } from './certificate.js';

export interface ListenConfig {
  host: string;
  /** 0 takes any free port. */
  port: number;
  publicUrl: string | null;
  tls: { mode: 'off' } | { mode: 'self'; port: number; files: { certificate: string; key: string } | null };
  /** Where the certificate that we make is kept. */
  dataDir: string;
}

/** The ports that are listened at; `tlsPort` is null where there is no https. */
export interface Listening {
  port: number;
  tlsPort: number | null;
}

/**
 * How long requests under way have to end when the server closes, in milliseconds. Everybody waits for it where
 * one line hangs, and calls come back with the server that starts next.
 */
const GRACE = 1_000;

/** Plain http, and https beside it where the configuration says so: one pipeline for both. */
export function createListeners(app: FastifyInstance, config: ListenConfig) {
  const host = config.host === 'localhost' ? '127.0.0.1' : config.host;
  let secure: TlsServer | null = null;
  // Those that were upgraded too, which the servers themselves forget but wait for.
  const open = new Set<Socket>();
  const track = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  app.server.on('connection', track);

  const tlsPort = () => (secure?.listening ? portOf(secure) : null);

  return {
    tlsPort,
    async listen(): Promise<Listening> {
      const { tls } = config;
      const keys = tls.mode === 'off' ? null : await keysOf(config, tls.files);
      try {
        await app.listen({ host, port: config.port });
      } catch (error) {
        throw inWords(error, 'PORT', config.port, config.host);
      }
      if (tls.mode === 'off' || keys === null) return { port: portOf(app.server), tlsPort: null };
      secure = createSecureServer(app, keys);
      secure.on('connection', track);
      try {
        await listenAt(secure, tls.port, host);
      } catch (error) {
        await app.close();
        throw inWords(error, 'TLS_PORT', tls.port, config.host);
      }
      return { port: portOf(app.server), tlsPort: tlsPort() };
    },

    async close(): Promise<void> {
      const force = setTimeout(() => {
        for (const socket of open) socket.destroy();
      }, GRACE);
      const tlsServer = secure;
      const secureClosed = new Promise<void>((resolve) => {
        if (tlsServer === null) resolve();
        else tlsServer.close(() => resolve());
      });
      await Promise.all([app.close(), secureClosed]);
      clearTimeout(force);
    },
  };
}

/**
 * An https server whose requests and upgrades are handed to the plain one, so that whatever is attached there,
 * Fastify or Socket.io, serves both.
 */
function createSecureServer(app: FastifyInstance, keys: KeyPair): TlsServer {
  const plain = app.server;
  const secure = createServer({ ...keys });
  secure.keepAliveTimeout = plain.keepAliveTimeout;
  secure.requestTimeout = plain.requestTimeout;
  secure.on('request', (request, response) => plain.emit('request', request, response));
  secure.on('upgrade', (request, socket, head) => {
    if (!plain.emit('upgrade', request, socket, head)) socket.destroy();
  });
  secure.on('clientError', (error, socket) => {
    if (!plain.emit('clientError', error, socket)) socket.destroy();
  });
  return secure;
}

async function keysOf(
  config: ListenConfig,
  files: { certificate: string; key: string } | null,
): Promise<KeyPair> {
  if (files === null) {
    try {
      return await selfMadeCertificate(config.dataDir, subjectOfThisMachine(config.publicUrl));
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
      throw new StartError(
        `DATA_DIR is "${config.dataDir}"; no certificate could be made in it (${reason}).`,
        {
          cause: error,
        },
      );
    }
  }
  const cert = await readPem('TLS_CERT', files.certificate, 'certificate');
  const key = await readPem('TLS_KEY', files.key, 'private key');
  try {
    createSecureContext({ cert });
  } catch (error) {
    throw new StartError(`TLS_CERT is "${files.certificate}"; it takes a certificate in PEM.`, {
      cause: error,
    });
  }
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new StartError(
      `TLS_KEY is "${files.key}"; it takes the private key of TLS_CERT, in PEM, without a password.`,
      {
        cause: error,
      },
    );
  }
  return { cert, key };
}

async function readPem(variable: string, path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new StartError(`${variable} is "${path}"; it takes a ${what} in PEM (${String(codeOf(error))}).`, {
      cause: error,
    });
  }
}

function listenAt(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen at a port');
  return address.port;
}

/** Why a port cannot be had, for the person who starts the server; any other fault as it is. */
function inWords(error: unknown, variable: string, port: number, host: string): unknown {
  const words: Record<string, string> = {
    EADDRINUSE: `${variable} is "${port}"; another program is using that port: end it, or set ${variable} to another.`,
    EACCES: `${variable} is "${port}"; this user may not listen there: set ${variable} to 1024 or above.`,
    EADDRNOTAVAIL: `HOST is "${host}"; it takes an address of this machine.`,
  };
  const sentence = words[String(codeOf(error))];
  return sentence === undefined ? error : new StartError(sentence, { cause: error });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
