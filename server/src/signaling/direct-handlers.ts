import type { DirectSignal } from '@hangouts/protocol';
import type { Direct } from '../rooms/direct.js';
import type { Handlers } from './bind.js';
import type { Budgets } from './budgets.js';
import { seatOf } from './page.js';

type DirectMessages = Extract<keyof Handlers, `direct:${string}`>;

/** What two pages say to connect directly. */
export function directHandlers(
  direct: Direct,
  budgets: Pick<Budgets, 'chargeBytes'>,
): Pick<Handlers, DirectMessages> {
  return {
    'direct:allow'(socket, request) {
      direct.allow(seatOf(socket), request);
      return {};
    },
    async 'direct:signal'(socket, signal) {
      await budgets.chargeBytes(socket.id, sizeOf(signal));
      direct.signal(seatOf(socket), signal);
      return {};
    },
    'direct:ready'(socket, request) {
      direct.ready(seatOf(socket), request);
      return {};
    },
    'direct:failed'(socket, request) {
      direct.failed(seatOf(socket), request);
      return {};
    },
  };
}

/** The size of what is passed on, in bytes: its parts are checked to be ASCII. */
function sizeOf(signal: DirectSignal): number {
  return JSON.stringify(signal).length;
}
