import type { Kysely } from 'kysely';
import type { ChatStore } from '../rooms/chat-port.js';
import { Appends, sentBefore } from './appends.js';
import { chatReading } from './chat-reading.js';
import { chatSweeping } from './chat-sweeping.js';
import { folded } from './folded.js';
import { messageOf, storable } from './messages.js';
import type { FileRow, MessageRow, Schema } from './schema.js';

export interface ChatStoreDeps {
  database: Kysely<Schema>;
  /** Is given the files of messages that were deleted, to drop their bytes. */
  forget(files: readonly FileRow[]): Promise<void>;
  /** Sees to it that what was deleted is nowhere in the database's files. */
  scrub(): void;
}

/** The chat in the database. */
export function createChatStore({ database, forget, scrub }: ChatStoreDeps): ChatStore {
  const appends = new Appends(database);
  return {
    ...chatReading(database),
    ...chatSweeping(database, async (files) => {
      await forget(files);
      scrub();
    }),

    append: (room, message) => appends.add(room, message),

    async sent(seat, nonce) {
      const row = await sentBefore(database, seat, nonce);
      return row === undefined ? null : messageOf(row);
    },

    async edit({ room, participant }, { sequence, text: written, mentions, at }) {
      const text = storable(written);
      const row = await database.transaction().execute(async (transaction) => {
        const found = await transaction
          .selectFrom('messages')
          .selectAll()
          .where('room', '=', room)
          .where('sequence', '=', sequence)
          .where('participant', '=', participant)
          .where('deleted', 'is', null)
          .executeTakeFirst();
        if (found === undefined) return null;
        const { file } = messageOf(found);
        const change: Partial<MessageRow> = {
          text,
          folded: folded(text, file?.name),
          mentions: mentions.length === 0 ? null : JSON.stringify(mentions),
          edited_at: at,
        };
        await transaction
          .updateTable('messages')
          .set(change)
          .where('room', '=', room)
          .where('sequence', '=', sequence)
          .execute();
        return { ...found, ...change };
      });
      if (row !== null) scrub();
      return row && messageOf(row);
    },

    async delete(room, sequence, by) {
      const deleted = await database.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('messages')
          .set({ text: '', file: null, folded: '', mentions: null, edited_at: null, deleted: by ?? 'sender' })
          .where('room', '=', room)
          .where('sequence', '=', sequence)
          .where('deleted', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return null;
        const files = await transaction
          .deleteFrom('files')
          .where('room', '=', room)
          .where('sequence', '=', sequence)
          .returningAll()
          .execute();
        return { row, files };
      });
      if (deleted === null) return null;
      await forget(deleted.files);
      scrub();
      return messageOf(deleted.row);
    },
  };
}
