/** The others' tracks on their way from the media server: what of them is received, started, tried again and dropped. */
import type { types } from 'mediasoup-client';
import type { ConsumerParameters, MediaSession } from '@hangouts/protocol';
import type { LinkEvents, ReceivedTrack, StreamName } from './link.js';
import { trackDelay } from './reconnect.js';
import { areConsumerParameters } from './rtp-shapes.js';
import type { Signaling } from './signaling.js';

export interface MediaIncomingDeps {
  /** What receives. */
  transport: types.Transport;
  /** By producer, how often it could not be received: kept from link to link. */
  failures: Map<string, number>;
  signaling: Signaling;
  events: Pick<LinkEvents, 'received' | 'dropped' | 'unreceived'>;
  /** The transport cannot be used any more, or the server waits in vain. */
  failed(): void;
  /** Something is to come, or nothing any more. */
  changed(): void;
}

/**
 * Tracks that come within this time are received together, in milliseconds: a newcomer's sound and picture come one
 * after the other, and each offer and answer holds up what is seen already where the machine is busy.
 */
const GATHER_TIME = 20;

export class MediaIncoming {
  readonly #deps: MediaIncomingDeps;
  /** What each consumer of the server carries, from its notice until its end. */
  readonly #consumers = new Map<string, ConsumerParameters>();
  readonly #received = new Map<string, types.Consumer>();
  /** Received and not yet started. */
  #unstarted: string[] = [];
  /** What came by itself a moment ago. */
  #gathered: ConsumerParameters[] = [];
  #failed = false;
  #closed = false;

  constructor(deps: MediaIncomingDeps) {
    this.#deps = deps;
  }

  /** Whether anything is to come. */
  get expects(): boolean {
    return this.#consumers.size > 0;
  }

  /** Takes what comes with the session; settles when all that can be received now stand in `received`. */
  open({ consumers, unreceivable }: Pick<MediaSession, 'consumers' | 'unreceivable'>): Promise<void> {
    const { failures, events } = this.#deps;
    // Asked for in one go: mediasoup-client makes one offer and answer of all that is asked in the same tick.
    const opened = this.#consume(consumers.filter(({ producerId }) => !failures.has(producerId)));
    for (const parameters of consumers) {
      if (failures.has(parameters.producerId)) this.#consumeLater(parameters);
    }
    for (const { participant, source } of unreceivable) events.unreceived(participant, source);
    return opened;
  }

  /** Receives what comes by itself, with all that comes soon after it. */
  add(parameters: ConsumerParameters): void {
    this.#consumers.set(parameters.id, parameters);
    this.#gathered.push(parameters);
    if (this.#gathered.length > 1) return;
    setTimeout(() => {
      const gathered = this.#gathered;
      this.#gathered = [];
      if (!this.#closed) void this.#consumeLate(gathered);
    }, GATHER_TIME);
  }

  /** A consumer has ended on the server. */
  drop(id: string): void {
    this.#gathered = this.#gathered.filter((parameters) => parameters.id !== id);
    const gone = this.#consumers.get(id);
    this.#consumers.delete(id);
    const consumer = this.#received.get(id);
    this.#received.delete(id);
    consumer?.close();
    this.#deps.changed();
    if (gone === undefined) return;
    const { participant, source } = gone;
    // The same source may have been published anew already.
    const replaced = [...this.#consumers.values()].some(
      (other) => other.participant === participant && other.source === source,
    );
    if (!replaced) this.#deps.events.dropped(participant, source);
  }

  /** What has come by one of the tracks: a report of all of them is long, and they share one line. */
  async sample(): Promise<RTCStatsReport | undefined> {
    const [consumer] = this.#received.values();
    return consumer?.getStats();
  }

  /** By m-line, whose track it carries. */
  streams(): (readonly [mid: string | undefined, StreamName | null])[] {
    return [...this.#received].map(([id, { rtpParameters }]) => {
      const parameters = this.#consumers.get(id);
      const name =
        parameters === undefined ? null : { participant: parameters.participant, source: parameters.source };
      return [rtpParameters.mid, name] as const;
    });
  }

  /** No event comes afterwards; the transport is its owner's to close. */
  close(): void {
    this.#closed = true;
  }

  /** Receives and starts what came by itself, or could not be received before. */
  async #consumeLate(consumers: readonly ConsumerParameters[]): Promise<void> {
    await this.#consume(consumers);
    for (const { id } of consumers) this.#start(id);
  }

  /** Receives these; settles, never rejecting, when all that can be received now stand in `received`. */
  async #consume(consumers: readonly ConsumerParameters[]): Promise<void> {
    const consuming = consumers.map((parameters) => this.#consumeOne(parameters));
    this.#deps.changed();
    const tracks = (await Promise.all(consuming)).filter((track) => track !== null);
    if (tracks.length > 0 && !this.#closed) this.#deps.events.received(tracks);
  }

  async #consumeOne(parameters: ConsumerParameters): Promise<ReceivedTrack | null> {
    const { id, producerId, kind, rtpParameters, participant, source } = parameters;
    const { transport, failures } = this.#deps;
    // The link that is to come receives it too.
    if (this.#failed || !areConsumerParameters(rtpParameters)) return null;
    this.#consumers.set(id, parameters);
    // Sound and picture of one capture share a stream, which keeps the lips in time (RFC 8830).
    const streamId = source === 'screen' || source === 'screen-audio' ? `${participant}-screen` : participant;
    try {
      const consumer = await transport.consume({ id, producerId, kind, rtpParameters, streamId });
      failures.delete(producerId);
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
    const { failures, events } = this.#deps;
    if (this.#consumers.has(id)) {
      const times = (failures.get(producerId) ?? 0) + 1;
      failures.set(producerId, times);
      if (trackDelay(times - 1, 0) === null) events.unreceived(participant, source);
    }
    this.#fail();
  }

  /** Receives one that could not be received before, after all the others; or never, where it was tried too often. */
  #consumeLater(parameters: ConsumerParameters): void {
    const { id, producerId } = parameters;
    const delay = trackDelay((this.#deps.failures.get(producerId) ?? 1) - 1, Math.random());
    if (delay === null) return;
    this.#consumers.set(id, parameters);
    setTimeout(() => {
      if (!this.#closed && this.#consumers.has(id)) void this.#consumeLate([parameters]);
    }, delay);
  }

  #start(id: string): void {
    if (this.#closed || !this.#received.has(id)) return;
    this.#unstarted.push(id);
    if (this.#unstarted.length > 1) return;
    // Those that came together start together.
    queueMicrotask(() => {
      const consumers = this.#unstarted;
      this.#unstarted = [];
      this.#deps.signaling.ask('media:start', { consumers }, (outcome) => {
        if (!outcome.ok && outcome.error.code === 'offline') this.#fail();
      });
    });
  }

  #fail(): void {
    this.#failed = true;
    this.#deps.failed();
  }
}
