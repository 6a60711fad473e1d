import type { Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { SeatRef } from './identity-port.js';
import { Refusal } from './refusal.js';
import type { Rooms } from './rooms.js';

/** What people say, written down by their own browsers, and passed on to all; kept nowhere. */
export class Captions {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** Shows everybody what somebody says whose microphone is on. @throws Refusal `not-permitted`, `not-in-room` */
  say(actor: SeatRef, said: Request<'caption:say'>): void {
    const { room, seat } = this.rooms.permitted(actor, 'publish-microphone');
    const speaks = [...seat.published.values()].some(
      ({ source, paused }) => source === 'microphone' && !paused,
    );
    if (!speaks) throw new Refusal('not-permitted');
    this.context.events.emit('caption', room.id, { ...said, participant: seat.participant });
  }
}
