import { z } from 'zod';
import { Nonce, ParticipantId } from './ids.js';
import {
  CHUNK_SIZE,
  FILE_SIZE,
  HISTORY_PAGE,
  MENTIONS,
  MESSAGE_LENGTH,
  QUOTES,
  SEARCH_LENGTH,
} from './limits.js';
import { isLonger, nameProblem, normalizeFileName, normalizeText } from './text.js';

const FileName = z
  .string()
  .max(1_000, 'invalid')
  .transform(normalizeFileName)
  .superRefine((name, context) => {
    const code = nameProblem(name);
    if (code !== null && code !== 'name-too-long') context.addIssue({ code: 'custom', message: 'invalid' });
  });

const MimeType = z
  .string()
  .max(127)
  .regex(/^([\w.+-]+\/[\w.+-]+)?$/);

/** A file in the chat; its bytes are fetched over HTTP by members. */
export const ChatFile = z.object({
  id: z.string(),
  name: z.string(),
  /** Bytes. */
  size: z.number(),
  /** The type it is served with, of the server's choosing. */
  type: z.string(),
  /** Whether it is one of the image kinds that are safe to show in place. */
  image: z.boolean(),
});
export type ChatFile = z.output<typeof ChatFile>;

/** Somebody in a message, with the name that they had then. */
const Named = z.object({ participant: ParticipantId, name: z.string() });

/** A line of the chat: text, one file, or both. */
export const ChatMessage = z.object({
  id: z.string(),
  /** Counts up in each room; the order of the chat. A reader's have gaps where others wrote to each other privately. */
  sequence: z.number(),
  participant: ParticipantId,
  /** The sender's name when it was written. */
  name: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  text: z.string(),
  file: ChatFile.nullable(),
  /** The only one who gets it besides the sender; absent where everybody does. */
  to: Named.optional(),
  /** The sequence number of the message that it answers. */
  replyTo: z.number().optional(),
  /** Who is meant by the names after an "@" in the text. */
  mentions: z.array(Named).optional(),
  /** When it was last edited; milliseconds since the epoch. */
  edited: z.number().optional(),
  /** By whom it was deleted. Nothing is left of its text and its file. */
  deleted: z.enum(['sender', 'host']).optional(),
});
export type ChatMessage = z.output<typeof ChatMessage>;

export const ChatPage = z.object({ messages: z.array(ChatMessage), more: z.boolean() });
export type ChatPage = z.output<typeof ChatPage>;

const Sequence = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

// Far above any text that is taken: only keeps the normalisation from being fed megabytes.
const Text = z
  .string()
  .max(4 * MESSAGE_LENGTH, 'message-too-long')
  .transform(normalizeText)
  .superRefine((text, context) => {
    if (isLonger(text, MESSAGE_LENGTH)) context.addIssue({ code: 'custom', message: 'message-too-long' });
  });

const WrittenText = Text.superRefine((text, context) => {
  if (text === '') context.addIssue({ code: 'custom', message: 'message-empty' });
});

const Mentioned = z.array(ParticipantId).min(1).max(MENTIONS);

/** What says of a message for whom it is and what it is about. */
const Address = {
  /** The only one who gets it; absent: everybody. */
  to: ParticipantId.optional(),
  replyTo: Sequence.optional(),
  mentions: Mentioned.optional(),
};

export const ChatSend = z.strictObject({ nonce: Nonce, text: WrittenText, ...Address });

/** A new text for a message of one's own; that of a file may be taken away. */
export const ChatEdit = z.strictObject({ sequence: Sequence, text: Text, mentions: Mentioned.optional() });

export const ChatDelete = z.strictObject({ sequence: Sequence });

export const ChatQuotes = z.strictObject({ sequences: z.array(Sequence).min(1).max(QUOTES) });

/** Messages that hold all words of a text, newest first. */
export const ChatSearch = z.strictObject({
  text: z
    .string()
    .max(4 * SEARCH_LENGTH)
    .transform(normalizeText)
    .refine((text) => text !== '' && !isLonger(text, SEARCH_LENGTH)),
  /** Among those before this sequence number; absent: among all. */
  before: Sequence.optional(),
});

/** `before`: from where on to go on searching; null where there is nothing further back. */
export const Found = z.object({ messages: z.array(ChatMessage), before: z.number().nullable() });
export type Found = z.output<typeof Found>;

export const ChatHistory = z.strictObject({
  /** Messages before this sequence number. */
  before: Sequence,
  limit: z.int().min(1).max(HISTORY_PAGE).default(HISTORY_PAGE),
});

/** Begins an upload, or takes one up again: the answer says from which byte. */
export const FileBegin = z.strictObject({
  upload: Nonce,
  name: FileName,
  size: z.int().min(1, 'file-empty').max(FILE_SIZE, 'file-too-big'),
  type: MimeType,
  /** What is written under it. */
  text: Text.optional(),
  ...Address,
});

export const FileChunk = z.strictObject({
  upload: Nonce,
  offset: z.int().min(0).max(FILE_SIZE),
  data: z.instanceof(Uint8Array).refine((data) => data.byteLength >= 1 && data.byteLength <= CHUNK_SIZE),
});

export const FileCancel = z.strictObject({ upload: Nonce });

/** How far an upload has come; `message` stands once it is whole and in the chat. */
export const FileProgress = z.object({ offset: z.number(), message: ChatMessage.nullable() });
export type FileProgress = z.output<typeof FileProgress>;
