import type { Conversation } from '../rooms/conversation.js';
import type { Handlers } from './bind.js';
import { seatOf } from './page.js';

type ChatMessages = Extract<keyof Handlers, `chat:${string}` | `file:${string}`>;

/** What people write, and the files they send. */
export function chatHandlers(conversation: Conversation): Pick<Handlers, ChatMessages> {
  return {
    'chat:send': (socket, request) => conversation.send(seatOf(socket), request),
    'chat:history': (socket, request) => conversation.history(seatOf(socket), request),
    'file:begin': (socket, request) => conversation.beginFile(seatOf(socket), request),
    'file:chunk': (socket, request) => conversation.writeFile(seatOf(socket), request),
    async 'file:cancel'(socket, { upload }) {
      await conversation.cancelFile(seatOf(socket), upload);
      return {};
    },
  };
}
