import type { RoomId } from '@hangouts/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { ChatStore } from '../rooms/ports.js';
import type { FileRow, Schema } from './schema.js';

/** A day, in milliseconds. */
const DAY = 24 * 60 * 60 * 1_000;
/** How many rooms one sweep takes; the next takes the others. */
const ROOMS = 1_000;

/** Removing what is kept no longer. `forget` is given the files, to drop their bytes. */
export function chatSweeping(
  database: Kysely<Schema>,
  forget: (files: readonly FileRow[]) => Promise<void>,
): Pick<ChatStore, 'clear' | 'sweep'> {
  const remove = async (room: string, upTo: number) => {
    await forget(await database.transaction().execute((transaction) => removeUpTo(transaction, room, upTo)));
  };
  return {
    clear: (room: RoomId, upTo) => remove(room, upTo),

    async sweep(now, emptyBefore) {
      const limited = await database
        .selectFrom('rooms')
        .innerJoin('messages', 'messages.room', 'rooms.id')
        .select((row) => ['rooms.id', row.fn.max('messages.sequence').as('upTo')])
        .where('rooms.chat_days', '>', 0)
        .where((row) => row('messages.at', '<', row(row.val(now), '-', row('rooms.chat_days', '*', DAY))))
        .groupBy('rooms.id')
        .limit(ROOMS)
        .execute();
      for (const { id, upTo } of limited) await remove(id, upTo);

      const unkept = await database
        .selectFrom('rooms')
        .select(['id', 'chat_sequence'])
        .where('chat_days', '=', 0)
        .where('empty_since', '<', emptyBefore)
        .where((row) =>
          row.exists(
            row.selectFrom('messages').select('sequence').whereRef('messages.room', '=', 'rooms.id'),
          ),
        )
        .limit(ROOMS)
        .execute();
      for (const { id, chat_sequence: upTo } of unkept) await remove(id, upTo);
    },
  };
}

async function removeUpTo(
  transaction: Transaction<Schema>,
  room: string,
  upTo: number,
): Promise<readonly FileRow[]> {
  await transaction.deleteFrom('messages').where('room', '=', room).where('sequence', '<=', upTo).execute();
  return transaction
    .deleteFrom('files')
    .where('room', '=', room)
    .where('sequence', '<=', upTo)
    .returningAll()
    .execute();
}
