/** An own track on its way to the media server. */
import type { types } from 'mediasoup-client';
import type { PictureSize, RtpParameters, Source } from '@hangouts/protocol';
import { PICTURE_SIDE } from '@hangouts/protocol/limits';
import { contentHint, isPicture, needsOtherLayers, sizeOf, type Size } from './encodings.js';
import type { SessionError } from './error.js';
import { newId } from './identity.js';
import type { Outgoing, Publication } from './link.js';
import type { Signaling } from './signaling.js';

export interface MediaOutgoingDeps {
  /** Whether it is to send nothing for now. */
  held: boolean;
  /** Whether a picture without a track is not sent at all in this browser. */
  restsWithoutTrack: boolean;
  signaling: Signaling;
  /** The server may or may not have taken it: no telling without new media. */
  lost(): void;
  /** It is no longer sent. */
  ended(): void;
}

function isMusic(source: Source, track: MediaStreamTrack): boolean {
  return source === 'microphone' && track.contentHint === 'music';
}

/** A size as it is told: whole pixels. Null where it is not known, or larger than what can be told. */
function wireSize(size: Size | null): PictureSize | null {
  if (size === null) return null;
  const [width, height] = [Math.round(size.width), Math.round(size.height)];
  const fits = Math.min(width, height) >= 1 && Math.max(width, height) <= PICTURE_SIDE;
  return fits ? { width, height } : null;
}

/**
 * How long only the smallest layer goes of what was not sent until now, in milliseconds. It begins when somebody comes:
 * they see a small picture soon instead of a large one late, since all encoders would begin at the same moment, when the
 * direct connection may still encode too, and the key frames of all would wait for each other on the line.
 */
const RISE_TIME = 1_000;

export class MediaOutgoing implements Outgoing {
  /** mediasoup-client's name for it; the server's comes with its answer. */
  readonly id = newId();
  readonly source: Source;
  readonly taken: Promise<void>;
  readonly #deps: MediaOutgoingDeps;
  readonly #paused: boolean;
  /** What was captured when it was offered. */
  readonly #size: Size | null;
  /** A microphone that was offered as music. */
  readonly #music: boolean;
  #settle: { resolve(producer: string): void; reject(error: SessionError): void } | null = null;
  readonly #producerId: Promise<string>;
  #knownId: string | null = null;
  #producer: types.Producer | null = null;
  /** How many of its layers somebody wants; null before the server has said. */
  #wanted: number | null = null;
  #held: boolean;
  #layers = 1;
  /**
   * How many of its layers the sender was told to encode, or null where that may have changed. Asking the sender itself
   * holds up the page while the browser is busy.
   */
  #told: number | null = null;
  /** Not sent until a moment ago: begins with the smallest layer. */
  #isRising = false;
  #rise: ReturnType<typeof setTimeout> | undefined;
  #switching: Promise<void> = Promise.resolve();
  #closed = false;

  constructor({ source, track, paused }: Publication, deps: MediaOutgoingDeps) {
    this.source = source;
    this.#deps = deps;
    this.#held = deps.held;
    this.#paused = paused;
    this.#size = sizeOf(track);
    this.#music = isMusic(source, track);
    this.#producerId = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.taken = this.#producerId.then(() => undefined);
    // Whoever asks is told; nobody has to ask.
    this.taken.catch(() => undefined);
  }

  /** Tells the server of it. */
  announce(rtpParameters: RtpParameters): void {
    const { source } = this;
    const size = wireSize(this.#size);
    const publication = { source, rtpParameters, paused: this.#paused, ...(size !== null && { size }) };
    this.#deps.signaling.ask('media:produce', publication, (outcome) => {
      if (outcome.ok) {
        this.#knownId = outcome.data.producer;
        this.#settle?.resolve(outcome.data.producer);
        return;
      }
      if (outcome.error.code === 'offline') this.#deps.lost();
      this.#settle?.reject(outcome.error);
      this.#end();
    });
  }

  bind(producer: types.Producer): void {
    this.#producer = producer;
    this.#layers = producer.rtpParameters.encodings?.length ?? 1;
    this.#told = this.#deps.held ? 0 : this.#layers;
    if (this.#closed) producer.close();
    else this.#switchLayers();
  }

  /** Sends this many of its layers, smallest first, and encodes no others. To everybody else the track stays on. */
  want(layers: number): void {
    const begins = this.#wanted === 0 && layers > 0;
    this.#wanted = layers;
    if (begins && !this.#held) this.#beginSmall();
    this.#switchLayers();
  }

  /**
   * Its transport has an offer and an answer again, perhaps for another track. In these all layers are received
   * (RFC 8853, section 5.2), and Chromium then sends them all.
   */
  negotiated(): void {
    if (this.#told === this.#layers) return;
    this.#told = null;
    this.#switchLayers();
  }

  /** Its m-line in the peer connection, once it has one. */
  get mid(): string | undefined {
    return this.#producer?.rtpParameters.mid;
  }

  /** Sends nothing, or sends again; to everybody else the track is as it was. */
  hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    if (!held) this.#beginSmall();
    this.#switchLayers();
  }

  isProducer(id: string): boolean {
    return this.#knownId === id;
  }

  closedByServer(): void {
    this.#end();
  }

  async replaceTrack(track: MediaStreamTrack): Promise<boolean> {
    // Another size has room for more or fewer layers, and music is encoded as no voice is: both are fixed when the
    // track is offered.
    const other = this.source === 'camera' && needsOtherLayers(this.#size, sizeOf(track));
    if (other || isMusic(this.source, track) !== this.#music || this.#producer === null || this.#closed)
      return false;
    if (track.contentHint === '') track.contentHint = contentHint(this.source);
    try {
      await this.#producer.replaceTrack({ track });
      if (this.#held) this.#switchLayers();
      return true;
    } catch {
      return false;
    }
  }

  async setPaused(paused: boolean): Promise<void> {
    // At this end at once: what is muted is silent before the server knows.
    if (paused) this.#producer?.pause();
    else this.#producer?.resume();
    const producer = await this.#producerId;
    await this.#deps.signaling.request(paused ? 'media:pause' : 'media:resume', { producer });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#end();
    const producer = await this.#producerId;
    await this.#deps.signaling.request('media:close', { producer });
  }

  #beginSmall(): void {
    clearTimeout(this.#rise);
    this.#isRising = true;
    this.#rise = setTimeout(() => {
      this.#isRising = false;
      this.#switchLayers();
    }, RISE_TIME);
  }

  #switchLayers(): void {
    // One after the other, the last wish counting: two changes at once would undo each other.
    this.#switching = this.#switching
      .then(() => this.#activate(this.#producer?.rtpSender))
      // Refused where the sender has ended. What stays on too long is only sent for nothing.
      .catch(() => undefined);
  }

  /** Straight at the sender: mediasoup-client's own way makes an offer and an answer each time. */
  async #activate(sender: RTCRtpSender | undefined): Promise<void> {
    if (sender === undefined || this.#closed) return;
    const track = this.#held ? null : (this.#producer?.track ?? null);
    if (sender.track !== track) await sender.replaceTrack(track);
    const layers = this.#layersNow();
    if (layers !== this.#told) {
      this.#told = layers;
      await this.#encode(sender, layers);
    }
  }

  /** How many layers are to be encoded; what is held has no track. */
  #layersNow(): number {
    // Firefox sends a little without a track, and goes on with sound that is not active: there, held is neither.
    if (this.#held && !(isPicture(this.source) && this.#deps.restsWithoutTrack)) return 0;
    // A picture is set up for the first moments after: letting it go asks the sender nothing.
    const most = this.#held || this.#isRising ? 1 : this.#layers;
    return Math.min(this.#wanted ?? most, most);
  }

  async #encode(sender: RTCRtpSender, layers: number): Promise<void> {
    const parameters = sender.getParameters();
    if (parameters.encodings.every(({ active }, layer) => active === layer < layers)) return;
    for (const [layer, encoding] of parameters.encodings.entries()) encoding.active = layer < layers;
    try {
      await sender.setParameters(parameters);
    } catch (error) {
      this.#told = null;
      throw error;
    }
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#rise);
    this.#producer?.close();
    this.#deps.ended();
  }
}
