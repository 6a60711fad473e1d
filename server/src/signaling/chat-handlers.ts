import type { Conversation } from '../rooms/conversation.js';
import type { Reading } from '../rooms/reading.js';
import type { Handlers } from './bind.js';
import { seatOf } from './page.js';

type ChatMessages = Extract<keyof Handlers, `chat:${string}` | `file:${string}`>;

/** What people write, and the files they send. */
export function chatHandlers(conversation: Conversation, reading: Reading): Pick<Handlers, ChatMessages> {
  return {
    'chat:send': (socket, request) => conversation.send(seatOf(socket), request),
    'chat:edit': (socket, request) => conversation.edit(seatOf(socket), request),
    'chat:delete': (socket, request) => conversation.delete(seatOf(socket), request),
    'chat:history': (socket, request) => reading.history(seatOf(socket), request),
    'chat:quotes': (socket, request) => reading.quotes(seatOf(socket), request),
    'chat:search': (socket, request) => reading.search(seatOf(socket), request),
    'file:begin': (socket, request) => conversation.beginFile(seatOf(socket), request),
    'file:chunk': (socket, request) => conversation.writeFile(seatOf(socket), request),
    async 'file:cancel'(socket, { upload }) {
      await conversation.cancelFile(seatOf(socket), upload);
      return {};
    },
  };
}
