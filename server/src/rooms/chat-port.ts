/** What is kept of what is said: messages and files. */
import type { Readable } from 'node:stream';
import type { ChatFile, ChatMessage, ChatPage, Found, ParticipantId, RoomId } from '@hangouts/protocol';
import type { SeatRef } from './identity-port.js';

/** Somebody who reads the chat of their room. Everything that the store gives them is for their eyes. */
export interface ChatReader extends SeatRef {
  /** They see nothing up to this sequence number. */
  after: number;
}

/**
 * The chat of each room. What was written privately is given to its sender and its recipient, and is not there for
 * anybody else.
 */
export interface ChatStore {
  /**
   * Appends with the next sequence number and gives the message. A nonce that the participant used before
   * in this room gives the earlier message and appends nothing.
   */
  append(room: RoomId, message: NewChatMessage): Promise<{ message: ChatMessage; repeated: boolean }>;
  /** What a participant wrote under a nonce, or null. */
  sent(seat: SeatRef, nonce: string): Promise<ChatMessage | null>;
  /** Messages before a sequence number (or the newest), oldest first. */
  page(reader: ChatReader, before: number | null, limit: number): Promise<ChatPage>;
  /** The messages with these sequence numbers, as far as they are there for this reader. */
  get(reader: ChatReader, sequences: readonly number[]): Promise<ChatMessage[]>;
  /** Messages before a sequence number that hold every word of a text, newest first. Looks back a bounded way. */
  search(reader: ChatReader, text: string, before: number): Promise<Found>;
  /** Gives a participant's own message another text; null where there is none, or it was deleted. */
  edit(seat: SeatRef, edit: ChatMessageEdit): Promise<ChatMessage | null>;
  /** Takes text and file out of a message for good; null where there is none, or it was deleted before. */
  delete(room: RoomId, sequence: number, by: ChatMessage['deleted']): Promise<ChatMessage | null>;
  /** Removes the messages of a room up to a sequence number, and their files. */
  clear(room: RoomId, upTo: number): Promise<void>;
  /**
   * Removes what is kept no longer: messages, and lines of the log of order, older than their room keeps its chat, and
   * the messages of rooms that keep none and are empty since before `emptyBefore`. Times in milliseconds since the epoch.
   */
  sweep(now: number, emptyBefore: number): Promise<void>;
}

/** Somebody in a message, with the name that they have when it is written. */
export interface Named {
  participant: ParticipantId;
  name: string;
}

export interface NewChatMessage {
  participant: ParticipantId;
  name: string;
  at: number;
  text: string;
  file: ChatFile | null;
  nonce: string;
  /** The only one who gets it besides the sender; null: everybody. */
  to: Named | null;
  replyTo: number | null;
  mentions: readonly Named[];
}

export interface ChatMessageEdit {
  sequence: number;
  text: string;
  mentions: readonly Named[];
  at: number;
}

/** What somebody wants to say, before it is known whether they can. */
export interface Draft {
  text: string;
  to?: ParticipantId | undefined;
  replyTo?: number | undefined;
  mentions?: readonly ParticipantId[] | undefined;
}

export interface UploadRequest {
  /** The page's own id for it, unique for a participant. */
  upload: string;
  name: string;
  /** Bytes. */
  size: number;
  /** The type that the page claims; the store decides what it is served as. */
  type: string;
  /** What is said of it once it is whole. Where the upload was begun before, what was said then counts. */
  draft: Draft;
}

/**
 * Files of the chat on disk, within a quota per room and one per server. Refusals: `files-room-full`,
 * `files-server-full`, `files-busy` (too many uploads at once), `not-found`, `file-offset`.
 */
export interface FileStore {
  /**
   * Begins an upload where there is space for it, or for the rest of one begun before: `offset` says how many bytes are
   * there, `whole` is given where it is so already (its last answer was lost on the way). No space is held for what has
   * not come.
   */
  begin(seat: SeatRef, request: UploadRequest): Promise<UploadState>;
  /**
   * Appends at `offset`. A chunk that stands already is passed over. `whole` is given with the last byte. Where the space
   * went to others meanwhile, what is there stays, for when there is some again.
   */
  write(seat: SeatRef, upload: string, offset: number, data: Uint8Array): Promise<UploadState>;
  cancel(seat: SeatRef, upload: string): Promise<void>;
  /** Drops the unfinished uploads of a participant who is gone. */
  drop(seat: SeatRef): Promise<void>;
  /** Removes a whole file of a participant's that becomes no message. */
  remove(seat: SeatRef, fileId: string): Promise<void>;
  /** A whole file that stands in the chat of this reader, or null. */
  read(reader: ChatReader, fileId: string): Promise<{ file: ChatFile; content: Readable } | null>;
}

export interface UploadState {
  offset: number;
  /** With the last byte: the file, and what is to be said of it. */
  whole: { file: ChatFile; draft: Draft } | null;
}
