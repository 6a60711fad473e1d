import { randomUUID } from 'node:crypto';
import { ChatFile, ParticipantId, type ChatMessage } from '@hangouts/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { ChatStore } from '../rooms/ports.js';
import { ensureRoom } from './rooms.js';
import type { Schema } from './schema.js';

/** The chat in the database. */
export function createChatStore(database: Kysely<Schema>): ChatStore {
  return {
    append(room, { participant, name, at, text: written, file, nonce }) {
      const text = storable(written);
      return database.transaction().execute(async (transaction) => {
        await ensureRoom(transaction, room);
        // Counting first also queues the appends of one room behind each other, where connections are many.
        const { chat_sequence: sequence } = await transaction
          .updateTable('rooms')
          .set((row) => ({ chat_sequence: row('chat_sequence', '+', 1) }))
          .where('id', '=', room)
          .returning('chat_sequence')
          .executeTakeFirstOrThrow();
        const earlier = await transaction
          .selectFrom('messages')
          .selectAll()
          .where('room', '=', room)
          .where('participant', '=', participant)
          .where('nonce', '=', nonce)
          .executeTakeFirst();
        if (earlier !== undefined) {
          await transaction
            .updateTable('rooms')
            .set({ chat_sequence: sequence - 1 })
            .where('id', '=', room)
            .execute();
          return { message: messageOf(earlier), repeated: true };
        }
        const id = randomUUID();
        const row = {
          room,
          sequence,
          id,
          participant,
          name,
          at,
          text,
          nonce,
          file: file && JSON.stringify(file),
        };
        await transaction.insertInto('messages').values(row).execute();
        return { message: { id, sequence, participant, name, at, text, file }, repeated: false };
      });
    },

    async page(room, before, limit) {
      let query = database.selectFrom('messages').selectAll().where('room', '=', room);
      if (before !== null) query = query.where('sequence', '<', before);
      // One more than asked for tells whether there are more.
      const rows = await query
        .orderBy('sequence', 'desc')
        .limit(limit + 1)
        .execute();
      return { messages: rows.slice(0, limit).map(messageOf).toReversed(), more: rows.length > limit };
    },
  };
}

function messageOf(row: Selectable<Schema['messages']>): ChatMessage {
  const { id, sequence, name, at, text } = row;
  return {
    id,
    sequence,
    participant: ParticipantId.parse(row.participant),
    name,
    at,
    text,
    file: row.file === null ? null : ChatFile.parse(JSON.parse(row.file)),
  };
}

/** A text as every database keeps it: without NUL, which ends a text in some, and whole in UTF-8. */
function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\u{fffd}');
}
