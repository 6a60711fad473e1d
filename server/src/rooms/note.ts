import type { OrderAct } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import { entryOf, type Said } from './order-log.js';
import type { Room } from './room.js';
import type { Seat } from './seat.js';

/** Writes down what somebody did to keep order, for hosts and cohosts to read; it is in the store when this is done. */
export async function note(
  { clock, events, store }: Pick<RoomContext, 'clock' | 'events' | 'store'>,
  room: Room,
  by: Seat,
  act: OrderAct,
  said: Omit<Said, 'at' | 'by'>,
): Promise<void> {
  const { logged, gone } = room.log.add(act, { at: clock.now(), by: by.name, ...said });
  events.emit('order-entry', room.whoMay('read-log'), entryOf(logged));
  await store.saveAct(room.id, logged, gone);
}
