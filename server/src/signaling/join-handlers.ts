import type { IncomingMessage } from 'node:http';
import type { Lobby } from '../rooms/lobby.js';
import type { Rooms } from '../rooms/rooms.js';
import type { SeatRef, Visitor } from '../rooms/identity-port.js';
import type { RoomId } from '@hangouts/protocol';
import { Refusal } from '../rooms/refusal.js';
import type { Handlers } from './bind.js';
import {
  forgetSeat,
  roomChannel,
  seatChannel,
  seatOf,
  socketsOf,
  waitingChannel,
  type PageServer,
  type PageSocket,
} from './page.js';

/**
 * How long a page has to say that it is still there, in milliseconds, before its seat goes to the
 * page that brought its ticket.
 */
const CHECK_TIMEOUT = 700;

export interface JoinMetrics {
  /** Somebody took a seat. */
  joined(seat: 'new' | 'resumed'): void;
}

/** The lobby, coming in and going out, and whether the line to the server is still there. */
export function joinHandlers(
  io: PageServer,
  rooms: Rooms,
  lobby: Pick<Lobby, 'enter'>,
  visitorOf: (request: IncomingMessage) => Visitor,
  metrics: JoinMetrics,
): Pick<Handlers, 'lobby:enter' | 'join' | 'leave' | 'line:check'> {
  return {
    'lobby:enter': (socket, request) => lobby.enter(request, visitorOf(socket.request)),

    async join(socket, request) {
      if (request.page !== socket.data.page) throw new Refusal('invalid');
      // A page that asks anew, without proof of the seat it has or for another room, has left that one.
      if (request.ticket === undefined || socket.data.seat?.room !== request.room) leave(socket, rooms);
      waitNoLonger(socket, rooms, request.room);
      let taken: SeatRef | null = null;
      const seated = (seat: SeatRef, how: 'new' | 'resumed') => {
        taken = seat;
        sit(io, socket, rooms, seat);
        metrics.joined(how);
      };
      try {
        const joined = await rooms.join(request, {
          visitor: visitorOf(socket.request),
          isAlive: (seat) => isAlive(io, socket, seat),
          isHere: () => socket.connected,
          seated,
        });
        waitNoLonger(socket, rooms);
        return joined;
      } catch (error) {
        // A later join of the same page may have taken another seat meanwhile: that one stays.
        if (error instanceof Refusal && error.code === 'waiting') wait(socket, request.room);
        if (taken !== null && socket.data.seat === taken) forgetSeat(socket);
        throw error;
      }
    },

    leave(socket) {
      if (waitNoLonger(socket, rooms)) return {};
      seatOf(socket);
      leave(socket, rooms);
      return {};
    },

    'line:check': () => ({}),
  };
}

/** From here on the page hears whether it is let in. */
function wait(socket: PageSocket, room: RoomId): void {
  socket.data.waiting = room;
  void socket.join(waitingChannel(socket.data.page));
}

/** The page gives up its place among those who wait, unless it asks for the room that it waits for. */
export function waitNoLonger(socket: PageSocket, rooms: Rooms, asked?: RoomId): boolean {
  const { waiting, page } = socket.data;
  if (waiting === null || waiting === asked) return false;
  socket.data.waiting = null;
  void socket.leave(waitingChannel(page));
  rooms.stopWaiting(waiting, page);
  return true;
}

/** Frees the seat of a page, where it has one. */
export function leave(socket: PageSocket, rooms: Rooms): void {
  const { seat } = socket.data;
  if (seat === null) return;
  forgetSeat(socket);
  rooms.leave(seat, socket.data.page);
}

/**
 * From here on the page hears its room: what happens while its media are opened comes before the answer
 * to its join, and it applies that after the answer.
 */
function sit(io: PageServer, socket: PageSocket, rooms: Rooms, seat: SeatRef): void {
  if (socket.data.seat?.participant !== seat.participant) leave(socket, rooms);
  // A line that the page had before and whose loss was not noticed yet: it must not end the seat when it is.
  for (const other of socketsOf(io, seat)) if (other !== socket) forgetSeat(other);
  socket.data.seat = seat;
  void socket.join([roomChannel(seat.room), seatChannel(seat)]);
}

async function isAlive(io: PageServer, asker: PageSocket, seat: SeatRef): Promise<boolean> {
  const holders = socketsOf(io, seat).filter((holder) => holder !== asker);
  const checks = holders.map((holder) => holder.timeout(CHECK_TIMEOUT).emitWithAck('seat:check'));
  return Promise.any(checks).then(
    () => true,
    () => false,
  );
}
