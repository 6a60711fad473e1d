import type { Publishing } from '../rooms/publishing.js';
import type { Handlers } from './bind.js';
import { seatOf } from './page.js';

type MediaMessages = Extract<keyof Handlers, `media:${string}` | `view:${string}`>;

/** Transports, the tracks on them, and which of them are looked at. */
export function mediaHandlers(publishing: Publishing): Pick<Handlers, MediaMessages> {
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
      return { producer: await publishing.publish(seatOf(socket), request) };
    },
    async 'media:pause'(socket, { producer }) {
      await publishing.setPaused(seatOf(socket), producer, true);
      return {};
    },
    async 'media:resume'(socket, { producer }) {
      await publishing.setPaused(seatOf(socket), producer, false);
      return {};
    },
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
