import { z } from 'zod';
import { Nonce, ParticipantId } from './ids.js';
import { CHUNK_SIZE, FILE_SIZE, HISTORY_PAGE, MESSAGE_LENGTH } from './limits.js';
import { nameProblem, normalizeFileName, normalizeText } from './text.js';

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

/** A line of the chat: text, or one file. */
export const ChatMessage = z.object({
  id: z.string(),
  /** Counts up by one in each room; the order of the chat. */
  sequence: z.number(),
  participant: ParticipantId,
  /** The sender's name when it was written. */
  name: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  text: z.string(),
  file: ChatFile.nullable(),
});
export type ChatMessage = z.output<typeof ChatMessage>;

export const ChatPage = z.object({ messages: z.array(ChatMessage), more: z.boolean() });
export type ChatPage = z.output<typeof ChatPage>;

export const ChatSend = z.strictObject({
  nonce: Nonce,
  text: z
    .string()
    .max(4 * MESSAGE_LENGTH, 'message-too-long')
    .transform(normalizeText)
    .superRefine((text, context) => {
      if (text === '') context.addIssue({ code: 'custom', message: 'message-empty' });
      if ([...text].length > MESSAGE_LENGTH)
        context.addIssue({ code: 'custom', message: 'message-too-long' });
    }),
});

export const ChatHistory = z.strictObject({
  /** Messages before this sequence number. */
  before: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  limit: z.int().min(1).max(HISTORY_PAGE).default(HISTORY_PAGE),
});

/** Begins an upload, or takes one up again: the answer says from which byte. */
export const FileBegin = z.strictObject({
  upload: Nonce,
  name: FileName,
  size: z.int().min(1, 'file-empty').max(FILE_SIZE, 'file-too-big'),
  type: MimeType,
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
