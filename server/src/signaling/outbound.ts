import type { EventEmitter } from 'node:events';
import type { ParticipantId } from '@hangouts/protocol';
import type { RoomEvents } from '../rooms/events.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { forgetSeat, roomChannel, seatChannel, socketsOf, waitingChannel, type PageServer } from './page.js';

/** Tells the pages what happens in their rooms: the only place that emits to others. */
export function bindOutbound(io: PageServer, events: EventEmitter<RoomEvents>): void {
  const toRoom = (room: string) => io.to(roomChannel(room));
  const toSeat = (seat: SeatRef) => io.to(seatChannel(seat));

  events.on('participant-joined', (room, participant) =>
    toRoom(room).emit('participant:joined', { participant }),
  );
  events.on('participant-changed', (room, participant) =>
    toRoom(room).emit('participant:changed', { participant }),
  );
  events.on('participant-left', (room, participant, reason) =>
    toRoom(room).emit('participant:left', { participant, reason }),
  );
  events.on('settings-changed', (room, settings) => toRoom(room).emit('room:settings', settings));
  events.on('spotlight-changed', (room, participant) => toRoom(room).emit('room:spotlight', { participant }));
  // Of no use once it is late, so it is not kept for pages that are reconnecting.
  events.on('reaction', (room, participant, reaction) =>
    toRoom(room).volatile.emit('reaction', { participant, reaction }),
  );
  events.on('caption', (room, caption) => toRoom(room).volatile.emit('caption', caption));
  // Whom a message is not for never has it on their line: not live, and not among what they recover.
  const toReaders = (room: string, to: readonly ParticipantId[] | null) =>
    to === null ? toRoom(room) : io.to(to.map((participant) => seatChannel({ participant })));
  events.on('message', (room, message, to) => toReaders(room, to).emit('chat:message', message));
  events.on('message-changed', (room, message, to) => {
    // Nobody is not everybody, which an empty list means to Socket.io.
    if (to?.length !== 0) toReaders(room, to).emit('chat:changed', message);
  });
  events.on('rung', (room, rung) => toRoom(room).emit('room:rung', { rung }));
  events.on('media-lost', (room) => toRoom(room).emit('media:lost', {}));
  events.on('speakers', (room, speakers) => toRoom(room).volatile.emit('room:speakers', { speakers }));

  events.on('consumer', (seat, consumer) => toSeat(seat).emit('media:consumer', consumer));
  events.on('consumer-closed', (seat, consumer) => toSeat(seat).emit('media:consumer-closed', { consumer }));
  events.on('producer-closed', (seat, producer) => toSeat(seat).emit('media:producer-closed', { producer }));
  events.on('wanted', (seat, producer, layers) => toSeat(seat).emit('media:wanted', { producer, layers }));
  events.on('direct-attempt', (seat, attempt) => toSeat(seat).emit('direct:attempt', attempt));
  events.on('direct-signal', (seat, signal) => toSeat(seat).emit('direct:signal', signal));
  events.on('direct-end', (seat, end) => toSeat(seat).emit('direct:end', end));
  events.on('order-entry', (seats, entry) => {
    if (seats.length > 0) io.to(seats.map(seatChannel)).emit('order:entry', entry);
  });
  events.on('waiting-changed', (seats, waiting) => {
    if (seats.length > 0) io.to(seats.map(seatChannel)).emit('waiting:list', { waiting });
  });
  events.on('waiting-answered', (page, admitted) =>
    io.to(waitingChannel(page)).emit('waiting:answer', { admitted }),
  );
  events.on('unreceivable', (seat, track) => toSeat(seat).emit('media:unreceivable', track));
  events.on('saved', (seat, pictures) => toSeat(seat).emit('view:saved', { pictures }));
  events.on('recode', (seat, producer, codecs) => toSeat(seat).emit('media:recode', { producer, codecs }));
  events.on('seat-closed', (seat, code) => {
    toSeat(seat).emit('seat:closed', { code });
    for (const socket of socketsOf(io, seat)) forgetSeat(socket);
  });
}
