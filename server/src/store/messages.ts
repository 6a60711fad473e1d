/** A message and its row in the database. */
import { ChatFile, ChatMessage, ParticipantId } from '@hangouts/protocol';
import { z } from 'zod';
import type { NewChatMessage } from '../rooms/chat-port.js';
import { folded } from './folded.js';
import type { MessageRow } from './schema.js';

const Mentions = ChatMessage.shape.mentions.unwrap();
const Deleted = ChatMessage.shape.deleted.unwrap().nullable();
const Json = z.string().transform((text): unknown => JSON.parse(text));
const StoredFile = Json.pipe(ChatFile);
const StoredMentions = Json.pipe(Mentions);

/** The row of a new message. `room`, `sequence` and `id` are the store's to give. */
export function rowOf(
  message: NewChatMessage,
  { room, sequence, id }: { room: string; sequence: number; id: string },
): MessageRow {
  const { participant, name, at, nonce, file, to, replyTo, mentions } = message;
  const text = storable(message.text);
  return {
    room,
    sequence,
    id,
    participant,
    name,
    at,
    text,
    file: file && JSON.stringify(file),
    nonce,
    recipient: to && to.participant,
    recipient_name: to && to.name,
    reply_to: replyTo,
    mentions: mentions.length === 0 ? null : JSON.stringify(mentions),
    edited_at: null,
    deleted: null,
    folded: folded(text, file?.name),
  };
}

/** The message of a row; what it does not have is not there. */
export function messageOf(row: MessageRow): ChatMessage {
  const { id, sequence, name, at, text, recipient } = row;
  const deleted = Deleted.parse(row.deleted);
  return {
    id,
    sequence,
    participant: ParticipantId.parse(row.participant),
    name,
    at,
    text,
    file: row.file === null ? null : StoredFile.parse(row.file),
    ...(recipient !== null && {
      to: { participant: ParticipantId.parse(recipient), name: row.recipient_name ?? '' },
    }),
    ...(row.reply_to !== null && { replyTo: row.reply_to }),
    ...(row.mentions !== null && { mentions: StoredMentions.parse(row.mentions) }),
    ...(row.edited_at !== null && { edited: row.edited_at }),
    ...(deleted !== null && { deleted }),
  };
}

/** A text as every database keeps it: without NUL, which ends a text in some, and whole in UTF-8. */
export function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\u{fffd}');
}
