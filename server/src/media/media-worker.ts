import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { MediaSession } from '@hangouts/protocol';
import { createWorker } from 'mediasoup';
import type { Router, TransportListenInfo, WebRtcServer, Worker } from 'mediasoup/types';
import { StartError } from '../start-error.js';
import { iceCandidates, listenAddresses } from './addresses.js';
import { MEDIA_CODECS } from './codecs.js';
import type { WorkerLoad } from './worker-policy.js';

const PORT_PATIENCE_MS = 5_000;
const PORT_RETRY_MS = 100;
const ANSWER_PATIENCE_MS = 1_000;
// All media of a worker pass through one UDP socket: the kernel's usual 208 kB would drop a burst of key frames.
// The kernel lowers it to what it allows.
const SOCKET_BUFFER_BYTES = 4_000_000;

const BIND_FAILURE = /\[protocol:(udp|tcp), ip:'([^']*)', port:\d+\]: (.*)$/s;

export interface WorkerOptions {
  /** UDP and TCP. */
  port: number;
  /** An IP address of this machine, or a wildcard. */
  host: string;
  /** What pages are told to connect to; empty for the addresses that are bound. */
  announcedAddresses: readonly string[];
  /** The program; undefined for mediasoup's own choice. */
  workerBin: string | undefined;
}

/** A room as its worker sees it. */
export interface Tenant {
  /** The room's producers and consumers. */
  readonly streams: number;
}

/** One mediasoup-worker process and the one port of all its media. Owns both. */
export class MediaWorker {
  /** The rooms that stand on it. */
  readonly tenants = new Set<Tenant>();

  private constructor(
    readonly process: Worker,
    readonly server: WebRtcServer,
    /** What every transport here tells its page. */
    readonly candidates: MediaSession['send']['iceCandidates'],
  ) {}

  /**
   * Starts a process and opens its port; a taken port is tried again for 5 s.
   * @throws StartError where the program does not run or the port stays closed
   */
  static async start(options: WorkerOptions): Promise<MediaWorker> {
    const process = await startProcess(options.workerBin);
    try {
      const { server, announce } = await openPort(process, options);
      return new MediaWorker(process, server, iceCandidates(announce, options.port));
    } catch (error) {
      process.close();
      throw error;
    }
  }

  get load(): WorkerLoad {
    let streams = 0;
    for (const tenant of this.tenants) streams += tenant.streams;
    return { rooms: this.tenants.size, streams };
  }

  createRouter(): Promise<Router> {
    return this.process.createRouter({ mediaCodecs: MEDIA_CODECS });
  }

  /** Settles once the process has answered. Rejects where it is gone, or stays silent for a second. */
  async check(): Promise<void> {
    const silence = new AbortController();
    try {
      await Promise.race([
        this.process.getResourceUsage(),
        delay(ANSWER_PATIENCE_MS, undefined, { signal: silence.signal }).then(() => {
          throw new Error(`media worker ${this.process.pid} does not answer`);
        }),
      ]);
    } finally {
      silence.abort();
    }
  }

  /** Ends the process and with it everything on it. */
  close(): void {
    this.process.close();
  }
}

async function startProcess(workerBin: string | undefined): Promise<Worker> {
  try {
    return await createWorker(workerBin === undefined ? {} : { workerBin });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StartError(`MEDIASOUP_WORKER_BIN: the media worker does not run: ${words}`, { cause: error });
  }
}

async function openPort(
  process: Worker,
  options: WorkerOptions,
): Promise<{ server: WebRtcServer; announce: string[] }> {
  const deadline = performance.now() + PORT_PATIENCE_MS;
  for (;;) {
    // Looked up each time: an address may come or go while we wait.
    const addresses = listenAddresses(options.host, options.announcedAddresses, networkInterfaces());
    try {
      const server = await process.createWebRtcServer({
        listenInfos: addresses.bind.flatMap((ip) => listenInfos(ip, options.port)),
      });
      return { server, announce: addresses.announce };
    } catch (error) {
      if (process.closed || performance.now() >= deadline)
        throw new StartError(portProblem(error, options.port), { cause: error });
    }
    await delay(PORT_RETRY_MS);
  }
}

function listenInfos(ip: string, port: number): TransportListenInfo[] {
  const flags = { ipv6Only: ip.includes(':') };
  return [
    {
      protocol: 'udp',
      ip,
      port,
      flags,
      sendBufferSize: SOCKET_BUFFER_BYTES,
      recvBufferSize: SOCKET_BUFFER_BYTES,
    },
    { protocol: 'tcp', ip, port, flags },
  ];
}

/** The worker's words for a bind that failed, as one line for the operator. */
function portProblem(error: unknown, port: number): string {
  const words = error instanceof Error ? error.message : String(error);
  const [, protocol, ip, reason] = BIND_FAILURE.exec(words) ?? [];
  if (protocol === undefined || ip === undefined || reason === undefined) {
    return `RTC_PORT: the media worker could not open port ${port}: ${words}`;
  }
  const where = `${protocol.toUpperCase()} port ${port} on ${ip}`;
  if (reason === 'address already in use') return `RTC_PORT: ${where} is taken by another program`;
  if (reason === 'address not available')
    return `RTC_HOST: ${ip} is not an address of this machine (${where})`;
  return `RTC_PORT: ${where} could not be opened: ${reason}`;
}
