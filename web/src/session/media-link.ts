/** The media server as a link: one transport to receive and one to send, and what goes through them. */
import type { types } from 'mediasoup-client';
import type { MediaSession, TransportParameters } from '@hangouts/protocol';
import { asSessionError, SessionError } from './error.js';
import {
  LINK_STATES,
  type ConnectionReport,
  type LinkEvents,
  type LinkState,
  type Outgoing,
  type Publication,
  type RoomLink,
  type StreamName,
} from './link.js';
import type { EncoderAbilities } from './codecs.js';
import { MediaIncoming } from './media-incoming.js';
import { MediaOutgoing } from './media-outgoing.js';
import { producerOptions, type Encoders } from './producer-options.js';
import { pathsOf, type Vitals } from './pulse.js';
import { areWireParameters } from './rtp-shapes.js';
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
  readonly #incoming: MediaIncoming;
  readonly #outgoing = new Set<MediaOutgoing>();
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
    this.#codecs = session.codecs;
    this.#unsubscribe = signaling.subscribe((notice) => this.#onNotice(notice));
    this.#receive = this.#prepared(device.createRecvTransport(transportOptions(session.receive)));
    this.#incoming = new MediaIncoming({
      transport: this.#receive,
      failures,
      signaling,
      events,
      failed: () => this.#fail(),
      changed: () => this.#update(),
    });
    this.opened = this.#incoming.open(session);
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
    const reports = await Promise.all([
      this.#incoming.sample(),
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
    const sending = [...this.#outgoing].map(
      ({ mid, source }) => [mid, { participant: null, source }] as const,
    );
    const reports = await Promise.all([
      reportOf(this.#receive, this.#incoming.streams()),
      reportOf(this.#send, sending),
    ]);
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
    this.#incoming.close();
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
        this.#incoming.add(notice.payload);
        break;
      case 'media:consumer-closed':
        this.#incoming.drop(notice.payload.consumer);
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

  /** A message got lost that one end waits for: nothing less than new media mends that. */
  #fail(): void {
    this.#failed = true;
    this.#update();
  }

  #inUse(): types.Transport[] {
    const inUse: types.Transport[] = [];
    if (this.#incoming.expects) inUse.push(this.#receive);
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
