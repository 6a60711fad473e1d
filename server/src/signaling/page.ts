import type { ClientToServerEvents, PageId, RoomId, ServerToClientEvents } from '@hangouts/protocol';
import type { Server, Socket } from 'socket.io';
import type { SeatRef } from '../rooms/identity-port.js';
import { Refusal } from '../rooms/refusal.js';

/** What the server knows of a page, kept through Socket.io's state recovery. */
export interface PageData {
  page: PageId;
  seat: SeatRef | null;
  /** The room that it waits to be let into. */
  waiting: RoomId | null;
}

export type PageServer = Server<ClientToServerEvents, ServerToClientEvents, Record<string, never>, PageData>;
export type PageSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, PageData>;

/** The Socket.io room that everybody in a room hears. */
export function roomChannel(room: string): string {
  return `room:${room}`;
}

/** The Socket.io room that one participant hears. */
export function seatChannel(seat: Pick<SeatRef, 'participant'>): string {
  return `seat:${seat.participant}`;
}

/** The Socket.io room that one page hears which waits to be let in. */
export function waitingChannel(page: PageId): string {
  return `waiting:${page}`;
}

/** The seat of a page. @throws Refusal `not-in-room` */
export function seatOf(socket: PageSocket): SeatRef {
  if (socket.data.seat === null) throw new Refusal('not-in-room');
  return socket.data.seat;
}

/** The sockets that hear what one participant hears: one, or another beside it whose loss was not noticed yet. */
export function socketsOf(io: PageServer, seat: SeatRef): PageSocket[] {
  const ids = io.sockets.adapter.rooms.get(seatChannel(seat)) ?? [];
  return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
}

/** Takes a page out of the channels of its seat. */
export function forgetSeat(socket: PageSocket): void {
  const { seat } = socket.data;
  if (seat === null) return;
  socket.data.seat = null;
  void socket.leave(roomChannel(seat.room));
  void socket.leave(seatChannel(seat));
}
