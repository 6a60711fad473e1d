import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@hangouts/protocol';
import type { Seat } from './seat.js';

/** One page of the two; another visit of the same participant is another page. */
interface Member {
  readonly participant: ParticipantId;
  readonly visit: number;
  readonly peer: ParticipantId;
  /** Whether it gives way when both offer at once. */
  readonly polite: boolean;
}

/** A direct connection of two pages, from the first word about it until it is over. */
export class Attempt {
  readonly id = randomUUID();
  readonly members: readonly Member[];
  readonly #ready = new Set<ParticipantId>();

  constructor(
    longest: Pick<Seat, 'participant' | 'visit'>,
    newest: Pick<Seat, 'participant' | 'visit'>,
    /** When it began, in milliseconds since the epoch. */
    readonly begun: number,
    /** Calls off the end of its time. */
    private readonly forgetLimit: () => void,
  ) {
    const member = (self: typeof longest, other: typeof longest, polite: boolean): Member => ({
      participant: self.participant,
      visit: self.visit,
      peer: other.participant,
      polite,
    });
    this.members = [member(newest, longest, true), member(longest, newest, false)];
  }

  /** Whether both have said that they see and hear the other directly. */
  get established(): boolean {
    return this.#ready.size === this.members.length;
  }

  /** The other one of the two, or null for somebody who is neither. */
  peerOf(participant: ParticipantId): ParticipantId | null {
    return this.members.find((member) => member.participant === participant)?.peer ?? null;
  }

  /** Notes that one of the two is ready; with the second, its time no longer ends. */
  setReady(participant: ParticipantId): void {
    if (this.peerOf(participant) !== null) this.#ready.add(participant);
    if (this.established) this.forgetLimit();
  }

  /**
   * Whether both pages are still there. A lost line ends what is not established: what the pages say to each other
   * would come too late. An established connection does not need the server.
   */
  holdsFor(present: readonly Pick<Seat, 'participant' | 'visit' | 'presence'>[]): boolean {
    return this.members.every(({ participant, visit }) => {
      const seat = present.find((one) => one.participant === participant);
      return seat?.visit === visit && (this.established || seat.presence === 'connected');
    });
  }

  end(): void {
    this.forgetLimit();
  }
}
