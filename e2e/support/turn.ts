import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './ports.js';
import { until } from './until.js';

/** The program as Debian's package installs it. */
const COTURN = '/usr/bin/turnserver';
/** How many ports it has to relay by. */
const RELAY_PORTS = 40;

/** A STUN and TURN server of a story's own: coturn, with credentials that another program makes of a secret. */
export class TurnServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    /** As an operator names it to Hangouts. */
    readonly url: string,
  ) {}

  /** Starts it at an address of this machine, and waits until it answers. */
  static async start(address: string, secret: string): Promise<TurnServer> {
    const folder = await mkdtemp(join(tmpdir(), 'hangouts-turn-'));
    const port = await freePorts(1 + RELAY_PORTS);
    const options = {
      'listening-ip': address,
      'relay-ip': address,
      'listening-port': port,
      'min-port': port + 1,
      'max-port': port + RELAY_PORTS,
      realm: 'hangouts.test',
      'static-auth-secret': secret,
      userdb: join(folder, 'users'),
      pidfile: join(folder, 'pid'),
      'log-file': 'stdout',
    };
    const words = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    // Without a file of settings, a console and certificates.
    words.push('-n', '--use-auth-secret', '--no-cli', '--no-tls', '--no-dtls');
    const child = spawn(COTURN, words, { stdio: 'ignore' });
    await once(child, 'spawn');
    await until('coturn answers', async () => ((await answers(address, port)) ? true : null));
    return new TurnServer(child, folder, `turn:${address}:${port}?transport=udp`);
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
    await rm(this.folder, { recursive: true });
  }
}

/** Whether a STUN server answers a Binding request (RFC 8489, section 5) soon. */
async function answers(address: string, port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    const heard = once(socket, 'message', { signal: AbortSignal.timeout(500) });
    const head = Buffer.from('000100002112a442', 'hex');
    socket.send(Buffer.concat([head, randomBytes(12)]), port, address);
    await heard;
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
