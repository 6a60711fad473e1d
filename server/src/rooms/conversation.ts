import {
  may,
  type ChatFile,
  type ChatMessage,
  type FileProgress,
  type ParticipantId,
  type Request,
} from '@hangouts/protocol';
import { listenersOf, mayAnswer, mentionsOf, recipientOf, watchersOf } from './addressing.js';
import type { RoomContext } from './context.js';
import type { Draft, Named, UploadState } from './chat-port.js';
import type { SeatRef } from './identity-port.js';
import { note } from './note.js';
import { Refusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import type { Seat } from './seat.js';

/** Somebody in their room. */
interface Place {
  room: Room;
  seat: Seat;
}

/** What people write and send to each other. */
export class Conversation {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /**
   * Writes to everyone in the room, or to one; the same nonce again has no effect.
   * @throws Refusal `not-permitted`, `recipient-gone`, `not-found` for an answer to what is not there, `invalid`
   */
  async send(actor: SeatRef, { nonce, ...draft }: Request<'chat:send'>): Promise<ChatMessage> {
    return this.#append(this.#writer(actor), nonce, draft, null);
  }

  /** Changes the text of one's own message. @throws Refusal `not-permitted`, `not-found`, `message-empty` */
  async edit(actor: SeatRef, { sequence, text, mentions }: Request<'chat:edit'>): Promise<ChatMessage> {
    const { room, seat } = this.#writer(actor);
    const message = await this.#see({ room, seat }, sequence);
    if (message.participant !== seat.participant) throw new Refusal('not-permitted');
    if (text === '' && message.file === null) throw new Refusal('message-empty');
    const edited = await this.#write(actor, () =>
      this.context.chat.edit(actor, {
        sequence,
        text,
        mentions: mentionsOf(room, seat.participant, message.to?.participant ?? null, mentions),
        at: this.context.clock.now(),
      }),
    );
    return this.#changed(room, edited);
  }

  /** Deletes one's own message, or anybody's with the right to. @throws Refusal `not-permitted`, `not-found` */
  async delete(actor: SeatRef, { sequence }: Request<'chat:delete'>): Promise<ChatMessage> {
    const message = await this.#see(this.rooms.find(actor), sequence);
    // Only now: they may have been removed, or have lost the right, while it was looked up.
    const { room, seat } = this.rooms.find(actor);
    const isOwn = message.participant === seat.participant;
    if (!isOwn && !may(room.rightsOf(seat), 'delete-messages')) throw new Refusal('not-permitted');
    const by = isOwn ? 'sender' : 'host';
    const work = async () => {
      const deleted = await this.context.chat.delete(room.id, sequence, by);
      // Whose it was, and never what it said.
      if (deleted !== null && !isOwn)
        await note(this.context, room, seat, 'message-deleted', { whom: message.name });
      return deleted;
    };
    return this.#changed(room, await room.settling(work()));
  }

  /** Begins an upload or takes it up again. @throws Refusal as `send`, `files-…` */
  async beginFile(actor: SeatRef, request: Request<'file:begin'>): Promise<FileProgress> {
    const place = this.#writer(actor);
    const { upload, name, size, type, text = '', ...address } = request;
    const draft: Draft = { text, ...address };
    await this.#addressed(place, upload, draft);
    const state = await this.#write(actor, () =>
      this.context.files.begin(actor, { upload, name, size, type, draft }),
    );
    // Whoever left meanwhile had their uploads dropped before this one stood: it would stay.
    if (place.seat.presence === 'away') {
      await this.context.files.drop(actor);
      throw new Refusal('not-in-room');
    }
    return this.#progress(actor, place, upload, state);
  }

  /** @throws Refusal as `send`, `file-offset` */
  async writeFile(actor: SeatRef, { upload, offset, data }: Request<'file:chunk'>): Promise<FileProgress> {
    const place = this.#writer(actor);
    const state = await this.context.files.write(actor, upload, offset, data);
    return this.#progress(actor, place, upload, state);
  }

  async cancelFile(actor: SeatRef, upload: string): Promise<void> {
    this.rooms.find(actor);
    await this.context.files.cancel(actor, upload);
  }

  #writer(actor: SeatRef): Place {
    return this.rooms.permitted(actor, 'chat');
  }

  /**
   * Writes to the store, if they may still: whatever was looked up before took its time, in which they may have been
   * removed. The meeting does not end before it is written.
   */
  #write<Result>(actor: SeatRef, work: () => Promise<Result>): Promise<Result> {
    return this.#writer(actor).room.settling(work());
  }

  /** A message that is there for somebody. @throws Refusal `not-found`, for one that was deleted too */
  async #see({ room, seat }: Place, sequence: number): Promise<ChatMessage> {
    const [message] = await this.context.chat.get(room.readerOf(seat), [sequence]);
    if (message === undefined || message.deleted !== undefined) throw new Refusal('not-found');
    return message;
  }

  /** A whole file becomes a message; the upload's id is its nonce, so a lost answer makes no second one. */
  async #progress(actor: SeatRef, place: Place, upload: string, state: UploadState): Promise<FileProgress> {
    const { offset, whole } = state;
    if (whole === null) return { offset, message: null };
    const { file, draft } = whole;
    try {
      const message = await this.#append(place, upload, draft, file);
      // Sent again after its message was deleted.
      if (message.file?.id !== file.id) await this.context.files.remove(actor, file.id);
      return { offset, message };
    } catch (error) {
      // Nobody will ever be able to fetch it.
      if (error instanceof Refusal) await this.context.files.remove(actor, file.id);
      throw error;
    }
  }

  async #append(
    { room, seat }: Place,
    nonce: string,
    draft: Draft,
    file: ChatFile | null,
  ): Promise<ChatMessage> {
    const address = await this.#addressed({ room, seat }, nonce, draft);
    if ('earlier' in address) return address.earlier;
    const { participant, name } = seat;
    const { text } = draft;
    const at = this.context.clock.now();
    const { message, repeated } = await this.#write({ room: room.id, participant }, () =>
      this.context.chat.append(room.id, { participant, name, at, text, file, nonce, ...address }),
    );
    if (repeated) return message;
    // Whoever was removed while it was being stored said it before that: it stands in everybody's history, so everybody
    // hears it, and a host can delete it.
    room.chatSequence = Math.max(room.chatSequence, message.sequence);
    this.context.events.emit('message', room.id, message, listenersOf(message));
    return message;
  }

  /**
   * Whom a draft is for and what it is about, checked. What was sent before under this nonce stands, whatever has become
   * of the one whom it was for: then it is given instead.
   */
  async #addressed(
    { room, seat }: Place,
    nonce: string,
    draft: Draft,
  ): Promise<{ to: Named | null; replyTo: number | null; mentions: Named[] } | { earlier: ChatMessage }> {
    const sender = seat.participant;
    try {
      const to = recipientOf(room, sender, draft);
      const mentions = mentionsOf(room, sender, to?.participant ?? null, draft.mentions);
      const replyTo = draft.replyTo ?? null;
      if (replyTo !== null) await this.#answers({ room, seat }, replyTo, to?.participant ?? null);
      return { to, replyTo, mentions };
    } catch (error) {
      const earlier =
        error instanceof Refusal
          ? await this.context.chat.sent({ room: room.id, participant: sender }, nonce)
          : null;
      if (earlier === null) throw error;
      return { earlier };
    }
  }

  async #answers(place: Place, replyTo: number, to: ParticipantId | null): Promise<void> {
    const original = await this.#see(place, replyTo);
    if (!mayAnswer(original, place.seat.participant, to)) throw new Refusal('not-permitted');
  }

  #changed(room: Room, message: ChatMessage | null): ChatMessage {
    if (message === null) throw new Refusal('not-found');
    this.context.events.emit('message-changed', room.id, message, watchersOf(room, message));
    return message;
  }
}
