import type { RoomId } from '@hangouts/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { ChatStore } from '../rooms/chat-port.js';
import type { FileRow, Schema } from './schema.js';

/** A day, in milliseconds. */
const DAY = 24 * 60 * 60 * 1_000;
/** How many rooms one sweep takes; the next takes the others. */
const ROOMS = 1_000;
/** How many messages of each room. */
const MESSAGES = 10_000;

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
        .select(['rooms.id', 'rooms.chat_days'])
        .where('rooms.chat_days', '>', 0)
        .where((row) => row('messages.at', '<', row(row.val(now), '-', row('rooms.chat_days', '*', DAY))))
        // The oldest of each tells; the time of a message is in no index, which every message would have to be put into.
        .where((row) =>
          row(
            'messages.sequence',
            '=',
            row
              .selectFrom('messages as all')
              .select('all.sequence')
              .whereRef('all.room', '=', 'rooms.id')
              .orderBy('all.sequence')
              .limit(1),
          ),
        )
        .limit(ROOMS)
        .execute();
      for (const { id, chat_days: days } of limited) {
        await remove(id, await lastBefore(database, id, now - (days ?? 0) * DAY));
      }
      // The log of a room that is used for ever has no other end.
      await database
        .deleteFrom('acts')
        .where((row) =>
          row.exists(
            row
              .selectFrom('rooms')
              .select('rooms.id')
              .whereRef('rooms.id', '=', 'acts.room')
              .where('rooms.chat_days', '>', 0)
              .where((room) =>
                room('acts.at', '<', room(room.val(now), '-', room('rooms.chat_days', '*', DAY))),
              ),
          ),
        )
        .execute();

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

/** The last of a room's oldest messages that were written before a time; of many only some, the next sweep goes on. */
async function lastBefore(database: Kysely<Schema>, room: string, time: number): Promise<number> {
  const oldest = await database
    .selectFrom('messages')
    .select(['sequence', 'at'])
    .where('room', '=', room)
    .orderBy('sequence')
    .limit(MESSAGES)
    .execute();
  return oldest.findLast(({ at }) => at < time)?.sequence ?? 0;
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
