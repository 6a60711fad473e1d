import type { Publishing } from '../rooms/publishing.js';
import type { Handlers } from './bind.js';
import type { Budgets } from './budgets.js';
import { seatOf, type PageSocket } from './page.js';

type MediaMessages = Extract<keyof Handlers, `media:${string}` | `view:${string}`>;

/** Transports, the tracks on them, and which of them are looked at. */
export function mediaHandlers(
  publishing: Publishing,
  budgets: Pick<Budgets, 'chargeSeat'>,
): Pick<Handlers, MediaMessages> {
  const setPaused = async (socket: PageSocket, producer: string, paused: boolean) => {
    const seat = seatOf(socket);
    await budgets.chargeSeat(seat.participant, 'mute');
    await publishing.setPaused(seat, producer, paused);
    return {};
  };
  return {
    'media:open': (socket, request) => publishing.open(seatOf(socket), request),
    async 'media:connect'(socket, request) {
      await publishing.connect(seatOf(socket), request);
      return {};
    },
    async 'media:restart-ice'(socket, request) {
      return { iceParameters: await publishing.restartIce(seatOf(socket), request) };
    },
    async 'media:produce'(socket, request) {
      const seat = seatOf(socket);
      await budgets.chargeSeat(seat.participant, 'publish');
      return { producer: await publishing.publish(seat, request) };
    },
    'media:pause': (socket, { producer }) => setPaused(socket, producer, true),
    'media:resume': (socket, { producer }) => setPaused(socket, producer, false),
    'media:close'(socket, { producer }) {
      publishing.close(seatOf(socket), producer);
      return {};
    },
    async 'media:start'(socket, { consumers }) {
      await publishing.start(seatOf(socket), consumers);
      return {};
    },
    'media:quality': (socket) => publishing.quality(seatOf(socket)),
    'view:budget'(socket, { bitrate }) {
      publishing.setBudget(seatOf(socket), bitrate);
      return {};
    },
    'view:tiles'(socket, { tiles }) {
      publishing.look(seatOf(socket), tiles);
      return {};
    },
  };
}
