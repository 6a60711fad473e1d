import type {
  PageId,
  Participant,
  ParticipantId,
  PublishedSource,
  Restrictions,
  Role,
  Source,
} from '@hangouts/protocol';
import type { StoredSeat } from './rooms-port.js';
import type { Identity, Visitor } from './identity-port.js';

/** `away`: the seat's holder left; the seat is remembered so that their ticket brings them back to it. */
export type Presence = 'connected' | 'reconnecting' | 'away';

/** A place in a room: who sits there, with which rights, and what they publish. */
export interface Seat {
  readonly participant: ParticipantId;
  name: string;
  role: Role;
  restrictions: Restrictions;
  generation: number;
  page: PageId;
  removed: boolean;
  /** From where its page came; null where an earlier version did not write it. */
  visitor: Visitor | null;
  presence: Presence;
  /** Counts the joins that led to this seat, so that a join that was overtaken by another notices. */
  visit: number;
  /** Milliseconds since the epoch. */
  joinedAt: number;
  /** Whether the page can connect directly, and its person lets it; false until its join is answered. */
  acceptsDirect: boolean;
  /** The most that they want to receive, in bits per second; null: as much as there is. */
  budget: number | null;
  /** What is published, by producer id. */
  readonly published: Map<string, PublishedSource>;
  /** What was ended for them while they sent it, until they begin anew: their page may go on sending it to others directly. */
  readonly ended: Set<Source>;
  /** Whether much of what they send or receive gets lost. */
  weak: boolean;
  /** Their place in the order in which hands were raised; null while theirs is not. */
  hand: number | null;
  /** The sequence number of the newest chat message when they first came. */
  since: number;
  /** Ends the time that the seat is kept for somebody who is reconnecting. */
  release: (() => void) | null;
}

/** What a ticket and a page ask of a seat, answered. */
export type SeatDecision =
  /** No seat of theirs: they get a new one. */
  | 'new'
  /** The page that holds the seat is back: nothing changes. */
  | 'resume'
  /** Another page gets the seat; the generation counts up. */
  | 'take-over'
  /** Another page holds the seat and is connected: ask it whether it is really there. */
  | 'ask'
  | 'removed';

/**
 * Decides which seat somebody gets. `seat` is the one that the ticket names or, without a ticket, the one that
 * the page has (the answer to its first join got lost). `alive` is the answer of the page that holds the seat, once asked:
 * a reload finds its own old page gone and gets the seat, a duplicated tab finds it alive and does not.
 */
export function decideSeat(
  ticket: Pick<Identity, 'generation'> | null,
  seat: Pick<Seat, 'generation' | 'page' | 'presence' | 'removed'> | undefined,
  page: PageId,
  alive?: boolean,
): SeatDecision {
  if (seat === undefined) return 'new';
  if (seat.removed) return 'removed';
  if (seat.page === page) return 'resume';
  if (ticket === null || seat.generation !== ticket.generation) return 'new';
  if (seat.presence !== 'connected') return 'take-over';
  if (alive === undefined) return 'ask';
  return alive ? 'new' : 'take-over';
}

/** The seat as everybody in the room sees it. */
export function participantOf(seat: Seat): Participant {
  return {
    id: seat.participant,
    name: seat.name,
    role: seat.role,
    restrictions: { ...seat.restrictions },
    connection: seat.presence === 'connected' ? 'connected' : 'reconnecting',
    joinedAt: seat.joinedAt,
    sources: [...seat.published.values()].map((published) => ({ ...published })),
    ...(seat.hand !== null && { hand: seat.hand }),
    ...(seat.weak && { weak: true }),
  };
}

/** The part of a seat that outlives the server. */
export function storedSeat(seat: Seat): StoredSeat {
  const { participant, name, role, restrictions, generation, page, removed, joinedAt, hand, since, visitor } =
    seat;
  const present = seat.presence !== 'away';
  return {
    participant,
    name,
    role,
    restrictions: { ...restrictions },
    generation,
    page,
    removed,
    present,
    joinedAt,
    hand,
    since,
    visitor,
  };
}

/**
 * A seat read back from the store. Whose line the server itself cut by stopping is reconnecting, as after
 * any other lost line, where they are still awaited.
 */
export function seatFromStore({ present, ...stored }: StoredSeat, awaited: boolean): Seat {
  const presence: Presence = present && awaited ? 'reconnecting' : 'away';
  const empty = {
    published: new Map(),
    ended: new Set<Source>(),
    weak: false,
    budget: null,
    release: null,
  };
  return { ...stored, presence, visit: 0, acceptsDirect: false, ...empty };
}
