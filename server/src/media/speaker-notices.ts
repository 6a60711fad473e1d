import type { ParticipantId } from '@hangouts/protocol';
import type { SpeakerLevel } from '../rooms/media-port.js';

/** How often those who go on speaking are told again, in milliseconds: a page may have missed a notice. */
const REPEAT = 30_000;

/**
 * Which of the speakers that are measured several times a second a room is told of. A notice goes to every page: in
 * large rooms those of nothing new cost more than everything else that the server does itself.
 */
export class SpeakerNotices {
  #told: ReadonlySet<ParticipantId> = new Set();
  #at = -Infinity;

  /** Somebody came who has been told nothing: what is measured next is told. */
  renew(): void {
    this.#at = -Infinity;
  }

  /** Takes the speakers of this moment (milliseconds); true where they are to be told. */
  due(speakers: readonly SpeakerLevel[], at: number): boolean {
    const same =
      speakers.length === this.#told.size && speakers.every(({ participant }) => this.#told.has(participant));
    if (same && at - this.#at < REPEAT) return false;
    this.#told = new Set(speakers.map(({ participant }) => participant));
    this.#at = at;
    return true;
  }
}
