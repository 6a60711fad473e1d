import type { DtlsParameters, IceParameters, MediaSession } from '@hangouts/protocol';
import type { Router, WebRtcTransport } from 'mediasoup/types';
import { Refusal } from '../rooms/refusal.js';
import type { Lifetime } from './lifetime.js';
import type { MediaWorker } from './media-worker.js';
import { refuse } from './refusals.js';

// Where the estimate of what a page can receive begins: a camera at full size, not mediasoup's 600 kbit/s.
const FIRST_OUTGOING_BITRATE = 1_000_000;

/** The WebRTC transports of one participant, by id. */
export class ParticipantTransports {
  readonly #transports = new Map<string, WebRtcTransport>();

  constructor(
    private readonly router: Router,
    private readonly worker: MediaWorker,
    private readonly lifetime: Lifetime,
  ) {}

  get size(): number {
    return this.#transports.size;
  }

  /** Refusal: as `refusalOf`, and where the participant's media end meanwhile. */
  async create(): Promise<WebRtcTransport> {
    const transport = await this.router
      .createWebRtcTransport({
        webRtcServer: this.worker.server,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        initialAvailableOutgoingBitrate: FIRST_OUTGOING_BITRATE,
      })
      .catch(refuse);
    this.lifetime.closeIfLate(transport);
    this.#transports.set(transport.id, transport);
    return transport;
  }

  /** Gives a transport the page's end. Refusal: `not-found`, `media-rejected`. */
  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    await this.#find(transportId).connect({ dtlsParameters }).catch(refuse);
  }

  /** Makes new ICE parameters for a transport. Refusal: `not-found`. */
  async restartIce(transportId: string): Promise<IceParameters> {
    return this.#find(transportId).restartIce().catch(refuse);
  }

  /** What a page needs to connect to one of these. */
  parametersOf({ id, iceParameters, dtlsParameters }: WebRtcTransport): MediaSession['send'] {
    return { id, iceParameters, iceCandidates: this.worker.candidates, dtlsParameters };
  }

  close(): void {
    for (const transport of this.#transports.values()) transport.close();
    this.#transports.clear();
  }

  #find(id: string): WebRtcTransport {
    const transport = this.#transports.get(id);
    if (transport === undefined) throw new Refusal('not-found');
    return transport;
  }
}
