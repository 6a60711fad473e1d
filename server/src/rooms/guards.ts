import type { RoomContext } from './context.js';
import type { Door } from './door.js';
import type { Room } from './room.js';

/** What is known of live rooms. */
export interface LiveRooms {
  isLive(room: Room): boolean;
  unloadUnused(room: Room): void;
  /** Lets a write go on by itself. */
  keep(write: Promise<unknown>): void;
}

/**
 * Sees to rooms that nobody owns and that everybody has left, also who may let others in. These are awaited for a while
 * (`keeping.ts`): they may only have loaded the page anew. Then those who wait ask again, and where nobody has come the room
 * is whose who comes first; where others came it is open. What was left by its hosts alone stays as they set it.
 */
export class Guards {
  /** Where they are awaited. */
  readonly #awaiting = new WeakSet<Room>();
  /** Where others have come meanwhile. */
  readonly #stranded = new WeakSet<Room>();

  constructor(
    private readonly context: Pick<RoomContext, 'clock' | 'events' | 'store'>,
    private readonly door: Door,
    private readonly rooms: LiveRooms,
  ) {}

  /** To be called when somebody sits down, before the room forgets since when it was empty. */
  seated(room: Room, wasEmpty: boolean): void {
    if (isGuarded(room)) this.#stranded.delete(room);
    else if (wasEmpty) this.#stranded.add(room);
    this.await(room);
  }

  /** To be called when a room was left, or somebody was not let in. */
  await(room: Room): void {
    if (room.empty ? room.waiting.empty : !this.#stranded.has(room)) return;
    if (isGuarded(room) || this.#awaiting.has(room)) return;
    this.#awaiting.add(room);
    const wait = Math.max(0, room.awaitedFor(this.context.clock.now())) + 1;
    this.context.clock.after(wait, () => {
      this.#awaiting.delete(room);
      this.#expectNobody(room);
    });
  }

  #expectNobody(room: Room): void {
    if (!this.rooms.isLive(room) || isGuarded(room)) return;
    // They came and went once more.
    if (room.empty && room.awaitedFor(this.context.clock.now()) > 0) return this.await(room);
    if (room.empty) this.door.answer(room, room.waiting.admit(null), true);
    else if (this.#stranded.delete(room)) this.#open(room);
    this.rooms.unloadUnused(room);
  }

  #open(room: Room): void {
    if (!room.settings.locked && !room.settings.waitingRoom) return;
    room.settings = { ...room.settings, locked: false, waitingRoom: false };
    const { events, store } = this.context;
    this.rooms.keep(store.saveRoom(room.id, room.kept()));
    events.emit('settings-changed', room.id, room.settings);
    this.door.letInUnguarded(room);
  }
}

/** Whether somebody is in it who may let others in, or somebody has its key. */
function isGuarded(room: Room): boolean {
  return room.owned !== null || room.whoMay('admit').length > 0;
}
