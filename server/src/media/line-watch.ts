import type { ParticipantId, Source } from '@hangouts/protocol';
import type { Consumer, Producer } from 'mediasoup/types';
import type { VideoLayers } from './layer-policy.js';
import { bestScore, isWeak } from './line-policy.js';

/** A published track, as far as it matters here. */
export interface WatchedTrack {
  participant: ParticipantId;
  source: Source;
  producer: Producer;
  /** Null for sound. */
  layers: VideoLayers | null;
}

/** A consumer, and the track that it forwards. */
export interface Forwarded {
  consumer: Consumer;
  track: WatchedTrack;
}

/** How long changes are gathered before they are looked at, in milliseconds: each looks at everything. */
const GATHER_TIME = 250;

/** Follows the scores of all that comes from one participant and goes to them, and says when their line is weak. */
export class LineWatch {
  readonly #sent = new Set<WatchedTrack>();
  readonly #received = new Map<string, Forwarded>();
  #weak = false;
  #closed = false;
  #due: NodeJS.Timeout | null = null;

  /** `tell` is called whenever the line becomes weak, or good again. */
  constructor(private readonly tell: (weak: boolean) => void) {}

  get sent(): Iterable<WatchedTrack> {
    return this.#sent;
  }

  get received(): Iterable<Forwarded> {
    return this.#received.values();
  }

  /** Follows an own track until its producer ends. */
  send(track: WatchedTrack): void {
    const { producer } = track;
    if (producer.closed) return;
    this.#sent.add(track);
    producer.on('score', () => this.#changed());
    producer.observer.once('close', () => {
      this.#sent.delete(track);
      this.#changed();
    });
  }

  /** Follows a track of somebody else's until its consumer ends. */
  receive(forwarded: Forwarded): void {
    const { consumer } = forwarded;
    if (consumer.closed) return;
    this.#received.set(consumer.id, forwarded);
    consumer.on('score', () => this.#changed());
    consumer.observer.once('close', () => {
      this.#received.delete(consumer.id);
      this.#changed();
    });
  }

  /** Looks no more; a line that was weak is so no longer. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#due ?? undefined);
    this.#set(false);
  }

  #changed(): void {
    if (this.#closed || this.#due !== null) return;
    this.#due = setTimeout(() => {
      this.#due = null;
      this.#look();
    }, GATHER_TIME);
    this.#due.unref();
  }

  #look(): void {
    const sent = [...this.#sent].flatMap(({ producer }) =>
      producer.paused ? [] : (bestScore(producer.score.map(({ score }) => score)) ?? []),
    );
    const received = [...this.#received.values()].flatMap(({ consumer }) =>
      consumer.paused || consumer.producerPaused
        ? []
        : { score: consumer.score.score, senderScore: consumer.score.producerScore },
    );
    this.#set(isWeak(this.#weak, sent, received));
  }

  #set(weak: boolean): void {
    if (weak === this.#weak) return;
    this.#weak = weak;
    this.tell(weak);
  }
}
