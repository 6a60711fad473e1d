/** The sources of both pages on a direct connection: one media section each, whether anything is sent or not. */
import type { Source } from '@hangouts/protocol';
import { contentHint, directEncoding, isPicture, sizeOf } from '../encodings.js';
import type { ReceivedTrack } from '../link.js';
import type { LookedAt } from './direct-control.js';
import { DirectDemand } from './direct-demand.js';
import type { Sections } from './direct-negotiation.js';

const SOURCES = ['microphone', 'camera', 'screen', 'screen-audio'] as const;

/** Which sections there are, who sends what in them, and what has come of them. */
export class DirectSources {
  readonly #connection: RTCPeerConnection;
  readonly #transceivers = new Map<Source, RTCRtpTransceiver>();
  /** What is to be sent; null or absent is nothing. */
  readonly #tracks = new Map<Source, MediaStreamTrack | null>();
  /** What the tracks say of themselves; of one that is not sent now, what it said. */
  readonly #hints = new Map<Source, string>();
  /** Changes of a sender, one after the other: two at once would undo each other. */
  readonly #changes = new Map<Source, Promise<void>>();
  /** How each sender encodes, in JSON. Asking the sender itself holds up the page while the browser is busy. */
  readonly #encodings = new Map<RTCRtpSender, string>();
  readonly #demand: DirectDemand;
  readonly #given = new Set<RTCRtpReceiver>();
  // Sound and picture of one capture share a stream, which keeps the lips in time (RFC 8830).
  readonly #streams = { person: new MediaStream(), screen: new MediaStream() };

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
    this.#demand = new DirectDemand((source) => {
      const transceiver = this.#transceivers.get(source);
      if (transceiver !== undefined) this.#applyIfOpen(source, transceiver);
    });
  }

  /** Makes a section for everything that can be sent: whatever begins later begins without another offer. */
  offer(): void {
    for (const source of SOURCES) {
      const kind = isPicture(source) ? 'video' : 'audio';
      const transceiver = this.#connection.addTransceiver(kind, { streams: [this.#streamOf(source)] });
      if (source === 'screen') preferVp9(transceiver);
      this.#adopt(source, transceiver);
    }
  }

  /** Takes the sections of the other end's offer, to be answered with what this end sends in them. */
  answer(sections: Sections): void {
    const byMid = new Map(
      this.#connection.getTransceivers().map((transceiver) => [transceiver.mid, transceiver]),
    );
    for (const { mid, source } of sections) {
      const transceiver = byMid.get(mid);
      if (transceiver === undefined || this.#transceivers.has(source)) continue;
      transceiver.direction = 'sendrecv';
      // Newer than some browsers that are in use.
      if ('setStreams' in transceiver.sender) transceiver.sender.setStreams(this.#streamOf(source));
      this.#adopt(source, transceiver);
    }
  }

  /** The sections as the other end is to know them. */
  sections(): Sections {
    return [...this.#transceivers].flatMap(([source, { mid }]) => (mid === null ? [] : { mid, source }));
  }

  /** Sends this from now on; null is nothing, not even silence. */
  async send(source: Source, track: MediaStreamTrack | null): Promise<void> {
    this.#tracks.set(source, track);
    if (track !== null) this.#hints.set(source, track.contentHint);
    const transceiver = this.#transceivers.get(source);
    if (transceiver !== undefined) await this.#apply(source, transceiver);
  }

  /** Sends nothing any more, whatever is to be sent. */
  async silence(): Promise<void> {
    const senders = [...this.#transceivers.values()].map(({ sender }) => sender);
    this.#transceivers.clear();
    // Fails only where the connection has ended.
    await Promise.all(senders.map((sender) => sender.replaceTrack(null))).catch(() => undefined);
  }

  /** What the other end looks at, which is all that is sent of pictures; until it has said so, everything is. */
  look(tiles: readonly LookedAt[]): void {
    this.#demand.look(tiles);
  }

  close(): void {
    this.#demand.close();
  }

  /** What a source that this end sends says of itself (mst-content-hint), or nothing. */
  hintOf(source: Source): string {
    return this.#hints.get(source) ?? '';
  }

  /** What the other end may send and has not been given out before. */
  newlyReceived(): Omit<ReceivedTrack, 'participant'>[] {
    return [...this.#transceivers].flatMap(([source, { receiver, currentDirection }]) => {
      const receives = currentDirection === 'sendrecv' || currentDirection === 'recvonly';
      if (!receives || this.#given.has(receiver)) return [];
      this.#given.add(receiver);
      return { source, track: receiver.track, receiver };
    });
  }

  #streamOf(source: Source): MediaStream {
    return source === 'screen' || source === 'screen-audio' ? this.#streams.screen : this.#streams.person;
  }

  #adopt(source: Source, transceiver: RTCRtpTransceiver): void {
    this.#transceivers.set(source, transceiver);
    this.#applyIfOpen(source, transceiver);
  }

  #applyIfOpen(source: Source, transceiver: RTCRtpTransceiver): void {
    // Fails only where the connection has ended.
    this.#apply(source, transceiver).catch(() => undefined);
  }

  #apply(source: Source, transceiver: RTCRtpTransceiver): Promise<void> {
    const change = (this.#changes.get(source) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#change(source, transceiver.sender));
    this.#changes.set(source, change);
    return change;
  }

  /** Has the sender send what is to be sent now. */
  async #change(source: Source, sender: RTCRtpSender): Promise<void> {
    // It may have been silenced for good meanwhile.
    const track =
      this.#transceivers.get(source)?.sender === sender ? (this.#tracks.get(source) ?? null) : null;
    if (track !== null && track.contentHint === '') track.contentHint = contentHint(source);
    if (sender.track !== track) await sender.replaceTrack(track);
    if (track === null || this.#tracks.get(source) !== track) return;
    const size = sizeOf(track);
    const share = this.#demand.share(source, size);
    const active = share > 0;
    const encoding = active
      ? directEncoding(source, { size, vp9: knowsVp9(), hint: track.contentHint, share })
      : {};
    const wanted = { ...encoding, active };
    const words = JSON.stringify(wanted);
    if (this.#encodings.get(sender) === words) return;
    const parameters = sender.getParameters();
    for (const each of parameters.encodings) Object.assign(each, wanted);
    await sender.setParameters(parameters);
    // There may be none before the two have agreed on anything.
    if (parameters.encodings.length > 0) this.#encodings.set(sender, words);
  }
}

/** Text stays sharper in VP9 at the same rate. */
function preferVp9(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs;
  if (codecs === undefined || !('setCodecPreferences' in transceiver)) return;
  transceiver.setCodecPreferences([...codecs.filter(isVp9), ...codecs.filter((codec) => !isVp9(codec))]);
}

function knowsVp9(): boolean {
  return RTCRtpSender.getCapabilities('video')?.codecs.some(isVp9) ?? false;
}

function isVp9({ mimeType }: { mimeType: string }): boolean {
  return mimeType.toLowerCase() === 'video/vp9';
}
