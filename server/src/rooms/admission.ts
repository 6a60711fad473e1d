import { mayGiveRole, type Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { SeatRef } from './identity-port.js';
import { note } from './note.js';
import { Refusal } from './refusal.js';
import type { Rooms } from './rooms.js';

/** What hosts decide about who comes in. */
export class Admission {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** Lets one in who waits, or all. @throws Refusal `not-permitted`, `not-found`, `not-in-room` */
  admit(actor: SeatRef, { waiter }: Request<'waiting:admit'>): Promise<void> {
    return this.#answer(actor, waiter, 'admitted');
  }

  /** Does not let one in, or nobody who waits. @throws Refusal as above */
  deny(actor: SeatRef, { waiter }: Request<'waiting:deny'>): Promise<void> {
    return this.#answer(actor, waiter, 'denied');
  }

  /**
   * A signed invitation, for somebody who gets at most what one may give: to this meeting, and where the room is somebody's
   * to those after it too.
   * @throws Refusal `not-permitted`, `not-in-room`
   */
  async invite(actor: SeatRef, { role, lasts }: Request<'invitation:make'>): Promise<{ invitation: string }> {
    const { room, seat } = this.rooms.permitted(actor, 'invite');
    if (!mayGiveRole(seat, { role: 'audience' }, role)) throw new Refusal('not-permitted');
    const expiresAt = this.context.clock.now() + lasts * 1_000;
    const { id, owned } = room;
    const meeting = owned?.owner ?? room.meeting;
    const [invitation] = await Promise.all([
      this.context.invitations.sign({ room: id, meeting, role }, expiresAt),
      note(this.context, room, seat, 'invited', { role }),
    ]);
    return { invitation };
  }

  async #answer(actor: SeatRef, waiter: string | null, act: 'admitted' | 'denied'): Promise<void> {
    const { room, seat } = this.rooms.permitted(actor, 'admit');
    const [first, ...more] = room.waiting.list().filter(({ id }) => waiter === null || id === waiter);
    if (first === undefined) {
      if (waiter !== null) throw new Refusal('not-found');
      return;
    }
    const pages = act === 'admitted' ? room.waiting.admit(waiter) : room.waiting.deny(waiter);
    this.rooms.door.answer(room, pages, act === 'admitted');
    // One line for all, who may be a whole class.
    const who = more.length === 0 ? { whom: first.name } : { count: 1 + more.length };
    await note(this.context, room, seat, act, who);
  }
}
