import type { Order } from '../rooms/order.js';
import type { Handlers } from './bind.js';
import { seatOf } from './page.js';

/** The log of what was done to keep order. */
export function orderHandlers(order: Order): Pick<Handlers, Extract<keyof Handlers, `order:${string}`>> {
  return {
    'order:log': (socket) => order.log(seatOf(socket)),
    async 'order:undo'(socket, request) {
      await order.undo(seatOf(socket), request);
      return {};
    },
    async 'order:report'(socket, request) {
      await order.report(seatOf(socket), request);
      return {};
    },
  };
}
