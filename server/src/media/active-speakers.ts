import type { ParticipantId } from '@hangouts/protocol';
import type { AudioLevelObserver, Router } from 'mediasoup/types';
import type { SpeakerLevel } from '../rooms/media-port.js';
import type { Track } from './track.js';

// The worker passes over whoever sent fewer than 10 packets in an interval. A browser sends 50 a second: of the
// 12 in 250 ms, the least that mediasoup allows, three late ones would silence a speaker.
const INTERVAL_MS = 300;
// dBov. Speech at a microphone lies above -50, a quiet room below -65.
const THRESHOLD = -60;
const MOST_SPEAKERS = 8;

/** A microphone's producer, and how loud it was on average: dBov. */
export type Volume = [producerId: string, level: number];

/** Who speaks in a room, by the levels that their browsers measured (RFC 6464). Runs while there is a microphone. */
export class ActiveSpeakers {
  readonly #microphones = new Map<string, ParticipantId>();
  #observer: Promise<AudioLevelObserver> | null = null;
  #silent = true;
  #timer: NodeJS.Timeout | null = null;

  /** `tell` gets the speakers, loudest first, every 300 ms while somebody speaks, and once an empty list. */
  constructor(
    private readonly router: Router,
    private readonly tell: (speakers: SpeakerLevel[]) => void,
  ) {}

  /** Listens to a microphone until its producer ends. A paused one counts as silent. */
  add({ participant, producer }: Track): void {
    if (producer.closed) return;
    this.#microphones.set(producer.id, participant);
    producer.observer.once('close', () => this.#remove(producer.id));
    this.#observer ??= this.#observe();
    // Fails only where the producer, the router or the worker has ended.
    this.#observer
      .then((observer) => observer.addProducer({ producerId: producer.id }))
      .catch(() => undefined);
  }

  /** Takes the volumes since the last time from here, in place of the observer's; null for the observer again. */
  measureBy(volumes: (() => Iterable<Volume>) | null): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    if (volumes === null) return;
    this.#timer = setInterval(() => {
      const loud = [...volumes()].filter(([, level]) => level > THRESHOLD);
      this.#tellOf(loud.toSorted(([, one], [, other]) => other - one).slice(0, MOST_SPEAKERS));
    }, INTERVAL_MS);
  }

  async #observe(): Promise<AudioLevelObserver> {
    const observer = await this.router.createAudioLevelObserver({
      interval: INTERVAL_MS,
      threshold: THRESHOLD,
      maxEntries: MOST_SPEAKERS,
    });
    observer.on('volumes', (volumes) => {
      if (this.#timer === null) this.#tellOf(volumes.map(({ producer, volume }) => [producer.id, volume]));
    });
    observer.on('silence', () => {
      if (this.#timer === null) this.#report([]);
    });
    return observer;
  }

  /** Loudest first. */
  #tellOf(volumes: readonly Volume[]): void {
    const speakers = new Map<ParticipantId, number>();
    // Somebody whose microphone is just being replaced stands in it twice.
    for (const [producerId, level] of volumes) {
      const participant = this.#microphones.get(producerId);
      if (participant !== undefined && !speakers.has(participant)) speakers.set(participant, level);
    }
    this.#report([...speakers].map(([participant, level]) => ({ participant, level })));
  }

  #remove(producerId: string): void {
    this.#microphones.delete(producerId);
    if (this.#microphones.size > 0) return;
    this.#observer?.then((observer) => observer.close()).catch(() => undefined);
    this.#observer = null;
    if (!this.router.closed) this.#report([]);
  }

  #report(speakers: SpeakerLevel[]): void {
    if (speakers.length === 0 && this.#silent) return;
    this.#silent = speakers.length === 0;
    this.tell(speakers);
  }
}
