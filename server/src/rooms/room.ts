import { randomUUID } from 'node:crypto';
import {
  boundBy,
  FIRST_SETTINGS,
  may,
  type Action,
  NO_RESTRICTIONS,
  SEAT_KEPT,
  ParticipantId,
  type Holder,
  type Participant,
  type PageId,
  type RoomId,
  type Role,
  type RoomSettings,
  type Rung,
  type Waiter,
} from '@hangouts/protocol';
import type { ChatReader } from './chat-port.js';
import type { KeptRoom, OwnedRoom, StoredRoom } from './rooms-port.js';
import type { SeatRef, Visitor } from './identity-port.js';
import { GUARDED_KEPT } from './keeping.js';
import { OrderLog } from './order-log.js';
import { Removals } from './removals.js';
import { heldBy } from './same-browser.js';
import { participantOf, seatFromStore, type Seat } from './seat.js';
import { Seats } from './seats.js';
import { Waiting } from './waiting.js';

/** A room that somebody is in, or is coming into: its settings and its seats. Knows nobody outside. */
export class Room {
  #settings: RoomSettings;
  /** Up to where the chat is for those alone who were there: it was written while none was kept. */
  #openFrom: number;
  /** The newest message when the chat was set not to be kept, or null where that is not known. */
  #closedFrom: number | null = null;
  /** Says one meeting in a room of this name from another. */
  readonly meeting: string;
  /** The passcode's hash. */
  passcode: string | null;
  /** Where it is somebody's: nobody is its host by being first. */
  owned: OwnedRoom | null;
  readonly removals: Removals;
  readonly waiting = new Waiting();
  readonly #settling = new Set<Promise<unknown>>();
  /** What was done to keep order in this meeting. */
  readonly log: OrderLog;
  /** What carries its sound and pictures. */
  rung: Rung = 'room';
  /** Whom a host shows large to everybody: somebody who is present, or nobody. */
  spotlight: ParticipantId | null;
  /** The sequence number of the newest chat message; 0 where there is none. */
  chatSequence: number;
  /** Since when nobody is in it; null while somebody is, or where nobody was in this meeting yet. */
  emptySince: number | null;
  /** Since when nobody was in it when it was empty last. */
  #emptiedAt: number | null;
  readonly #seats: Seats;

  constructor(
    readonly id: RoomId,
    stored: StoredRoom | null,
    /** Whether those who were present are expected back. */
    awaited: boolean,
  ) {
    this.#settings = stored?.settings ?? FIRST_SETTINGS;
    this.#openFrom = stored?.openFrom ?? 0;
    this.chatSequence = stored?.chatSequence ?? 0;
    this.meeting = stored?.meeting ?? randomUUID();
    this.passcode = stored?.passcode ?? null;
    this.owned = stored?.owned ?? null;
    this.log = new OrderLog(stored?.log ?? []);
    this.removals = new Removals(stored?.removals ?? []);
    this.#seats = new Seats((stored?.seats ?? []).map((seat) => seatFromStore(seat, awaited)));
    this.emptySince = this.empty ? (stored?.emptySince ?? null) : null;
    this.#emptiedAt = stored?.emptiedAt ?? null;
    const spotlight = stored?.spotlight ?? null;
    this.spotlight = spotlight !== null && this.isPresent(spotlight) ? spotlight : null;
  }

  get settings(): RoomSettings {
    return this.#settings;
  }

  /** What was written while no chat was kept stays with those who were there, and is not read by others from now on. */
  set settings(settings: RoomSettings) {
    const [was, is] = [this.#settings.history === 'none', settings.history === 'none'];
    if (!was && is) this.#closedFrom = this.chatSequence;
    // Who takes it back before anything was written hides nothing.
    if (was && !is && this.#closedFrom !== this.chatSequence) this.#openFrom = this.chatSequence;
    this.#settings = settings;
  }

  seat(participant: ParticipantId): Seat | undefined {
    return this.#seats.get(participant);
  }

  /** What somebody may do here now: by their role, what was taken from them, and what the room allows. */
  rightsOf(seat: Seat): Holder {
    return boundBy(seat, this.settings.allow);
  }

  /** What of the chat somebody here may see. */
  readerOf({ participant, since }: Seat): ChatReader {
    const after = this.settings.history === 'none' ? since : Math.min(since, this.#openFrom);
    return { room: this.id, participant, after };
  }

  /** Whether everybody here may see all of the chat that is not private. */
  get isChatForAll(): boolean {
    return this.settings.history !== 'none' && this.#openFrom === 0;
  }

  /** Whether somebody's seat is taken, or kept for them while they are reconnecting. */
  isPresent(participant: ParticipantId): boolean {
    return (this.#seats.get(participant)?.presence ?? 'away') !== 'away';
  }

  /** The seat that a page holds, or held last. */
  seatOfPage(page: PageId): Seat | undefined {
    return this.#seats.ofPage(page);
  }

  /** The seats with somebody in them, or kept for somebody who is reconnecting, in the order they came. */
  present(): Seat[] {
    return this.#seats.present();
  }

  get empty(): boolean {
    return this.#seats.taken === 0;
  }

  /** Marks what is being written of this room: its meeting does not end before. */
  async settling<Result>(work: Promise<Result>): Promise<Result> {
    this.#settling.add(work);
    try {
      return await work;
    } finally {
      this.#settling.delete(work);
    }
  }

  /** Waits for what is being written. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#settling);
  }

  /** Those who may do this now. */
  whoMay(action: Action): SeatRef[] {
    return this.present()
      .filter((seat) => may(seat, action))
      .map(({ participant }) => ({ room: this.id, participant }));
  }

  /** What is kept of it beside its seats. */
  kept(): KeptRoom {
    const { meeting, settings, passcode } = this;
    return { meeting, settings, passcode, emptiedAt: this.#emptiedAt, openFrom: this.#openFrom };
  }

  /**
   * Somebody is in it again. Who is back in their seat within the minute for which one is kept, as after a reload, had
   * not left, and it was not empty.
   */
  filled(isBack: boolean, now: number): void {
    const { emptySince } = this;
    this.emptySince = null;
    if (emptySince !== null && !(isBack && now - emptySince <= SEAT_KEPT)) this.#emptiedAt = emptySince;
  }

  /**
   * Whether the holder of a seat left before it was last empty: then they were at what is over, if it is somebody's room,
   * and not at what goes on here now.
   */
  isFromBefore({ presence, joinedAt }: Seat, now: number): boolean {
    const { emptySince } = this;
    const isEmpty = emptySince !== null && now - emptySince > SEAT_KEPT;
    const emptied = isEmpty ? emptySince : this.#emptiedAt;
    if (presence !== 'away' || emptied === null) return false;
    // Whoever came before that was gone when nobody was there.
    return joinedAt <= emptied && now - emptied > SEAT_KEPT;
  }

  /** Whether not everybody who has its link comes in. */
  get guarded(): boolean {
    return this.settings.locked || this.settings.waitingRoom || this.passcode !== null;
  }

  /** Whether one more would be too many; `serverLimit` is the most that the server allows in a room. */
  full(serverLimit: number): boolean {
    return this.#seats.taken >= Math.min(this.settings.limit ?? Infinity, serverLimit);
  }

  /** Whether nobody is inside, and it is whose who comes first: unless those who guarded it were there until just now. */
  isFree(now: number): boolean {
    return this.empty && this.owned === null && !(this.leftGuarded && this.awaitedFor(now) > 0);
  }

  /**
   * Whether nobody is inside, nobody owns it, and those who were there did not let in everybody: then what they said is not
   * for whoever comes.
   */
  get leftGuarded(): boolean {
    const { locked, waitingRoom } = this.settings;
    return this.empty && this.owned === null && (locked || waitingRoom || !this.removals.empty);
  }

  /** How much longer those are awaited who left it empty, in milliseconds; zero or less once they are not. */
  awaitedFor(now: number): number {
    return this.emptySince === null ? 0 : this.emptySince + GUARDED_KEPT - now;
  }

  /** The other seats of whoever sits in this one, as far as their browser tells. */
  othersOf(seat: Seat): Seat[] {
    return this.#seats.othersOf(seat);
  }

  /** Somebody has left their seat; gives the seats that are not remembered any more. */
  leave(seat: Seat): Seat[] {
    return this.#seats.leave(seat);
  }

  /**
   * Who comes into an empty room that is nobody's keeps it: they are its host. Who is invited is what they were invited
   * as. What was taken from their browser is taken from this seat.
   */
  newSeat(name: string, page: PageId, invited: Role | null, visitor: Visitor, joinedAt: number): Seat {
    const seat: Seat = {
      participant: ParticipantId.parse(randomUUID()),
      name,
      role: invited ?? (this.isFree(joinedAt) ? 'host' : 'speaker'),
      restrictions: { ...NO_RESTRICTIONS },
      generation: 1,
      page,
      removed: false,
      visitor,
      presence: 'connected',
      visit: 1,
      joinedAt,
      acceptsDirect: false,
      budget: null,
      published: new Map(),
      ended: new Set(),
      weak: false,
      hand: null,
      since: this.chatSequence,
      release: null,
    };
    this.#seats.sit(seat, page);
    Object.assign(seat, heldBy(seat, this.othersOf(seat), invited !== null));
    return seat;
  }

  /** Somebody comes back to their seat, by whatever page and from wherever. */
  sitBack(seat: Seat, page: PageId, visitor: Visitor): void {
    const wasAway = seat.presence === 'away';
    seat.visitor = visitor;
    this.#seats.sit(seat, page);
    if (wasAway) Object.assign(seat, heldBy(seat, this.othersOf(seat), false));
  }

  /** Whether somebody was removed from this meeting who came from the same network. */
  isSuspect({ network }: Visitor): boolean {
    return this.removals.hasNetwork(network);
  }

  /** Who waits to be let in, as those who may do so see them. */
  waiters(): Waiter[] {
    return this.waiting.list((visitor) => this.isSuspect(visitor));
  }

  participants(): Participant[] {
    return this.present().map(participantOf);
  }
}
