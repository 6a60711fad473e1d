import {
  type ChatFile,
  type ChatMessage,
  type ChatPage,
  type FileProgress,
  type Request,
} from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { SeatRef } from './ports.js';
import { Refusal } from './refusal.js';
import type { Rooms } from './rooms.js';
import type { Seat } from './seat.js';

/** What people write and send to each other. */
export class Conversation {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** Writes to everyone in the room; the same nonce again has no effect. @throws Refusal `not-permitted` */
  async send(actor: SeatRef, { nonce, text }: Request<'chat:send'>): Promise<ChatMessage> {
    return this.#append(actor, this.#writer(actor), nonce, text, null);
  }

  async history(actor: SeatRef, { before, limit }: Request<'chat:history'>): Promise<ChatPage> {
    this.rooms.find(actor);
    return this.context.chat.page(actor.room, before, limit);
  }

  /** Begins an upload or takes it up again. @throws Refusal `not-permitted`, `files-…` */
  async beginFile(actor: SeatRef, request: Request<'file:begin'>): Promise<FileProgress> {
    const seat = this.#writer(actor);
    const state = await this.context.files.begin(actor, request);
    // Whoever left meanwhile had their uploads dropped before this one stood: its space would stay reserved.
    if (seat.presence === 'away') {
      await this.context.files.drop(actor);
      throw new Refusal('not-in-room');
    }
    return this.#progress(actor, seat, request.upload, state.offset, state.file);
  }

  /** @throws Refusal `not-permitted`, `not-found`, `file-offset` */
  async writeFile(actor: SeatRef, { upload, offset, data }: Request<'file:chunk'>): Promise<FileProgress> {
    const seat = this.#writer(actor);
    const state = await this.context.files.write(actor, upload, offset, data);
    return this.#progress(actor, seat, upload, state.offset, state.file);
  }

  async cancelFile(actor: SeatRef, upload: string): Promise<void> {
    this.rooms.find(actor);
    await this.context.files.cancel(actor, upload);
  }

  #writer(actor: SeatRef): Seat {
    return this.rooms.permitted(actor, 'chat').seat;
  }

  /** A whole file becomes a message; the upload's id is its nonce, so a lost answer makes no second one. */
  async #progress(
    actor: SeatRef,
    seat: Seat,
    upload: string,
    offset: number,
    file: ChatFile | null,
  ): Promise<FileProgress> {
    return { offset, message: file === null ? null : await this.#append(actor, seat, upload, '', file) };
  }

  async #append(
    actor: SeatRef,
    seat: Seat,
    nonce: string,
    text: string,
    file: ChatFile | null,
  ): Promise<ChatMessage> {
    const { participant, name } = seat;
    const at = this.context.clock.now();
    const { message, repeated } = await this.context.chat.append(actor.room, {
      participant,
      name,
      at,
      text,
      file,
      nonce,
    });
    if (!repeated) this.context.events.emit('message', actor.room, message);
    return message;
  }
}
