import type { RoomContext } from './context.js';
import type { Door } from './door.js';
import type { Room } from './room.js';

/** What is known of live rooms. */
export interface LiveRooms {
  isLive(room: Room): boolean;
  unloadUnused(room: Room): void;
}

/**
 * Sees to rooms that nobody owns and that nobody is in who may let others in. Who may is awaited for a while (`keeping.ts`):
 * they may only have loaded the page anew. Then those who wait ask again, and where nobody has come the room is whose who
 * comes first; where others are back it is open.
 */
export class Guards {
  /** Where they are awaited. */
  readonly #awaiting = new WeakSet<Room>();

  constructor(
    private readonly context: Pick<RoomContext, 'clock' | 'events' | 'log' | 'store'>,
    private readonly door: Door,
    private readonly rooms: LiveRooms,
  ) {}

  /** To be called when a room was left, somebody comes back to an empty one, or was not let in. */
  await(room: Room): void {
    const { locked, waitingRoom } = room.settings;
    const isClosed = !room.empty && (locked || waitingRoom);
    if (room.waiting.empty && !isClosed) return;
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
    else this.#open(room);
    this.rooms.unloadUnused(room);
  }

  #open(room: Room): void {
    const { events, log, store } = this.context;
    room.settings = { ...room.settings, locked: false, waitingRoom: false };
    store.saveRoom(room.id, room.kept()).catch((error: unknown) => {
      log.error({ err: error }, 'a write to the store failed');
    });
    events.emit('settings-changed', room.id, room.settings);
    this.door.letInUnguarded(room);
  }
}

/** Whether somebody is in it who may let others in, or somebody has its key. */
function isGuarded(room: Room): boolean {
  return room.owned !== null || room.whoMay('admit').length > 0;
}
