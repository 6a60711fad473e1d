import {
  forbiddenSources,
  may,
  mayDecide,
  mayGiveRole,
  Power,
  type Action,
  type Request,
  type Role,
  type RoomSettings,
  type Source,
} from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import { endSources } from './end-sources.js';
import { note } from './note.js';
import { restrictionsChanged, settingsChanged, type Changed } from './order-changes.js';
import type { Before } from './order-log.js';
import type { Removal } from './rooms-port.js';
import type { SeatRef } from './identity-port.js';
import { Refusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import { participantOf, storedSeat, type Seat } from './seat.js';

/** When a room may have another passcode, while one is being hashed, in milliseconds. */
const HASHED_SOON = 1_000;

/**
 * What a host decides about others. A decision is in the store before it is answered, so that it holds
 * after a restart too.
 */
export class Moderation {
  readonly #hashing = new WeakSet<Room>();

  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** @throws Refusal `not-permitted`, `not-found`, `not-in-room` */
  async remove(actor: SeatRef, { participant }: Request<'people:remove'>): Promise<void> {
    const { room, seat, own } = this.#decide(actor, 'remove-participant', participant);
    seat.removed = true;
    const others = room.othersOf(seat);
    // Who sits at the same computer and cannot be removed comes back by that browser: it is no sign of who was.
    const isShared = others.some((other) => other === own || !mayDecide(own, 'remove-participant', other));
    const { browser = null, network = null } = (isShared ? null : seat.visitor) ?? {};
    const removal: Removal = { participant, browser, network };
    room.removals.add(removal);
    this.rooms.expel(room, seat);
    // Nor do they stay in another tab; it is their browser that may come again, or not.
    for (const other of isShared ? [] : others) if (other.presence !== 'away') this.rooms.expel(room, other);
    this.#judgeWaiting(room);
    await Promise.all([
      this.#save(room, seat),
      this.context.store.saveRemoval(room.id, removal),
      note(this.context, room, own, 'removed', { whom: seat.name, before: { what: 'inside', participant } }),
    ]);
  }

  /** Who was removed may come again. @throws Refusal `not-permitted`, `not-found`, `not-in-room` */
  async letBack(actor: SeatRef, { participant }: Request<'people:remove'>): Promise<void> {
    const { room, seat: own } = this.rooms.permitted(actor, 'remove-participant');
    const seat = room.seat(participant);
    if (seat === undefined || !seat.removed) throw new Refusal('not-found');
    if (!mayDecide(own, 'remove-participant', seat)) throw new Refusal('not-permitted');
    seat.removed = false;
    room.removals.lift(participant);
    this.rooms.door.letInUnguarded(room);
    this.#judgeWaiting(room);
    await Promise.all([
      this.#save(room, seat),
      this.context.store.deleteRemoval(room.id, participant),
      note(this.context, room, own, 'let-back', { whom: seat.name }),
    ]);
  }

  /** @throws Refusal `not-permitted`, `not-found`, `not-in-room` */
  async setRole(actor: SeatRef, { participant, role }: Request<'people:role'>): Promise<void> {
    // A cohost is made of who is meant alone, not of who sits at the same computer now.
    const inAnySeat = role === 'speaker' || role === 'audience';
    const { room, seat, own } = this.#decide(actor, 'change-role', participant, inAnySeat);
    if (!mayGiveRole(own, seat, role)) throw new Refusal('not-permitted');
    if (seat.role === role) return;
    const before: Before = { what: 'role', participant: seat.participant, role: seat.role };
    await Promise.all([
      this.#give(room, seat, role),
      note(this.context, room, own, 'role', { whom: seat.name, role, before }),
    ]);
  }

  /** Makes somebody host in one's own place. @throws Refusal as above */
  async handOver(actor: SeatRef, { participant }: Request<'people:hand-over'>): Promise<void> {
    const { room, seat, own } = this.#decide(actor, 'hand-over', participant);
    // In this order, so that the room has a host all the time.
    await Promise.all([
      this.#give(room, seat, 'host'),
      this.#give(room, own, 'cohost'),
      note(this.context, room, own, 'handed-over', { whom: seat.name }),
    ]);
  }

  /**
   * What is taken is closed on the media server at once; what is not named stays. What is given back is given back to
   * every seat of their browser, so that it holds for whom a host sees and for when they come again.
   * @throws Refusal as above
   */
  async restrict(actor: SeatRef, { participant, restrictions }: Request<'people:restrict'>): Promise<void> {
    const { room, seat, own } = this.#decide(actor, 'restrict-participant', participant, true);
    const was = seat.restrictions;
    seat.restrictions = { ...was, ...restrictions };
    this.#enforce(room, seat);
    this.#tell(room, seat);
    const changed = restrictionsChanged(seat.participant, was, seat.restrictions);
    const back = Power.options.filter((power) => was[power] && !seat.restrictions[power]);
    await Promise.all([
      this.#save(room, seat),
      ...room
        .othersOf(seat)
        .filter((other) => mayDecide(own, 'restrict-participant', other))
        .map((other) => this.#giveBack(room, other, back)),
      this.#noteAll(room, own, 'restricted', changed, seat.name),
    ]);
  }

  /** What is not named stays. @throws Refusal `not-permitted`, `not-in-room` */
  async configure(actor: SeatRef, change: Request<'room:settings'>): Promise<void> {
    const hashed = await this.#hashed(this.rooms.permitted(actor, 'change-settings'), change.passcode);
    // Asked again: a hash takes its time, in which they may have lost the right, or the meeting may have ended.
    const { room, seat } = this.rooms.permitted(actor, 'change-settings');
    const passcode = hashed === undefined ? room.passcode : hashed;
    const was = room.settings;
    const { limit, locked, waitingRoom, allow, history } = was;
    const otherPasscode = passcode !== room.passcode;
    room.passcode = passcode;
    const saved = this.#set(room, {
      limit: change.limit === undefined ? limit : change.limit,
      locked: change.locked ?? locked,
      waitingRoom: change.waitingRoom ?? waitingRoom,
      passcode: passcode !== null,
      allow: { ...allow, ...change.allow },
      history: change.history ?? history,
    });
    // Most who wait at a room that has no waiting room any more wait for nothing.
    if (waitingRoom) this.rooms.door.letInUnguarded(room);
    await Promise.all([
      saved,
      this.#noteAll(room, seat, 'settings', settingsChanged(was, room.settings, otherPasscode)),
    ]);
  }

  /** Everybody leaves, oneself too, and the meeting is over. @throws Refusal `not-permitted`, `not-in-room` */
  async end(actor: SeatRef): Promise<void> {
    const { room } = this.rooms.permitted(actor, 'end-meeting');
    await this.rooms.end(room);
  }

  /** One at a time for each room: hashing is work that everybody who gives a passcode waits for. */
  async #hashed(
    { room, seat }: { room: Room; seat: Seat },
    passcode: string | null | undefined,
  ): Promise<string | null | undefined> {
    if (passcode === undefined || passcode === null) return passcode;
    if (this.#hashing.has(room)) throw new Refusal('rate-limited', HASHED_SOON);
    this.#hashing.add(room);
    try {
      return await this.context.passcodes.hash(passcode, seat.visitor?.network ?? '');
    } finally {
      this.#hashing.delete(room);
    }
  }

  /** Ends what somebody sends of a source; they may begin again. @throws Refusal as `remove` */
  async stop(actor: SeatRef, { participant, source }: Request<'people:stop'>): Promise<void> {
    const { room, seat, own } = this.#decide(actor, 'stop-source', participant);
    const sources: Source[] = source === 'screen' ? ['screen', 'screen-audio'] : [source];
    if (endSources(this.context, { room: room.id, participant }, seat, sources)) this.#tell(room, seat);
    await note(this.context, room, own, 'ended-source', { whom: seat.name, source });
  }

  /**
   * Mutes everybody whom this one may decide about, and lets speakers unmute themselves, or does not; where it is not
   * said, as before.
   * @throws Refusal `not-permitted`, `not-in-room`
   */
  async muteAll(actor: SeatRef, { mayUnmute }: Request<'room:mute-all'>): Promise<void> {
    const { room, seat: own } = this.rooms.permitted(actor, 'stop-source', 'change-settings');
    for (const seat of room.present()) {
      if (seat === own || !mayDecide(own, 'stop-source', seat)) continue;
      const ref: SeatRef = { room: room.id, participant: seat.participant };
      if (endSources(this.context, ref, seat, ['microphone'])) this.#tell(room, seat);
    }
    const was = room.settings;
    const saved = this.#set(room, {
      ...was,
      allow: { ...was.allow, microphone: mayUnmute ?? was.allow.microphone },
    });
    // Two lines: whom it muted is not unmuted by having the other back.
    await Promise.all([
      saved,
      note(this.context, room, own, 'muted-all', {}),
      this.#noteAll(room, own, 'settings', settingsChanged(was, room.settings, false)),
    ]);
  }

  /**
   * Shows somebody large to everybody, oneself too, or nobody any more; an earlier spotlight gives way.
   * @throws Refusal `not-permitted`, `not-found`, `not-in-room`
   */
  async spotlight(actor: SeatRef, { participant }: Request<'room:spotlight'>): Promise<void> {
    const { room } = this.rooms.permitted(actor, 'spotlight');
    // Of the audience there is nothing to be seen.
    const shown = participant === null ? null : room.seat(participant);
    if (shown !== null && (shown === undefined || shown.presence === 'away' || shown.role === 'audience'))
      throw new Refusal('not-found');
    await this.rooms.spotlight(room, participant);
  }

  /**
   * Nobody decides about themselves, so that no room loses its last host by a slip. With `inAnySeat` somebody who left the
   * seat that is named is decided about in the one that they, or their browser, sit in now.
   */
  #decide(
    actor: SeatRef,
    action: Action,
    participant: Seat['participant'],
    inAnySeat = false,
  ): { room: Room; seat: Seat; own: Seat } {
    const { room, seat: own } = this.rooms.permitted(actor, action);
    if (participant === own.participant) throw new Refusal('not-permitted');
    const named = room.seat(participant);
    const isLeft = named?.presence === 'away';
    const seat =
      isLeft && inAnySeat ? room.othersOf(named).find((other) => other.presence !== 'away') : named;
    if (seat === undefined || seat === own || seat.presence === 'away') throw new Refusal('not-found');
    if (!mayDecide(own, action, seat)) throw new Refusal('not-permitted');
    return { room, seat, own };
  }

  /** A line for each change, so that each can be undone by itself. */
  async #noteAll(
    room: Room,
    by: Seat,
    act: 'restricted' | 'settings',
    changed: readonly Changed[],
    whom: string | null = null,
  ): Promise<void> {
    await Promise.all(changed.map((one) => note(this.context, room, by, act, { ...one, whom })));
  }

  /** Gives a role; who is not in the audience any more is not in any other seat of their browser. */
  async #give(room: Room, seat: Seat, role: Role): Promise<void> {
    const raised = seat.role === 'audience' && role !== 'audience' ? room.othersOf(seat) : [];
    const others = raised.filter((other) => other.role === 'audience');
    await Promise.all([
      this.#giveSeat(room, seat, role),
      ...others.map((other) => this.#giveSeat(room, other, 'speaker')),
    ]);
  }

  async #giveSeat(room: Room, seat: Seat, role: Role): Promise<void> {
    seat.role = role;
    this.#enforce(room, seat);
    this.#tell(room, seat);
    if (may(seat, 'admit')) this.rooms.door.tell(room);
    const noPicture = role === 'audience' && room.spotlight === seat.participant;
    await Promise.all([this.#save(room, seat), noPicture ? this.rooms.spotlight(room, null) : null]);
  }

  /** Of whom among those who wait hosts are warned is not as it was. */
  #judgeWaiting(room: Room): void {
    if (!room.waiting.empty) this.rooms.door.tell(room);
  }

  async #giveBack(room: Room, seat: Seat, powers: readonly Power[]): Promise<void> {
    if (!powers.some((power) => seat.restrictions[power])) return;
    seat.restrictions = { ...seat.restrictions };
    for (const power of powers) seat.restrictions[power] = false;
    this.#tell(room, seat);
    await this.#save(room, seat);
  }

  async #set(room: Room, settings: RoomSettings): Promise<void> {
    room.settings = settings;
    for (const seat of room.present()) if (this.#enforce(room, seat)) this.#tell(room, seat);
    this.context.events.emit('settings-changed', room.id, settings);
    await this.context.store.saveRoom(room.id, room.kept());
  }

  /** What somebody may not publish any more ends; false where they published nothing of it. */
  #enforce(room: Room, seat: Seat): boolean {
    const ref: SeatRef = { room: room.id, participant: seat.participant };
    return endSources(this.context, ref, seat, forbiddenSources(room.rightsOf(seat)));
  }

  #tell(room: Room, seat: Seat): void {
    if (seat.presence === 'away') return;
    this.context.events.emit('participant-changed', room.id, participantOf(seat));
  }

  async #save(room: Room, seat: Seat): Promise<void> {
    await this.context.store.saveSeat(room.id, storedSeat(seat));
  }
}
