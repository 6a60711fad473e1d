/** Socket.io behind the port that the connection needs. */
import { io, XHR } from 'socket.io-client';
import type { Handshake } from '@hangouts/protocol';
import type { SocketHandlers, SocketPort } from './connection.js';
import { probingWebSocket } from './probing.js';
import { SOCKET_RETRY } from './reconnect.js';

/**
 * A socket to the server that this page came from: websocket first, long polling where that is blocked.
 * `handshake` is asked at each connect, so that it carries the ticket of the day.
 */
export function createSocket(handshake: () => Handshake, handlers: SocketHandlers): SocketPort {
  let failing = false;
  const socket = io({
    transports: [probingWebSocket(() => failing), XHR],
    tryAllTransports: true,
    autoConnect: false,
    forceNew: true,
    timeout: 10_000,
    auth: (give) => give({ ...handshake() }),
    ...SOCKET_RETRY,
  });

  socket.on('connect', () => {
    failing = false;
    handlers.up(socket.recovered);
  });
  socket.on('disconnect', () => {
    // What Socket.io held back would go out before the page has its seat again; emptied, its senders are told.
    socket.sendBuffer = [];
    handlers.down(!socket.active);
  });
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    failing = true;
    // An active socket goes on trying; another was refused by the server.
    if (socket.active) return;
    const { data } = error;
    handlers.refused(typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined);
  });
  socket.onAny((name: string, payload: unknown) => {
    if (name === 'seat:check') {
      if (typeof payload === 'function') payload(true);
      return;
    }
    handlers.message(name, payload);
  });

  return {
    get connected() {
      return socket.connected;
    },
    open: () => void socket.connect(),
    close: () => void socket.disconnect(),
    drop: () => {
      // Not by `disconnect`, which the server would take for leaving. Socket.io draws its delay in between.
      socket.io.reconnectionDelay(0);
      socket.io.engine.close();
      socket.io.reconnectionDelay(SOCKET_RETRY.reconnectionDelay);
    },
    send: (event, payload, limit, answer) => {
      // With a time limit Socket.io also answers, with an error, at the moment of a disconnect.
      socket.timeout(limit).emit(event, payload, (error: Error | null, reply: unknown) => {
        answer(error === null ? reply : undefined);
      });
    },
  };
}
