import type {
  ConsumerParameters,
  DtlsParameters,
  IceParameters,
  MediaQuality,
  MediaSession,
  ParticipantId,
  PictureRef,
  RtpParameters,
  Source,
  ViewedTile,
} from '@hangouts/protocol';
import type { Consumer, ConsumerLayers, MediaKind, Producer, Router, WebRtcTransport } from 'mediasoup/types';
import type { Publication } from '../rooms/ports.js';
import { Refusal } from '../rooms/refusal.js';
import { Cap } from './cap.js';
import { type CheckedCapabilities, toMediasoup, toProtocol } from './codecs.js';
import { videoLayers, type VideoLayers } from './layer-policy.js';
import { LineWatch } from './line-watch.js';
import type { MediaWorker } from './media-worker.js';
import { readQuality } from './quality.js';
import { refusalOf } from './refusals.js';
import { ViewerLayers } from './viewer-layers.js';

// Where the estimate of what a page can receive begins: a camera at full size, not mediasoup's 600 kbit/s.
const FIRST_OUTGOING_BITRATE = 1_000_000;
// libwebrtc passes over a key frame request within 300 ms of the last one it served, and mediasoup would then
// wait a second before it asks again: who joins right after somebody else would see nothing for that long.
const KEY_FRAME_REQUEST_DELAY_MS = 350;

/** The most producers that one participant has at a time: one of each source, and as many that take their place. */
const MOST_PRODUCERS = 8;
/** What is beyond is not sent to this participant: nobody looks at so many. */
const MOST_CONSUMERS = 1_000;

const KINDS: Record<Source, MediaKind> = {
  microphone: 'audio',
  'screen-audio': 'audio',
  camera: 'video',
  screen: 'video',
};

/** A published track. */
export interface Track {
  participant: ParticipantId;
  source: Source;
  producer: Producer;
  /** Null for sound. */
  layers: VideoLayers | null;
  /** Not forwarded to anybody now; `Voices` decides. */
  withheld: boolean;
  /** Whether its publisher has it paused; a held one is paused on the media server all the same. */
  paused: boolean;
}

/** What a participant's media tell the room. */
export interface ParticipantEvents {
  /** A track was published, in place of another of the same source or of none; the room ends the other. */
  published(track: Track, replaced: Track | null): void;
  /** A consumer was made after `open` was answered; paused until `start`. */
  consumer(parameters: ConsumerParameters): void;
  /** A consumer that the page knows of ended, because its track did. */
  consumerClosed(consumerId: string): void;
  /** A track that this page receives none of the codecs of. */
  unreceivable(track: Track): void;
  /** How many pictures there are in the room. */
  pictures(): number;
  /** What the page looks at and does not get, because of its budget. */
  saved(pictures: PictureRef[]): void;
  /** What the page wants changed otherwise than by what it looks at. */
  rewanted(): void;
  /** The line became weak, or good again. */
  weak(weak: boolean): void;
}

/** A track on its way to this participant. */
interface Received {
  consumer: Consumer;
  first: ConsumerLayers | null;
  track: Track;
}

/**
 * One participant's media in a room: two transports, what they publish, and what they receive. Owns all of it;
 * ends by `close`, or with its router.
 */
export class ParticipantMedia {
  #state: 'opening' | 'open' | 'closed' = 'opening';
  #send: WebRtcTransport | null = null;
  #receive: WebRtcTransport | null = null;
  /** The most that the pictures may take, in bits per second. */
  #limit: number | null = null;
  readonly #transports = new Map<string, WebRtcTransport>();
  readonly #tracks = new Map<Source, Track>();
  /** The consumers that the page knows of. */
  readonly #viewer: ViewerLayers;
  readonly #producers = new Cap(MOST_PRODUCERS);
  readonly #consumers = new Cap(MOST_CONSUMERS);
  readonly #line = new LineWatch((weak) => this.events.weak(weak));
  /** Consumers in the making that belong to the answer of `open`. */
  readonly #pending: Promise<Received | null>[] = [];

  constructor(
    readonly participant: ParticipantId,
    private readonly router: Router,
    private readonly worker: MediaWorker,
    readonly capabilities: CheckedCapabilities,
    /** Whether nothing is passed on of what is published here. */
    private held: boolean,
    private readonly events: ParticipantEvents,
  ) {
    this.#viewer = new ViewerLayers({
      pictures: () => events.pictures(),
      saved: (pictures) => events.saved(pictures),
      rewanted: () => events.rewanted(),
      limit: (bitrate) => {
        if (bitrate === this.#limit) return;
        this.#limit = bitrate;
        this.#applyLimit();
      },
    });
  }

  get tracks(): Iterable<Track> {
    return this.#tracks.values();
  }

  get counts(): { transports: number; producers: number; consumers: number } {
    return {
      transports: this.#transports.size,
      producers: this.#tracks.size,
      consumers: this.#viewer.size,
    };
  }

  /**
   * Makes both transports, and a running consumer for each of the others' tracks: two turns of the worker.
   * `others` is asked once the transports stand; a track offered after that is part of the answer too.
   * Refusal: `not-found` where this is closed meanwhile, and as `refusalOf`.
   */
  async open(others: () => Iterable<Track>): Promise<Omit<MediaSession, 'codecs' | 'unreceivable'>> {
    const [receive, send] = await Promise.all([this.#createTransport(), this.#createTransport()]);
    this.#receive = receive;
    if (this.#limit !== null) this.#applyLimit();
    this.#send = send;
    for (const track of others()) void this.offer(track);

    const received: (Received | null)[] = [];
    while (this.#pending.length > 0) received.push(...(await Promise.all(this.#pending.splice(0))));
    this.#assertNotClosed();
    this.#state = 'open';
    const consumers = received.flatMap((one) =>
      one === null || one.consumer.closed ? [] : this.#admit(one, true),
    );
    return { send: this.#parametersOf(send), receive: this.#parametersOf(receive), consumers };
  }

  /** Closes everything. What was in the making closes as it comes. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#line.close();
    for (const transport of this.#transports.values()) transport.close();
    this.#transports.clear();
    this.#tracks.clear();
    this.#viewer.clear();
  }

  /** Gives a transport the page's end. Refusal: `not-found`, `media-rejected`. */
  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    await this.#transport(transportId).connect({ dtlsParameters }).catch(refuse);
  }

  /** Makes new ICE parameters for a transport. Refusal: `not-found`. */
  async restartIce(transportId: string): Promise<IceParameters> {
    return this.#transport(transportId).restartIce().catch(refuse);
  }

  /**
   * Publishes a track, in place of an earlier one of the same source; gives its producer's id.
   * Refusal: `media-rejected`, `media-limit`, `not-found` where this is not open.
   */
  async produce({ source, rtpParameters, paused, size }: Publication): Promise<string> {
    const kind = KINDS[source];
    if (this.#send === null || this.#state === 'closed') throw new Refusal('not-found');
    if (!makesSense(rtpParameters, kind)) throw new Refusal('media-rejected');
    const send = this.#send;
    const options = {
      kind,
      rtpParameters: toMediasoup(rtpParameters),
      paused: paused || this.held,
      ...(kind === 'video' && { keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS }),
    };
    const producer = await this.#producers.hold(() => send.produce(options)).catch(refuse);
    if (producer === null) throw new Refusal('media-limit');
    this.#closeIfLate(producer);
    const layers =
      source === 'camera' || source === 'screen' ? videoLayers(source, rtpParameters, size ?? null) : null;
    const track: Track = {
      participant: this.participant,
      source,
      producer,
      paused,
      layers,
      withheld: false,
    };
    // Held or let go while the worker made it.
    if (producer.paused !== this.#isStill(track)) this.#settle(track).catch(() => undefined);
    const replaced = this.#tracks.get(source) ?? null;
    this.#tracks.set(source, track);
    this.#line.send(track);
    // In the same turn: whoever opens sees the track in `tracks` or is offered it, never both.
    this.events.published(track, replaced);
    return producer.id;
  }

  /** Pauses or resumes an own track. Refusal: `not-found`. */
  async setPaused(producerId: string, paused: boolean): Promise<Source> {
    const track = this.#own(producerId);
    track.paused = paused;
    await this.#settle(track).catch(refuse);
    return track.source;
  }

  /** Holds what is published here, or lets it go again, which asks for key frames. */
  hold(held: boolean): void {
    this.held = held;
    // Fails only where the producer, the router or the worker has ended.
    for (const track of this.#tracks.values()) this.#settle(track).catch(() => undefined);
  }

  /** Ends an own track. Refusal: `not-found`. */
  closeProducer(producerId: string): Source {
    const { source } = this.#own(producerId);
    this.closeSource(source);
    return source;
  }

  /** Ends the own track of a source; gives its producer's id, or null where there is none. */
  closeSource(source: Source): string | null {
    const track = this.#tracks.get(source);
    if (track === undefined) return null;
    this.#tracks.delete(source);
    track.producer.close();
    return track.producer.id;
  }

  /** Makes a consumer for another's track; settles once it stands and was told. Never rejects. */
  async offer(track: Track): Promise<void> {
    if (this.#receive === null || this.#state === 'closed') return;
    if (this.#state === 'opening') {
      const received = this.#consume(this.#receive, track, track.withheld);
      this.#pending.push(received);
      await received;
      return;
    }
    const received = await this.#consume(this.#receive, track, true);
    if (received !== null) this.events.consumer(this.#admit(received, false));
  }

  /** Lets consumers run, as far as they are looked at. Ids that are gone, or never were, are passed over. */
  start(consumerIds: readonly string[]): Promise<void> {
    return this.#viewer.start(consumerIds);
  }

  /** Takes everything that the page shows now. Gives the pictures of which that is news (`pictureKey`); null: all. */
  look(tiles: readonly ViewedTile[]): ReadonlySet<string> | null {
    return this.#viewer.look(tiles);
  }

  setSpeaker(speaker: ParticipantId | null): void {
    this.#viewer.setSpeaker(speaker);
  }

  /** Sends no more than so many bits per second; null: as much as there is. */
  setBudget(budget: number | null): void {
    this.#viewer.setBudget(budget);
  }

  /** Another's track is withheld from now on, or not any more; gives how many consumers changed. */
  withheldChanged(track: Track): number {
    return this.#viewer.withheldChanged(track);
  }

  /** How many layers of another's track this page wants. */
  wants(track: Track): number {
    return this.#viewer.wants(track);
  }

  /** How these media go, as the server sees it. Refusal: as `refusalOf`, where they end meanwhile. */
  quality(): Promise<MediaQuality> {
    const { sent, received } = this.#line;
    return readQuality({ send: this.#send, receive: this.#receive, sent, received }).catch(refuse);
  }

  #applyLimit(): void {
    // 0 takes a limit away. Fails only where the transport, the router or the worker has ended.
    this.#receive?.setMaxOutgoingBitrate(this.#limit ?? 0).catch(() => undefined);
  }

  async #createTransport(): Promise<WebRtcTransport> {
    const transport = await this.router
      .createWebRtcTransport({
        webRtcServer: this.worker.server,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        initialAvailableOutgoingBitrate: FIRST_OUTGOING_BITRATE,
      })
      .catch(refuse);
    this.#closeIfLate(transport);
    this.#transports.set(transport.id, transport);
    return transport;
  }

  /** A consumer, or null where the track ended, this was closed, or the page cannot receive it. */
  async #consume(receive: WebRtcTransport, track: Track, paused: boolean): Promise<Received | null> {
    const { producer } = track;
    const rtpCapabilities = this.capabilities[producer.kind];
    const first = this.#viewer.firstLayers(track);
    const options = {
      producerId: producer.id,
      rtpCapabilities,
      paused,
      ...(first !== null && { preferredLayers: first }),
    };
    // Refused where the track ended, or where the page has none of its codecs.
    const consumer = await this.#consumers.hold(() => receive.consume(options)).catch(() => null);
    const isOver = producer.closed || this.#isClosed();
    if (consumer === null) {
      const canConsume = isOver || this.router.canConsume({ producerId: producer.id, rtpCapabilities });
      if (!canConsume) this.events.unreceivable(track);
      return null;
    }
    if (isOver || consumer.closed) {
      consumer.close();
      return null;
    }
    consumer.once('producerclose', () => {
      if (this.#viewer.delete(consumer.id)) this.events.consumerClosed(consumer.id);
    });
    return { consumer, first, track };
  }

  #admit({ consumer, first, track }: Received, started: boolean): ConsumerParameters {
    this.#viewer.add(consumer, track, first, started);
    this.#line.receive({ consumer, track });
    return {
      id: consumer.id,
      producerId: track.producer.id,
      participant: track.participant,
      source: track.source,
      kind: consumer.kind,
      rtpParameters: toProtocol(consumer.rtpParameters),
      producerPaused: track.paused,
    };
  }

  #isStill({ paused }: Track): boolean {
    return paused || this.held;
  }

  /** Pauses or resumes a track on the media server as it is to be. The worker does what it is asked in order. */
  async #settle(track: Track): Promise<void> {
    await (this.#isStill(track) ? track.producer.pause() : track.producer.resume());
  }

  #transport(id: string): WebRtcTransport {
    const transport = this.#transports.get(id);
    if (transport === undefined) throw new Refusal('not-found');
    return transport;
  }

  #own(producerId: string): Track {
    for (const track of this.#tracks.values()) if (track.producer.id === producerId) return track;
    throw new Refusal('not-found');
  }

  #parametersOf(transport: WebRtcTransport): MediaSession['send'] {
    const { id, iceParameters, dtlsParameters } = transport;
    return { id, iceParameters, iceCandidates: this.worker.candidates, dtlsParameters };
  }

  #isClosed(): boolean {
    return this.#state === 'closed' || this.router.closed;
  }

  #assertNotClosed(): void {
    if (this.#isClosed()) throw this.#closedRefusal();
  }

  /** mediasoup lets a child come to life after its parent was closed: such a one is closed here. */
  #closeIfLate(child: { close(): void }): void {
    if (!this.#isClosed()) return;
    child.close();
    throw this.#closedRefusal();
  }

  #closedRefusal(): Refusal {
    return new Refusal(this.worker.process.died ? 'media-unavailable' : 'not-found');
  }
}

function refuse(error: unknown): never {
  throw refusalOf(error);
}

/** What mediasoup does not look at: that all codecs are of the track's kind, and that no two encodings have one rid. */
function makesSense({ codecs, encodings = [] }: RtpParameters, kind: MediaKind): boolean {
  const rids = encodings.flatMap(({ rid }) => rid ?? []);
  return (
    codecs.every((codec) => codec.mimeType.toLowerCase().startsWith(`${kind}/`)) &&
    new Set(rids).size === rids.length
  );
}
