/**
 * Socket.io's state recovery, checked against the seats of today: it remembers the channels that a socket was in
 * when its line was lost, and what was said in them since.
 */
import type { Rooms } from '../rooms/rooms.js';
import { forgetSeat, seatChannel, type PageData, type PageServer, type PageSocket } from './page.js';

/** What Socket.io gives back to a page that was away for a moment. */
interface Recovered {
  sid: string;
  rooms: string[];
  data: unknown;
  /** Each the name of a notice and what it carries. */
  missedPackets: unknown[][];
}

/** Lets a page recover only what is its own still: the channels of a seat that it holds, and what was said there. */
export function guardRecovery(io: PageServer, rooms: Rooms): void {
  const { adapter } = io.sockets;
  const restore = adapter.restoreSession.bind(adapter);
  adapter.restoreSession = async (pid, offset) => {
    const session = await restore(pid, offset);
    // Null where it is too long ago, whatever its type says.
    const recovered = session as Recovered | null;
    if (recovered === null) return session;
    // Recovered once before, and that line is lost too, unnoticed. The ids are the same: closed later, it would
    // take the channels of the new one with it.
    io.sockets.sockets.get(recovered.sid)?.disconnect(true);
    // Socket.io keeps the data of a page's socket as they are.
    const { page, seat } = recovered.data as PageData;
    const isHeld = seat !== null && rooms.holds(seat, page) && recovered.rooms.includes(seatChannel(seat));
    if (isHeld) return session;
    // Why it has no seat any more is its own to know, what others said since is not.
    const closed = recovered.missedPackets.filter(([name]) => name === 'seat:closed');
    return { ...session, rooms: [], missedPackets: closed };
  };
}

/** A page whose state Socket.io recovered takes its seat again, where it is still its own. */
export function comeBack(socket: PageSocket, rooms: Rooms): void {
  const { seat, page } = socket.data;
  if (!socket.recovered || seat === null || rooms.recovered(seat, page)) return;
  forgetSeat(socket);
  socket.emit('seat:expired', {});
}
