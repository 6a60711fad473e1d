/** The media server as a link: one transport to receive and one to send, and what goes through them. */
import type { types } from 'mediasoup-client';
import type { ConsumerParameters, MediaSession, TransportParameters } from '@hangouts/protocol';
import { asSessionError, SessionError } from './error.js';
import {
  LINK_STATES,
  type ConnectionReport,
  type LinkEvents,
  type LinkState,
  type Outgoing,
  type Publication,
  type ReceivedTrack,
  type RoomLink,
  type StreamName,
} from './link.js';
import type { EncoderAbilities } from './codecs.js';
import { MediaOutgoing } from './media-outgoing.js';
import { producerOptions, type Encoders } from './producer-options.js';
import { pathsOf, type Vitals } from './pulse.js';
import { trackDelay } from './reconnect.js';
import { areConsumerParameters, areWireParameters } from './rtp-shapes.js';
import type { AnyNotice, Signaling } from './signaling.js';

export interface MediaLinkOptions {
  device: types.Device;
  abilities: EncoderAbilities;
  session: MediaSession;
  /** By producer, how often it could not be received: kept from link to link. */
  failures: Map<string, number>;
  signaling: Signaling;
  events: LinkEvents;
}

/**
 * Tracks that come within this time are received together, in milliseconds: a newcomer's sound and picture come one
 * after the other, and each offer and answer holds up what is seen already where the machine is busy.
 */
const GATHER_TIME = 20;

const SEVERITY: Record<LinkState, number> = { up: 0, opening: 1, down: 2, failed: 3 };

export class MediaLink implements RoomLink {
  readonly opened: Promise<void>;
  readonly #device: types.Device;
  readonly #signaling: Signaling;
  readonly #events: LinkEvents;
  readonly #receive: types.Transport;
  readonly #session: MediaSession;
  readonly #abilities: EncoderAbilities;
  /** The video codecs that all the others receive. */
  #codecs: readonly string[];
  #send: types.Transport | null = null;
  /** Those that were connected once. */
  readonly #known = new WeakSet<types.Transport>();
  readonly #unsubscribe: () => void;
  /** What each consumer of the server carries, from its notice until its end. */
  readonly #consumers = new Map<string, ConsumerParameters>();
  readonly #received = new Map<string, types.Consumer>();
  readonly #outgoing = new Set<MediaOutgoing>();
  readonly #failures: Map<string, number>;
  /** Received and not yet started. */
  #unstarted: string[] = [];
  /** What came by itself a moment ago. */
  #gathered: ConsumerParameters[] = [];
  #state: LinkState = 'up';
  #failed = false;
  #held = false;
  #closed = false;

  constructor({ device, abilities, session, failures, signaling, events }: MediaLinkOptions) {
    this.#device = device;
    this.#signaling = signaling;
    this.#events = events;
    this.#session = session;
    this.#abilities = abilities;
    this.#failures = failures;
    this.#codecs = session.codecs;
    this.#unsubscribe = signaling.subscribe((notice) => this.#onNotice(notice));
    this.#receive = this.#prepared(device.createRecvTransport(transportOptions(session.receive)));
    // Asked for in one go: mediasoup-client makes one offer and answer of all that is asked in the same tick.
    this.opened = this.#consume(session.consumers.filter(({ producerId }) => !failures.has(producerId)));
    for (const parameters of session.consumers) {
      if (failures.has(parameters.producerId)) this.#consumeLater(parameters);
    }
    for (const { participant, source } of session.unreceivable) events.unreceived(participant, source);
    this.#update();
  }

  get state(): LinkState {
    return this.#state;
  }

  async publish(publication: Publication): Promise<Outgoing> {
    const { source, track, paused } = publication;
    // mediasoup-client takes a producer's first state from its track.
    track.enabled = !paused;
    const outgoing = new MediaOutgoing(publication, {
      held: this.#held,
      restsWithoutTrack: this.#device.handlerName.startsWith('Chrome'),
      signaling: this.#signaling,
      lost: () => this.#fail(),
      ended: () => {
        this.#outgoing.delete(outgoing);
        void this.#renegotiated();
      },
    });
    this.#outgoing.add(outgoing);
    try {
      const producing = this.#sending().produce({
        ...producerOptions(source, track, this.#encoders(), this.#held),
        appData: { outgoing },
      });
      this.#update();
      outgoing.bind(await producing);
      this.#negotiated();
    } catch (error) {
      this.#outgoing.delete(outgoing);
      throw asSessionError(error);
    }
    return outgoing;
  }

  async vitals(): Promise<Vitals> {
    const [consumer] = this.#received.values();
    const reports = await Promise.all([
      // Of one track only: a report of all of them is long, and they share one line.
      consumer?.getStats(),
      this.#outgoing.size > 0 ? this.#send?.getStats() : undefined,
    ]).catch(() => []);
    return new Map(reports.flatMap((report) => (report === undefined ? [] : [...pathsOf(report)])));
  }

  restart(): void {
    for (const transport of this.#inUse()) {
      this.#signaling.ask('media:restart-ice', { transport: transport.id }, (outcome) => {
        if (this.#closed) return;
        if (outcome.ok) {
          transport.restartIce(outcome.data).then(
            () => this.#negotiated(),
            () => this.#fail(),
          );
        }
        // A lost answer changes nothing: the server takes the old parameters until the new ones are used.
        else if (outcome.error.code === 'not-found') this.#fail();
      });
    }
  }

  async report(): Promise<readonly ConnectionReport[]> {
    const receiving = [...this.#received].map(([id, { rtpParameters }]) => {
      const { participant, source } = this.#consumers.get(id) ?? { participant: null, source: null };
      return [rtpParameters.mid, source === null ? null : { participant, source }] as const;
    });
    const sending = [...this.#outgoing].map(
      ({ mid, source }) => [mid, { participant: null, source }] as const,
    );
    const reports = await Promise.all([reportOf(this.#receive, receiving), reportOf(this.#send, sending)]);
    return reports.flatMap((report) => report ?? []);
  }

  hold(held: boolean): void {
    this.#held = held;
    for (const outgoing of this.#outgoing) outgoing.hold(held);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unsubscribe();
    this.#send?.close();
    this.#receive.close();
  }

  /** An offer and an answer have been made for what is sent. */
  #negotiated(): void {
    for (const outgoing of this.#outgoing) outgoing.negotiated();
  }

  /** Waits for the offer and the answer that are due. */
  async #renegotiated(): Promise<void> {
    // mediasoup-client does one thing after the other, and says only of what changes nothing here when it is done.
    await this.#send?.updateIceServers({ iceServers: [] }).catch(() => undefined);
    this.#negotiated();
  }

  /** What a picture can be sent in. */
  #encoders(): Encoders {
    return { device: this.#device, abilities: this.#abilities, received: this.#codecs };
  }

  /** Made when it is first needed: what comes from the others must not wait for it. */
  #sending(): types.Transport {
    if (this.#send !== null) return this.#send;
    const send = this.#prepared(this.#device.createSendTransport(transportOptions(this.#session.send)));
    send.on('produce', ({ rtpParameters, appData }, taken, refused) => {
      const { outgoing } = appData;
      if (!(outgoing instanceof MediaOutgoing) || !areWireParameters(rtpParameters)) {
        refused(new SessionError('internal'));
        return;
      }
      // Not waiting for the answer lets the next track's offer go out beside it.
      outgoing.announce(rtpParameters);
      taken({ id: outgoing.id });
    });
    this.#send = send;
    return send;
  }

  #prepared(transport: types.Transport): types.Transport {
    transport.on('connect', ({ dtlsParameters }, connected) => {
      this.#signaling.ask('media:connect', { transport: transport.id, dtlsParameters }, (outcome) => {
        if (!outcome.ok) this.#fail();
      });
      // The message is on its way on the same ordered socket: ICE and DTLS need not wait for the answer.
      connected();
    });
    transport.on('connectionstatechange', () => this.#update());
    return transport;
  }

  #onNotice(notice: AnyNotice): void {
    switch (notice.name) {
      case 'media:consumer':
        this.#gather(notice.payload);
        break;
      case 'media:consumer-closed':
        this.#drop(notice.payload.consumer);
        break;
      case 'media:producer-closed':
        for (const outgoing of this.#outgoing) {
          if (outgoing.isProducer(notice.payload.producer)) {
            outgoing.closedByServer();
            this.#events.refused(outgoing.source);
          }
        }
        break;
      case 'media:wanted':
        for (const outgoing of this.#outgoing) {
          if (outgoing.isProducer(notice.payload.producer)) outgoing.want(notice.payload.layers);
        }
        break;
      case 'media:unreceivable':
        this.#events.unreceived(notice.payload.participant, notice.payload.source);
        break;
      case 'media:recode':
        for (const outgoing of this.#outgoing) {
          if (!outgoing.isProducer(notice.payload.producer)) continue;
          this.#codecs = notice.payload.codecs;
          this.#events.outdated(outgoing.source);
        }
        break;
      default:
    }
  }

  /** Receives what comes by itself, with all that comes soon after it. */
  #gather(parameters: ConsumerParameters): void {
    this.#consumers.set(parameters.id, parameters);
    this.#gathered.push(parameters);
    if (this.#gathered.length > 1) return;
    setTimeout(() => {
      const gathered = this.#gathered;
      this.#gathered = [];
      if (!this.#closed) void this.#consumeLate(gathered);
    }, GATHER_TIME);
  }

  /** Receives and starts what came by itself, or could not be received before. */
  async #consumeLate(consumers: readonly ConsumerParameters[]): Promise<void> {
    await this.#consume(consumers);
    for (const { id } of consumers) this.#start(id);
  }

  /** Receives these; settles, never rejecting, when all that can be received now stand in `received`. */
  async #consume(consumers: readonly ConsumerParameters[]): Promise<void> {
    const consuming = consumers.map((parameters) => this.#consumeOne(parameters));
    this.#update();
    const tracks = (await Promise.all(consuming)).filter((track) => track !== null);
    if (tracks.length > 0 && !this.#closed) this.#events.received(tracks);
  }

  async #consumeOne(parameters: ConsumerParameters): Promise<ReceivedTrack | null> {
    const { id, producerId, kind, rtpParameters, participant, source } = parameters;
    // The link that is to come receives it too.
    if (this.#failed || !areConsumerParameters(rtpParameters)) return null;
    this.#consumers.set(id, parameters);
    // Sound and picture of one capture share a stream, which keeps the lips in time (RFC 8830).
    const streamId = source === 'screen' || source === 'screen-audio' ? `${participant}-screen` : participant;
    try {
      const consumer = await this.#receive.consume({ id, producerId, kind, rtpParameters, streamId });
      this.#failures.delete(producerId);
      if (this.#consumers.has(id) && !this.#closed) {
        this.#received.set(id, consumer);
        return { participant, source, track: consumer.track, receiver: consumer.rtpReceiver };
      }
      consumer.close();
    } catch {
      this.#notReceived(parameters);
    }
    return null;
  }

  /**
   * This browser could not receive it. mediasoup-client goes on offering it beside all that comes later, none of which
   * could be received: that takes a new transport, in which it is tried again a few times, and then left out.
   */
  #notReceived({ id, producerId, participant, source }: ConsumerParameters): void {
    if (this.#closed) return;
    if (this.#consumers.has(id)) {
      const failures = (this.#failures.get(producerId) ?? 0) + 1;
      this.#failures.set(producerId, failures);
      if (trackDelay(failures - 1, 0) === null) this.#events.unreceived(participant, source);
    }
    this.#fail();
  }

  /** Receives one that could not be received before, after all the others; or never, where it was tried too often. */
  #consumeLater(parameters: ConsumerParameters): void {
    const { id, producerId } = parameters;
    const delay = trackDelay((this.#failures.get(producerId) ?? 1) - 1, Math.random());
    if (delay === null) return;
    this.#consumers.set(id, parameters);
    setTimeout(() => {
      if (!this.#closed && this.#consumers.has(id)) void this.#consumeLate([parameters]);
    }, delay);
  }

  #drop(id: string): void {
    this.#gathered = this.#gathered.filter((parameters) => parameters.id !== id);
    const gone = this.#consumers.get(id);
    this.#consumers.delete(id);
    const consumer = this.#received.get(id);
    this.#received.delete(id);
    consumer?.close();
    this.#update();
    if (gone === undefined) return;
    const { participant, source } = gone;
    // The same source may have been published anew already.
    const replaced = [...this.#consumers.values()].some(
      (other) => other.participant === participant && other.source === source,
    );
    if (!replaced) this.#events.dropped(participant, source);
  }

  #start(id: string): void {
    if (this.#closed || !this.#received.has(id)) return;
    this.#unstarted.push(id);
    if (this.#unstarted.length > 1) return;
    // Those that came together start together.
    queueMicrotask(() => {
      const consumers = this.#unstarted;
      this.#unstarted = [];
      this.#signaling.ask('media:start', { consumers }, (outcome) => {
        if (!outcome.ok && outcome.error.code === 'offline') this.#fail();
      });
    });
  }

  /** A message got lost that one end waits for: nothing less than new media mends that. */
  #fail(): void {
    this.#failed = true;
    this.#update();
  }

  #inUse(): types.Transport[] {
    const inUse: types.Transport[] = [];
    if (this.#consumers.size > 0) inUse.push(this.#receive);
    if (this.#outgoing.size > 0 && this.#send !== null) inUse.push(this.#send);
    return inUse;
  }

  #update(): void {
    if (this.#closed) return;
    let worst: LinkState = this.#failed ? 'failed' : 'up';
    for (const transport of this.#inUse()) {
      let state = LINK_STATES[transport.connectionState];
      if (state === 'up') this.#known.add(transport);
      // One that was connected looks for another path.
      if (state === 'opening' && this.#known.has(transport)) state = 'down';
      if (SEVERITY[state] > SEVERITY[worst]) worst = state;
    }
    if (worst === this.#state) return;
    this.#state = worst;
    this.#events.stateChanged(worst);
  }
}

/** Null where nothing goes through this transport. */
async function reportOf(
  transport: types.Transport | null,
  streams: Iterable<readonly [mid: string | undefined, StreamName | null]>,
): Promise<ConnectionReport | null> {
  if (transport === null || transport.closed || transport.connectionState === 'new') return null;
  const named = [...streams].flatMap(([mid, name]) =>
    mid === undefined || name === null ? [] : [[mid, name] as const],
  );
  const stats = await transport.getStats();
  return { id: transport.id, end: 'server', streams: new Map(named), stats };
}

function transportOptions({ id, iceParameters, iceCandidates, dtlsParameters }: TransportParameters) {
  return { id, iceParameters, iceCandidates, dtlsParameters };
}
