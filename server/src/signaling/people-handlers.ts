import type { Moderation } from '../rooms/moderation.js';
import type { Handlers } from './bind.js';
import { seatOf } from './page.js';

type PeopleMessages = Extract<keyof Handlers, `people:${string}` | `room:${string}`>;

/** What a host decides about others and about the room. */
export function peopleHandlers(moderation: Moderation): Pick<Handlers, PeopleMessages> {
  return {
    async 'people:remove'(socket, request) {
      await moderation.remove(seatOf(socket), request);
      return {};
    },
    async 'people:role'(socket, request) {
      await moderation.setRole(seatOf(socket), request);
      return {};
    },
    async 'people:hand-over'(socket, request) {
      await moderation.handOver(seatOf(socket), request);
      return {};
    },
    async 'people:restrict'(socket, request) {
      await moderation.restrict(seatOf(socket), request);
      return {};
    },
    async 'people:stop'(socket, request) {
      await moderation.stop(seatOf(socket), request);
      return {};
    },
    async 'room:mute-all'(socket, request) {
      await moderation.muteAll(seatOf(socket), request);
      return {};
    },
    async 'room:settings'(socket, request) {
      await moderation.configure(seatOf(socket), request);
      return {};
    },
    async 'room:end'(socket) {
      await moderation.end(seatOf(socket));
      return {};
    },
    async 'room:spotlight'(socket, request) {
      await moderation.spotlight(seatOf(socket), request);
      return {};
    },
  };
}
