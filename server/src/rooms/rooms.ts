import {
  HISTORY_PAGE,
  SEAT_KEPT,
  type Joined,
  type LeaveReason,
  may,
  type Action,
  type PageId,
  type ParticipantId,
  type Request,
  type RoomId,
  type Rung,
} from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { ChatReader } from './chat-port.js';
import type { Identity, SeatRef, Visitor } from './identity-port.js';
import { Door, isOwner, roleOf, type Knock } from './door.js';
import { Guards } from './guards.js';
import { isOwnedMeetingOver, keptUntil, MEETING_KEPT, OWNED_MEETING_KEPT } from './keeping.js';
import { Refusal } from './refusal.js';
import { Room } from './room.js';
import type { StoredRoom } from './rooms-port.js';
import { heirOf } from './succession.js';
import { decideSeat, participantOf, storedSeat, type Seat } from './seat.js';

/** What joining asks of the one who brings the page. */
export interface Joining {
  /** Whether the page that holds a seat now answers. */
  isAlive(seat: SeatRef): Promise<boolean>;
  /** From where it comes. */
  visitor: Visitor;
  /** Whether the page that joins is still there itself. */
  isHere(): boolean;
  /**
   * Called once the seat is known, before anything is waited for: from now on the page hears the room.
   * `resumed` where the page's ticket brought it to a seat it had.
   */
  seated(seat: SeatRef, how: 'new' | 'resumed'): void;
}

/** The live rooms: who comes in, who goes, whose line is lost. */
export class Rooms {
  readonly #live = new Map<RoomId, Room>();
  readonly #loading = new Map<RoomId, Promise<void>>();
  /** What has to be written, or ended, of rooms that are not live any more, before they are read again. */
  readonly #closing = new Map<RoomId, Promise<void>>();

  readonly #startedAt: number;
  /** Who comes in, and who waits. */
  readonly door: Door;
  readonly #guards: Guards;

  constructor(private readonly context: RoomContext) {
    this.#startedAt = context.clock.now();
    this.door = new Door(context);
    this.#guards = new Guards(context, this.door, {
      isLive: (room) => this.#live.get(room.id) === room,
      unloadUnused: (room) => this.#unloadUnused(room),
      keep: (write) => this.#keep(write),
    });
  }

  /**
   * Lets a page into a room: into the seat of its ticket, or into a new one.
   * @throws Refusal as `decideEntry`, `waiting` where the page is told later whether it may, `not-in-room` where it went
   * meanwhile, and as `Media.open`
   */
  async join(request: Request<'join'>, joining: Joining): Promise<Joined> {
    const [identity, knock] = await Promise.all([
      this.#identity(request),
      this.door.knock(request, joining.visitor),
    ]);
    let alive: boolean | undefined;
    for (;;) {
      const room = this.#live.get(request.room);
      if (room === undefined) {
        await this.#load(request.room);
        continue;
      }
      if (room.owned !== null && isOwnedMeetingOver(room.emptySince, this.context.clock.now())) {
        await this.#renew(room);
        continue;
      }
      // A ticket may be of a meeting that is over, and the answer to this page's first join lost.
      const ticketed = identity === null ? undefined : room.seat(identity.participant);
      const found = ticketed ?? room.seatOfPage(request.page);
      const decision = decideSeat(identity, found, request.page, alive);
      if (decision === 'ask' && found !== undefined) {
        alive = await joining.isAlive({ room: room.id, participant: found.participant });
        continue;
      }
      try {
        if (this.door.isUncompared(room, found, decision, knock)) {
          await this.door.compare(room, knock);
          continue;
        }
        // From the decision until the media are being opened nothing is waited for, so that who leaves meanwhile
        // leaves nothing open.
        // A seat taken for a page that has gone would stay taken: nobody would notice its line as lost.
        if (!joining.isHere()) throw new Refusal('not-in-room');
        this.door.pass(room, found, decision, knock);
        const isNew = found === undefined || decision === 'new';
        if (isNew && room.leftGuarded && room.isFree(this.context.clock.now())) {
          await this.#renew(room);
          // It was to the meeting that is over, and this one begins with them.
          knock.invitation = null;
          continue;
        }
      } catch (error) {
        this.#guards.await(room);
        this.#unloadUnused(room);
        throw error;
      }
      const resumed = found !== undefined && decision !== 'new';
      const seat = resumed
        ? this.#sitBack(room, found, knock, decision === 'take-over')
        : this.#sitDown(room, knock);
      if (room.waiting.cameIn(request.page)) this.door.tell(room);
      joining.seated({ room: room.id, participant: seat.participant }, resumed ? 'resumed' : 'new');
      return this.#answer(room, seat, request);
    }
  }

  /** Somebody who waited has gone, or comes no longer. */
  stopWaiting(id: RoomId, page: PageId): void {
    const room = this.#live.get(id);
    if (room?.waiting.leave(page) !== true) return;
    this.door.tell(room);
    this.#unloadUnused(room);
  }

  /** Everybody leaves, and the meeting is over: settings, seats, chat and files go. */
  async end(room: Room): Promise<void> {
    this.door.answer(room, room.waiting.deny(null), false);
    // Hosts last, so that nobody has to succeed them.
    const seats = room.present().toSorted((a, b) => Number(a.role === 'host') - Number(b.role === 'host'));
    for (const seat of seats) {
      this.#vacate(room, seat, 'ended');
      this.context.events.emit(
        'seat-closed',
        { room: room.id, participant: seat.participant },
        'meeting-ended',
      );
    }
    await this.#renew(room);
  }

  /** The meeting of a room that nobody is in is over. Who comes at this moment comes into the next one. */
  async #renew(room: Room): Promise<void> {
    // They ask again, and are asked about in the next one.
    this.door.answer(room, room.waiting.admit(null), true);
    this.#unloadUnused(room);
    // What was on its way would make the room anew.
    const ending = room.settled().then(() => this.context.store.endMeeting(room.id));
    this.#closeBeforeLoading(room.id, ending);
    await ending;
  }

  /** Opens the media and gathers the answer; what happens in the room meanwhile reaches the page as notices. */
  async #answer(room: Room, seat: Seat, request: Request<'join'>): Promise<Joined> {
    const ref: SeatRef = { room: room.id, participant: seat.participant };
    const { context } = this;
    const { generation, visit } = seat;
    seat.budget = request.budget ?? null;
    // The page may leave meanwhile, be removed, or lose the seat to a later join: then this says so, and not what
    // became of its media.
    const assertSeated = () => {
      if (seat.presence !== 'away' && seat.visit === visit) return;
      throw new Refusal(seat.removed ? 'removed' : 'not-in-room');
    };
    try {
      const [media, chat, ticket] = await Promise.all([
        request.rtpCapabilities === undefined
          ? null
          : context.media.open(ref, request.rtpCapabilities, seat.budget),
        context.chat.page(room.readerOf(seat), null, HISTORY_PAGE),
        context.tickets.sign({ ...ref, generation }),
      ]);
      assertSeated();
      seat.acceptsDirect = request.direct ?? false;
      context.events.emit('join-answered', room.id);
      const { settings, spotlight, rung } = room;
      return {
        you: seat.participant,
        ticket,
        settings,
        participants: room.participants(),
        spotlight,
        waiting: may(seat, 'admit') ? room.waiters() : [],
        chat,
        media,
        rung,
      };
    } catch (error) {
      assertSeated();
      this.#vacate(room, seat, 'left');
      throw error;
    }
  }

  /** Whether a seat is this page's, connected or reconnecting. */
  holds(ref: SeatRef, page: string): boolean {
    return this.#occupied(ref)?.seat.page === page;
  }

  /**
   * The page of a seat is connected again without having joined anew (Socket.io recovered its state).
   * False where the seat is no longer its own: then it has to join.
   */
  recovered(ref: SeatRef, page: string): boolean {
    const found = this.#occupied(ref);
    if (found?.seat.page !== page) return false;
    const { room, seat } = found;
    awaitNoLonger(seat);
    if (seat.presence !== 'connected') {
      seat.presence = 'connected';
      this.context.events.emit('participant-changed', room.id, participantOf(seat));
    }
    return true;
  }

  /** The line to a page is lost: the seat is kept for a while and shown as reconnecting. */
  lineLost(ref: SeatRef, page: string): void {
    const found = this.#occupied(ref);
    if (found?.seat.page !== page) return;
    const { room, seat } = found;
    if (seat.presence !== 'connected') return;
    seat.presence = 'reconnecting';
    this.#keepForLater(room, seat);
    this.context.events.emit('participant-changed', room.id, participantOf(seat));
  }

  /** Somebody left, or closed the page: the seat is free at once. */
  leave(ref: SeatRef, page: string): void {
    const found = this.#occupied(ref);
    if (found?.seat.page === page) this.#vacate(found.room, found.seat, 'left');
  }

  /** Takes somebody out whose seat is closed for good. */
  expel(room: Room, seat: Seat): void {
    this.#vacate(room, seat, 'removed');
    this.context.events.emit('seat-closed', { room: room.id, participant: seat.participant }, 'removed');
  }

  /** Shows somebody who is present large to everybody, or nobody any more. */
  async spotlight(room: Room, participant: ParticipantId | null): Promise<void> {
    if (room.spotlight === participant) return;
    room.spotlight = participant;
    this.context.events.emit('spotlight-changed', room.id, participant);
    await this.context.store.saveSpotlight(room.id, participant);
  }

  /**
   * The room and the seat of somebody who is in a room.
   * @throws Refusal `not-in-room`
   */
  find(ref: SeatRef): { room: Room; seat: Seat } {
    const found = this.#occupied(ref);
    if (found === null) throw new Refusal('not-in-room');
    return found;
  }

  /**
   * The room and the seat of somebody who may do all of this now.
   * @throws Refusal `not-in-room`, `not-permitted`
   */
  permitted(ref: SeatRef, ...actions: readonly Action[]): { room: Room; seat: Seat } {
    const { room, seat } = this.find(ref);
    const rights = room.rightsOf(seat);
    if (!actions.every((action) => may(rights, action))) throw new Refusal('not-permitted');
    return { room, seat };
  }

  /** A room that somebody is in, or was until just now; undefined where it is not live. */
  live(id: RoomId): Room | undefined {
    return this.#live.get(id);
  }

  /** As `live`, once what is being read of it has been: by then it may not be what it was. */
  async loaded(id: RoomId): Promise<Room | undefined> {
    // Whoever comes in is told of a failure.
    await this.#loading.get(id)?.catch(() => undefined);
    return this.#live.get(id);
  }

  /** The seats of a room with somebody in them; none where the room is not live. */
  present(id: RoomId): Seat[] {
    return this.#live.get(id)?.present() ?? [];
  }

  /** Who reads with a ticket; null where it is not of somebody who is in this room now. */
  async readerOf(room: RoomId, ticket: string): Promise<ChatReader | null> {
    const identity = await this.context.tickets.verify(ticket);
    if (identity === null || identity.room !== room) return null;
    const found = this.#occupied(identity);
    return found?.seat.generation === identity.generation ? found.room.readerOf(found.seat) : null;
  }

  /** Removes messages that are kept no longer, and ends the meetings whose rooms have been empty for long enough. */
  async endMeetings(): Promise<void> {
    const now = this.context.clock.now();
    await this.context.chat.sweep(now, now - SEAT_KEPT);
    await this.context.store.endMeetings(now - MEETING_KEPT, now - OWNED_MEETING_KEPT);
  }

  counts(): { rooms: number; participants: number } {
    let participants = 0;
    for (const room of this.#live.values()) participants += room.present().length;
    return { rooms: this.#live.size, participants };
  }

  /** How many rooms each rung carries. */
  rungs(): Record<Rung, number> {
    const rungs: Record<Rung, number> = { direct: 0, room: 0 };
    for (const { rung } of this.#live.values()) rungs[rung] += 1;
    return rungs;
  }

  /** A seat with somebody in it, or kept for somebody, and its room; null where it is free or not known. */
  #occupied({ room: id, participant }: SeatRef): { room: Room; seat: Seat } | null {
    const room = this.#live.get(id);
    const seat = room?.seat(participant);
    return room === undefined || seat === undefined || seat.presence === 'away' ? null : { room, seat };
  }

  async #identity(request: Request<'join'>): Promise<Identity | null> {
    if (request.ticket === undefined) return null;
    const identity = await this.context.tickets.verify(request.ticket);
    return identity?.room === request.room ? identity : null;
  }

  #sitDown(room: Room, knock: Knock): Seat {
    const wasEmpty = room.empty;
    const { request, visitor } = knock;
    const { name, page } = request;
    const seat = room.newSeat(name, page, roleOf(knock), visitor, this.context.clock.now());
    this.#guards.seated(room, wasEmpty);
    if (wasEmpty) room.filled(false, seat.joinedAt);
    this.#announce(room, seat, wasEmpty);
    return seat;
  }

  #sitBack(room: Room, seat: Seat, { request, visitor, invitation }: Knock, takenOver: boolean): Seat {
    const ref: SeatRef = { room: room.id, participant: seat.participant };
    const wasEmpty = room.empty;
    const wasAway = seat.presence === 'away';
    if (takenOver) {
      if (!wasAway) this.context.events.emit('seat-closed', ref, 'seat-elsewhere');
      seat.generation += 1;
      // Another page, which has sent nothing yet.
      seat.ended.clear();
    }
    awaitNoLonger(seat);
    seat.name = request.name;
    if (isOwner(room.owned, invitation)) seat.role = 'host';
    room.sitBack(seat, request.page, visitor);
    seat.visit += 1;
    seat.acceptsDirect = false;
    // What the page had published went with its media, which are opened anew.
    seat.published.clear();
    seat.weak = false;
    this.context.media.close(ref);
    if (wasAway) {
      seat.joinedAt = this.context.clock.now();
      this.#guards.seated(room, wasEmpty);
      if (wasEmpty) room.filled(true, seat.joinedAt);
      this.#announce(room, seat, wasEmpty);
    } else {
      this.#keep(this.context.store.saveSeat(room.id, storedSeat(seat)));
      this.context.events.emit('participant-changed', room.id, participantOf(seat));
    }
    return seat;
  }

  #announce(room: Room, seat: Seat, firstOfAll: boolean): void {
    const { store, events } = this.context;
    if (firstOfAll) {
      this.#keep(store.saveRoom(room.id, room.kept()));
      this.#keep(store.saveEmptySince(room.id, null));
      this.#used(room);
    }
    this.#keep(store.saveSeat(room.id, storedSeat(seat)));
    events.emit('participant-joined', room.id, participantOf(seat));
  }

  /** Keeps the seat of somebody whose line is lost for a while. */
  #keepForLater(room: Room, seat: Seat): void {
    seat.release = this.context.clock.after(SEAT_KEPT, () => this.#vacate(room, seat, 'lost'));
  }

  #vacate(room: Room, seat: Seat, reason: LeaveReason): void {
    if (seat.presence === 'away') return;
    const ref: SeatRef = { room: room.id, participant: seat.participant };
    const forgotten = room.leave(seat);
    seat.hand = null;
    awaitNoLonger(seat);
    seat.published.clear();
    seat.ended.clear();
    seat.weak = false;
    this.context.media.close(ref);
    this.#keep(this.context.store.saveSeat(room.id, storedSeat(seat)));
    if (forgotten.length > 0) {
      const ids = forgotten.map(({ participant }) => participant);
      this.#keep(this.context.store.deleteSeats(room.id, ids));
    }
    this.#keep(this.context.files.drop(ref));
    if (room.spotlight === seat.participant) this.#keep(this.spotlight(room, null));
    this.context.events.emit('participant-left', room.id, seat.participant, reason);
    if (seat.role === 'host') this.#succeed(room);
    if (!room.empty || this.#live.get(room.id) !== room) return;
    if (room.settings.history === 'none') this.#keep(this.context.chat.clear(room.id, room.chatSequence));
    this.context.media.closeRoom(room.id);
    room.emptySince = this.context.clock.now();
    this.#guards.await(room);
    this.#unloadUnused(room);
    this.#keep(this.context.store.saveEmptySince(room.id, room.emptySince));
    this.#used(room);
  }

  /** A room that is somebody's is kept for longer, because somebody has come or was there until now. */
  #used({ owned }: Room): void {
    if (owned === null) return;
    const until = keptUntil(owned.kind, owned.plan, this.context.clock.now());
    this.#keep(this.context.owned.keep(owned, until));
  }

  /** Where the last host has left, somebody else is. */
  #succeed(room: Room): void {
    const heir = heirOf(room.present());
    if (heir === null) return;
    heir.role = 'host';
    this.#keep(this.context.store.saveSeat(room.id, storedSeat(heir)));
    this.context.events.emit('participant-changed', room.id, participantOf(heir));
    this.door.tell(room);
  }

  /** Nothing is kept in mind of a room that nobody is in, or waits for. */
  #unloadUnused(room: Room): void {
    if (!room.empty || !room.waiting.empty || this.#live.get(room.id) !== room) return;
    this.#live.delete(room.id);
    this.#closeBeforeLoading(room.id, room.settled());
  }

  /** A room that is live no more is read again once this is over, whether it went well or not. */
  #closeBeforeLoading(id: RoomId, work: Promise<void>): void {
    const closing = work
      .catch(() => undefined)
      .then(() => {
        if (this.#closing.get(id) === closing) this.#closing.delete(id);
      });
    this.#closing.set(id, closing);
  }

  #load(id: RoomId): Promise<void> {
    const underWay = this.#loading.get(id);
    if (underWay !== undefined) return underWay;
    const loading = this.#read(id)
      .then((stored) => {
        // Who sat there when the server stopped is awaited as long as anybody whose line is lost.
        const awaited = this.context.clock.now() - this.#startedAt <= SEAT_KEPT;
        const room = new Room(id, stored, awaited);
        for (const seat of room.present()) this.#keepForLater(room, seat);
        // The start took it for empty, before anybody came back.
        if (!room.empty) this.#keep(this.context.store.saveEmptySince(id, null));
        this.#live.set(id, room);
      })
      .finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }

  async #read(id: RoomId): Promise<StoredRoom | null> {
    await this.#closing.get(id);
    const { store, clock } = this.context;
    const stored = await store.load(id);
    if (stored === null || stored.owned === null || !isOwnedMeetingOver(stored.emptySince, clock.now()))
      return stored;
    // The sweep has not come by yet, or something of the chat outlives the meeting.
    await store.endMeeting(id);
    const next = await store.load(id);
    return next && { ...next, emptySince: null };
  }

  /** Lets a write go on by itself: nobody waits for it, but its failure is told. */
  #keep(write: Promise<unknown>): void {
    write.catch((error: unknown) => {
      this.context.log.error({ err: error }, 'a write to the store failed');
    });
  }
}

/** Ends the waiting for somebody whose line was lost. */
function awaitNoLonger(seat: Seat): void {
  seat.release?.();
  seat.release = null;
}
