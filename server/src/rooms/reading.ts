import type { ChatPage, Found, Reply, Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { ChatReader } from './chat-port.js';
import type { SeatRef } from './identity-port.js';
import type { Rooms } from './rooms.js';

/** What people read of the chat again: each what is there for them. */
export class Reading {
  constructor(
    private readonly context: Pick<RoomContext, 'chat'>,
    private readonly rooms: Rooms,
  ) {}

  /** @throws Refusal `not-in-room` */
  async history(actor: SeatRef, { before, limit }: Request<'chat:history'>): Promise<ChatPage> {
    return this.context.chat.page(this.#reader(actor), before, limit);
  }

  /** @throws Refusal `not-in-room` */
  async quotes(actor: SeatRef, { sequences }: Request<'chat:quotes'>): Promise<Reply<'chat:quotes'>> {
    return { messages: await this.context.chat.get(this.#reader(actor), sequences) };
  }

  /** @throws Refusal `not-in-room` */
  async search(actor: SeatRef, { text, before }: Request<'chat:search'>): Promise<Found> {
    const { room, seat } = this.rooms.find(actor);
    return this.context.chat.search(room.readerOf(seat), text, before ?? room.chatSequence + 1);
  }

  #reader(actor: SeatRef): ChatReader {
    const { room, seat } = this.rooms.find(actor);
    return room.readerOf(seat);
  }
}
