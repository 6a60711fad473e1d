/**
 * Two pages agree on a connection: perfect negotiation (W3C WebRTC, section 10.7), with candidates as they come.
 * Either may offer at any time; where both do at once, the polite one gives way.
 */
import type { DirectSignal } from '@hangouts/protocol';

/** What one page tells the other: a description or a candidate. */
export type Signal = DirectSignal extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'attempt'>
    : never
  : never;
export type Sections = Extract<Signal, { description: unknown }>['description']['sources'];

/** The most media sections that are taken: one for each source, one for the channels, and some that were given up. */
const MOST_SECTIONS = 8;

export interface NegotiationDeps {
  connection: RTCPeerConnection;
  polite: boolean;
  send(signal: Signal): void;
  /** Which source each media section carries, as this end sees it now. */
  sections(): Sections;
  /** The other end's offer is in place and waits to be answered. */
  offered(sections: Sections): void;
  /** A description as the other end wrote it, as it is to be used here. */
  adapted(sdp: string, sections: Sections): string;
  /** This end cannot go on. */
  failed(): void;
}

export class Negotiation {
  readonly #deps: NegotiationDeps;
  #offering = false;
  #ignoring = false;
  #answering = false;
  #closed = false;

  constructor(deps: NegotiationDeps) {
    this.#deps = deps;
    const { connection } = deps;
    connection.addEventListener('negotiationneeded', () => void this.#run(() => this.#offer()));
    connection.addEventListener('icecandidate', ({ candidate }) => this.#tell(candidate));
  }

  /** Takes what the other end says. */
  take(signal: Signal): void {
    void this.#run(() => ('description' in signal ? this.#describe(signal.description) : this.#add(signal)));
  }

  close(): void {
    this.#closed = true;
  }

  async #run(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch {
      if (!this.#closed) this.#deps.failed();
    }
  }

  async #offer(): Promise<void> {
    try {
      this.#offering = true;
      await this.#deps.connection.setLocalDescription();
      this.#sendDescription();
    } finally {
      this.#offering = false;
    }
  }

  async #describe(description: Extract<Signal, { description: unknown }>['description']): Promise<void> {
    const { connection, polite, offered, adapted } = this.#deps;
    const { type, sources, sdp = '' } = description;
    // Each costs the browser a transceiver: thousands of them would hold up the page.
    if (countSections(sdp) > MOST_SECTIONS) throw new Error('more media sections than there are sources');
    const ready = !this.#offering && (connection.signalingState === 'stable' || this.#answering);
    const collision = type === 'offer' && !ready;
    this.#ignoring = !polite && collision;
    if (this.#ignoring) return;
    this.#answering = type === 'answer';
    await connection.setRemoteDescription({ type, sdp: adapted(sdp, sources) });
    this.#answering = false;
    if (type !== 'offer') return;
    offered(sources);
    await connection.setLocalDescription();
    this.#sendDescription();
  }

  async #add({ candidate }: Extract<Signal, { candidate: unknown }>): Promise<void> {
    try {
      await this.#deps.connection.addIceCandidate(candidate ?? undefined);
    } catch (error) {
      // Those of an offer that was passed over belong to nothing here.
      if (!this.#ignoring) throw error;
    }
  }

  #sendDescription(): void {
    const { connection, send, sections } = this.#deps;
    const { localDescription } = connection;
    if (localDescription === null || this.#closed) return;
    const { type, sdp } = localDescription;
    send({ description: { type, sdp, sources: sections() } });
  }

  #tell(candidate: RTCIceCandidate | null): void {
    if (this.#closed) return;
    const { send } = this.#deps;
    if (candidate === null) return send({ candidate: null });
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    send({ candidate: { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment } });
  }
}

/** How many media sections a description has (RFC 8866, section 5.14). */
function countSections(sdp: string): number {
  return sdp.match(/^m=/gmu)?.length ?? 0;
}
