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

/** As much of an RTCPeerConnection as is needed here, without its outdated forms. */
interface Negotiable extends Pick<
  RTCPeerConnection,
  'signalingState' | 'localDescription' | 'setLocalDescription' | 'addEventListener'
> {
  createOffer(): Promise<RTCSessionDescriptionInit>;
  createAnswer(): Promise<RTCSessionDescriptionInit>;
  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void>;
  addIceCandidate(candidate?: RTCIceCandidateInit): Promise<void>;
}

export interface NegotiationDeps {
  connection: Negotiable;
  polite: boolean;
  send(signal: Signal): void;
  /** Which source each media section carries, as this end sees it now. */
  sections(): Sections;
  /** The other end's offer is in place and waits to be answered. */
  offered(sections: Sections): void;
  /** A description as the other end wrote it, as it is to be used here. */
  adapted(sdp: string, sections: Sections): string;
  /** A description as this browser wrote it, as both ends are to use it. */
  own(sdp: string): string;
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

  /** Has both ends describe themselves again. */
  renew(): void {
    void this.#run(() => this.#offer());
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
    const { connection, own } = this.#deps;
    // The browser asks again once it is stable, where there is still need.
    if (this.#offering || connection.signalingState !== 'stable') return;
    try {
      this.#offering = true;
      const { sdp = '' } = await connection.createOffer();
      // Meanwhile this end may have given way to an offer of the other.
      if (!this.#offering || this.#closed) return;
      await connection.setLocalDescription({ type: 'offer', sdp: own(sdp) });
      this.#sendDescription();
    } finally {
      this.#offering = false;
    }
  }

  async #describe(description: Extract<Signal, { description: unknown }>['description']): Promise<void> {
    const { connection, polite, offered, adapted, own } = this.#deps;
    const { type, sources, sdp: theirs = '' } = description;
    // Each costs the browser a transceiver: thousands of them would hold up the page.
    if (countSections(theirs) > MOST_SECTIONS) throw new Error('more media sections than there are sources');
    const ready = !this.#offering && (connection.signalingState === 'stable' || this.#answering);
    const collision = type === 'offer' && !ready;
    this.#ignoring = !polite && collision;
    if (this.#ignoring) return;
    // This end gives way, where it was about to offer.
    if (type === 'offer') this.#offering = false;
    this.#answering = type === 'answer';
    await connection.setRemoteDescription({ type, sdp: adapted(theirs, sources) });
    this.#answering = false;
    if (type !== 'offer') return;
    offered(sources);
    const { sdp = '' } = await connection.createAnswer();
    await connection.setLocalDescription({ type: 'answer', sdp: own(sdp) });
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
