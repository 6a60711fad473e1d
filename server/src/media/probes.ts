import type { DtlsParameters, EchoTransport } from '@hangouts/protocol';
import type { Router, WebRtcTransport } from 'mediasoup/types';
import type { EchoPair, Probes } from '../rooms/media-port.js';
import { Refusal } from '../rooms/refusal.js';
import type { MediaWorker, Tenant } from './media-worker.js';
import { refusalOf } from './refusals.js';
import type { WorkerPool } from './worker-pool.js';

/** Checks at once: each holds two transports and sends a few hundred kilobytes. */
const MOST = 8;
/** How long one may take, in milliseconds, whatever its page does. */
const LIFETIME = 10_000;
/** A check's messages are small, and late ones are of no use. Bytes. */
const MESSAGE_SIZE = 2_000;
const BUFFER_SIZE = 64_000;
// What comes over this stream goes back over it; nothing is sent twice, so that losses show.
const STREAM = { streamId: 0, ordered: false, maxRetransmits: 0 };

/** One check: a router of its own with two transports that send back what comes. */
class Probe implements Tenant {
  readonly streams = 0;
  readonly transports = new Map<string, WebRtcTransport>();
  readonly #timer: NodeJS.Timeout;
  #worker: MediaWorker | null = null;
  #router: Router | null = null;
  #closed = false;

  constructor(
    lifetime: number,
    private readonly ended: () => void,
  ) {
    this.#timer = setTimeout(() => this.close(), lifetime);
    this.#timer.unref();
  }

  /** Refusal: `media-unavailable`, `not-found` where it is closed meanwhile. */
  async open(pool: Pick<WorkerPool, 'place'>): Promise<EchoPair> {
    const worker = await pool.place(this);
    this.#worker = worker;
    this.#assertOpen();
    this.#router = await worker.createRouter();
    this.#assertOpen();
    this.#router.observer.once('close', () => this.close());
    const [udp, tcp] = await Promise.all([
      this.#echo(worker, this.#router),
      this.#echo(worker, this.#router),
    ]);
    this.#assertOpen();
    return { udp, tcp };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#worker?.tenants.delete(this);
    this.#router?.close();
    this.transports.clear();
    this.ended();
  }

  async #echo(worker: MediaWorker, router: Router): Promise<EchoTransport> {
    const transport = await router.createWebRtcTransport({
      webRtcServer: worker.server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      enableSctp: true,
      maxReceiveMessageSize: MESSAGE_SIZE,
      maxSendMessageSize: MESSAGE_SIZE,
      sctpSendBufferSize: BUFFER_SIZE,
    });
    const producer = await transport.produceData({ sctpStreamParameters: STREAM });
    await transport.consumeData({ dataProducerId: producer.id });
    this.transports.set(transport.id, transport);
    const { id, iceParameters, dtlsParameters, sctpParameters } = transport;
    return {
      id,
      iceParameters,
      iceCandidates: worker.candidates,
      dtlsParameters,
      sctpPort: sctpParameters?.port ?? 5_000,
      maxMessageSize: MESSAGE_SIZE,
    };
  }

  #assertOpen(): void {
    if (!this.#closed) return;
    // What was made after it closed goes with it.
    this.#worker?.tenants.delete(this);
    this.#router?.close();
    throw new Refusal('not-found');
  }
}

/** The checks that are running, one a page. Owns them. */
export class MediasoupProbes implements Probes {
  readonly #running = new Map<string, Probe>();

  /** `lifetime` is the longest that one may take, in milliseconds. */
  constructor(
    private readonly pool: Pick<WorkerPool, 'place'>,
    private readonly lifetime = LIFETIME,
  ) {}

  get count(): number {
    return this.#running.size;
  }

  async open(page: string): Promise<EchoPair> {
    this.close(page);
    if (this.#running.size >= MOST) throw new Refusal('check-busy');
    const probe = new Probe(this.lifetime, () => {
      if (this.#running.get(page) === probe) this.#running.delete(page);
    });
    this.#running.set(page, probe);
    try {
      return await probe.open(this.pool);
    } catch (error) {
      probe.close();
      throw refusalOf(error);
    }
  }

  async connect(page: string, transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#running.get(page)?.transports.get(transportId);
    if (transport === undefined) throw new Refusal('not-found');
    await transport.connect({ dtlsParameters }).catch((error: unknown) => {
      throw refusalOf(error);
    });
  }

  close(page: string): void {
    this.#running.get(page)?.close();
  }

  /** Ends all of them. */
  shutdown(): void {
    for (const probe of this.#running.values()) probe.close();
  }
}
