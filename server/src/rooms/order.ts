import type { OrderEntry, Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { Moderation } from './moderation.js';
import { note } from './note.js';
import { entryOf, type Before } from './order-log.js';
import type { SeatRef } from './identity-port.js';
import { Refusal } from './refusal.js';
import type { Rooms } from './rooms.js';

/** What was done to keep order: read, taken back, and what is brought before the hosts. */
export class Order {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
    private readonly moderation: Moderation,
  ) {}

  /** @throws Refusal `not-permitted`, `not-in-room` */
  log(actor: SeatRef): { entries: OrderEntry[] } {
    const { room } = this.rooms.permitted(actor, 'read-log');
    return { entries: room.log.entries() };
  }

  /**
   * Has back what was before, by the same rights as any other decision about it.
   * @throws Refusal `not-permitted`, `not-found` where it cannot be undone or whom it was done to is not here,
   * `undone-already`
   */
  async undo(actor: SeatRef, { entry }: Request<'order:undo'>): Promise<void> {
    const { room } = this.rooms.permitted(actor, 'read-log');
    const act = room.log.find(entry);
    if (act === undefined || act.before === null) throw new Refusal('not-found');
    if (act.undone) throw new Refusal('undone-already');
    // From here on, so that two who press at once do it once.
    act.undone = true;
    try {
      await this.#restore(actor, act.before);
    } catch (error) {
      act.undone = false;
      throw error;
    }
    this.context.events.emit('order-entry', room.whoMay('read-log'), entryOf(act));
    // It may have given way to newer lines meanwhile.
    if (room.log.find(entry) !== undefined) await this.context.store.saveAct(room.id, act);
  }

  /** Tells hosts and cohosts about somebody. @throws Refusal `not-permitted`, `not-found`, `not-in-room` */
  async report(actor: SeatRef, { participant, reason }: Request<'order:report'>): Promise<void> {
    const { room, seat: own } = this.rooms.permitted(actor, 'report');
    if (participant === own.participant) throw new Refusal('not-permitted');
    const seat = room.seat(participant);
    if (seat === undefined) throw new Refusal('not-found');
    await note(this.context, room, own, 'reported', { whom: seat.name, reason });
  }

  async #restore(actor: SeatRef, before: Before): Promise<void> {
    switch (before.what) {
      case 'inside':
        return this.moderation.letBack(actor, before);
      case 'role':
        return this.moderation.setRole(actor, before);
      case 'restrictions':
        return this.moderation.restrict(actor, before);
      case 'settings':
        return this.moderation.configure(actor, before.settings);
    }
  }
}
