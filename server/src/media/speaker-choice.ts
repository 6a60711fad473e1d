import type { ParticipantId } from '@hangouts/protocol';
import type { SpeakerLevel } from '../rooms/media-port.js';

/** How long somebody stays the one who speaks before another takes their place, in milliseconds. */
const HOLD = 2_000;

/** The one who speaks in a room. Stays while all are silent, and does not go back and forth with every word. */
export class SpeakerChoice {
  #now: ParticipantId | null = null;
  #since = -Infinity;

  get now(): ParticipantId | null {
    return this.#now;
  }

  /** Takes the speakers of this moment (milliseconds), loudest first; true where another speaks from now on. */
  heard(speakers: readonly SpeakerLevel[], at: number): boolean {
    const loudest = speakers[0]?.participant;
    if (loudest === undefined || loudest === this.#now || at - this.#since < HOLD) return false;
    this.#now = loudest;
    this.#since = at;
    return true;
  }
}
