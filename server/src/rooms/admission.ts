import { mayGiveRole, type PageId, type Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { SeatRef } from './identity-port.js';
import { Refusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';

/** What hosts decide about who comes in. */
export class Admission {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** Lets one in who waits, or all. @throws Refusal `not-permitted`, `not-found`, `not-in-room` */
  admit(actor: SeatRef, { waiter }: Request<'waiting:admit'>): void {
    const { room } = this.rooms.permitted(actor, 'admit');
    this.#answer(room, waiter, room.waiting.admit(waiter), true);
  }

  /** Does not let one in, or nobody who waits. @throws Refusal as above */
  deny(actor: SeatRef, { waiter }: Request<'waiting:deny'>): void {
    const { room } = this.rooms.permitted(actor, 'admit');
    this.#answer(room, waiter, room.waiting.deny(waiter), false);
  }

  /**
   * A signed invitation to this meeting, for somebody who gets at most what one may give.
   * @throws Refusal `not-permitted`, `not-in-room`
   */
  async invite(actor: SeatRef, { role, lasts }: Request<'invitation:make'>): Promise<{ invitation: string }> {
    const { room, seat } = this.rooms.permitted(actor, 'invite');
    if (!mayGiveRole(seat, { role: 'audience' }, role)) throw new Refusal('not-permitted');
    const expiresAt = this.context.clock.now() + lasts * 1_000;
    const { id, meeting } = room;
    return { invitation: await this.context.invitations.sign({ room: id, meeting, role }, expiresAt) };
  }

  #answer(room: Room, waiter: string | null, pages: readonly PageId[], admitted: boolean): void {
    if (pages.length === 0 && waiter !== null) throw new Refusal('not-found');
    this.rooms.door.answer(room, pages, admitted);
  }
}
