import type { Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { SeatRef } from './identity-port.js';
import { Refusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import { participantOf, storedSeat, type Seat } from './seat.js';

/** What people say without a word: hands that stay up, and reactions that fly once. */
export class Gestures {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** Raises or lowers one's own hand; raised again it keeps its place. @throws Refusal `not-permitted`, `not-in-room` */
  async raise(actor: SeatRef, { raised }: Request<'hand:raise'>): Promise<void> {
    const { room, seat } = this.rooms.permitted(actor, 'raise-hand');
    if ((seat.hand !== null) === raised) return;
    await this.#set(room, seat, raised ? 1 + Math.max(0, ...handsOf(room)) : null);
  }

  /** Lowers somebody's hand, or all. @throws Refusal `not-permitted`, `not-found`, `not-in-room` */
  async lower(actor: SeatRef, { participant }: Request<'hand:lower'>): Promise<void> {
    const { room } = this.rooms.permitted(actor, 'lower-hands');
    if (participant !== null && !room.isPresent(participant)) throw new Refusal('not-found');
    const raised = room
      .present()
      .filter((seat) => seat.hand !== null && (participant ?? seat.participant) === seat.participant);
    await Promise.all(raised.map((seat) => this.#set(room, seat, null)));
  }

  /** Shows everybody a reaction, once. @throws Refusal `not-permitted`, `not-in-room` */
  react(actor: SeatRef, { reaction }: Request<'reaction:send'>): void {
    const { room, seat } = this.rooms.permitted(actor, 'react');
    this.context.events.emit('reaction', room.id, seat.participant, reaction);
  }

  async #set(room: Room, seat: Seat, hand: number | null): Promise<void> {
    seat.hand = hand;
    this.context.events.emit('participant-changed', room.id, participantOf(seat));
    await this.context.store.saveSeat(room.id, storedSeat(seat));
  }
}

function handsOf(room: Room): number[] {
  return room.present().flatMap(({ hand }) => hand ?? []);
}
