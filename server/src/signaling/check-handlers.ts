import type { ConnectionChecks } from '../rooms/connection-checks.js';
import type { Handlers } from './bind.js';

type CheckMessages = Extract<keyof Handlers, `lobby:check${string}`>;

/** The connection check of the lobby. It belongs to the socket that asks, seat or no seat. */
export function checkHandlers(checks: ConnectionChecks): Pick<Handlers, CheckMessages> {
  return {
    'lobby:check': (socket) => checks.open(socket.id),
    async 'lobby:check-connect'(socket, request) {
      await checks.connect(socket.id, request);
      return {};
    },
    'lobby:check-end'(socket) {
      checks.close(socket.id);
      return {};
    },
  };
}
