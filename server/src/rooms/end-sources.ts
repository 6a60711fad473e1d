import type { Source } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { SeatRef } from './identity-port.js';
import type { Seat } from './seat.js';

/**
 * Ends what somebody sends of these sources, on the media server first: whatever their page does, nobody receives it
 * any more, and nobody is connected to them directly until they begin anew. False where they sent nothing of them.
 */
export function endSources(
  { media, events }: Pick<RoomContext, 'media' | 'events'>,
  actor: SeatRef,
  seat: Seat,
  sources: readonly Source[],
): boolean {
  const closed = media.closeSources(actor, sources);
  for (const producer of closed) {
    const source = seat.published.get(producer)?.source;
    if (source !== undefined) seat.ended.add(source);
    seat.published.delete(producer);
    events.emit('producer-closed', actor, producer);
  }
  return closed.length > 0;
}
