import type { Router } from 'mediasoup/types';
import type { SpeakerLevel } from '../rooms/media-port.js';
import { ActiveSpeakers, type Volume } from './active-speakers.js';
import { LevelTap } from './level-tap.js';
import type { Track } from './track.js';
import { type Voice, VoicePolicy, VOICES } from './voice-policy.js';

// Of the 15 packets in the 300 ms of a notice; who has just begun to speak is not averaged with the silence before.
const FEWEST_PACKETS = 5;

export interface VoicesEvents {
  /** Who speaks, loudest first; an empty list once everybody is silent. */
  speakers(speakers: SpeakerLevel[]): void;
  /** `withheld` of a track has changed. */
  switched(track: Track): void;
}

interface Microphone {
  readonly track: Track;
  readonly music: boolean;
  /** What already listens to it. */
  tap: LevelTap | null;
  /** Its part in the choice; null while it is off, or there is no choice. */
  voice: Voice | null;
  /** Since the last notice of speakers. */
  packets: number;
  sum: number;
}

/** A choice among many voices, and what it goes by. */
interface Choice {
  readonly policy: VoicePolicy;
  readonly tap: LevelTap;
}

/**
 * The microphones of a room: who speaks, and where more than five are on, whose are forwarded. With fewer, everything
 * is, and nothing is listened to here. A microphone that is off keeps what it had: nothing comes from it.
 */
export class Voices {
  readonly #microphones = new Set<Microphone>();
  readonly #speakers: ActiveSpeakers;
  #choice: Choice | null = null;

  constructor(
    private readonly router: Router,
    private readonly events: VoicesEvents,
  ) {
    this.#speakers = new ActiveSpeakers(router, (speakers) => events.speakers(speakers));
  }

  /** Takes a microphone until its producer ends. */
  add(track: Track): void {
    const { producer } = track;
    if (producer.closed) return;
    const microphone: Microphone = {
      track,
      music: isMusic(track),
      tap: null,
      voice: null,
      packets: 0,
      sum: 0,
    };
    this.#microphones.add(microphone);
    this.#speakers.add(track);
    producer.observer.on('pause', () => this.#update());
    producer.observer.on('resume', () => this.#update());
    producer.observer.once('close', () => {
      this.#microphones.delete(microphone);
      this.#leave(microphone);
      this.#update();
    });
    this.#update();
  }

  /** A microphone went on or off, or is gone. */
  #update(): void {
    const on = [...this.#microphones].filter(({ track }) => !track.producer.paused);
    if (on.length > VOICES) this.#choice ??= this.#begin();
    else if (this.#choice !== null) this.#end(this.#choice);
    for (const microphone of this.#microphones) {
      if (microphone.track.producer.paused) this.#leave(microphone);
      else if (this.#choice !== null) this.#join(microphone, this.#choice);
    }
    this.#apply();
  }

  #begin(): Choice {
    this.#speakers.measureBy(() => this.#volumes());
    return { policy: new VoicePolicy(VOICES, performance.now()), tap: new LevelTap(this.router) };
  }

  #end({ tap }: Choice): void {
    this.#choice = null;
    tap.close();
    this.#speakers.measureBy(null);
    for (const microphone of this.#microphones) microphone.voice = null;
  }

  #join(microphone: Microphone, { policy, tap }: Choice): void {
    microphone.voice ??= policy.join(microphone.music, performance.now());
    if (microphone.tap === tap) return;
    microphone.tap = tap;
    tap.listen(microphone.track.producer, (level) => this.#hear(microphone, level));
  }

  #leave(microphone: Microphone): void {
    if (microphone.voice !== null) this.#choice?.policy.leave(microphone.voice);
    microphone.voice = null;
  }

  #hear(microphone: Microphone, level: number): void {
    microphone.packets += 1;
    microphone.sum += level;
    const { voice } = microphone;
    if (voice === null || this.#choice === null) return;
    if (this.#choice.policy.hear(voice, level, performance.now())) this.#apply();
  }

  /** Withholds who has no place, and nobody else of those who are on. */
  #apply(): void {
    for (const { track, voice } of this.#microphones) {
      if (track.producer.paused) continue;
      const withheld = voice?.forwarded === false;
      if (withheld === track.withheld) continue;
      track.withheld = withheld;
      this.events.switched(track);
    }
  }

  *#volumes(): Iterable<Volume> {
    for (const microphone of this.#microphones) {
      const { track, packets, sum } = microphone;
      if (packets >= FEWEST_PACKETS) yield [track.producer.id, Math.round(sum / packets)];
      microphone.packets = 0;
      microphone.sum = 0;
    }
  }
}

/** Whether somebody sends music: a page asks for stereo then (RFC 7587, section 7.1). */
function isMusic({ producer }: Track): boolean {
  return producer.rtpParameters.codecs.some(({ parameters }) => parameters?.['sprop-stereo'] === 1);
}
