import {
  FIRST_SETTINGS,
  PageId,
  ParticipantId,
  Restrictions,
  Role,
  RoomId,
  RoomSettings,
} from '@hangouts/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { RoomStore, StoredSeat } from '../rooms/ports.js';
import { KeyedQueue } from './keyed-queue.js';
import type { FileRow, Schema } from './schema.js';

/** What holds for a room of which nothing was said yet. */
const DEFAULT_SETTINGS = JSON.stringify(FIRST_SETTINGS);

/** Makes a room's row where it is new. */
export async function ensureRoom(database: Kysely<Schema>, room: RoomId): Promise<void> {
  await database
    .insertInto('rooms')
    .values({ id: room, settings: DEFAULT_SETTINGS, spotlight: null, empty_since: null, chat_sequence: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Rooms and seats in the database. `forget` is given the files of meetings that ended, to drop their bytes. */
export function createRoomStore(
  database: Kysely<Schema>,
  forget: (files: readonly FileRow[]) => Promise<void>,
): RoomStore {
  const queue = new KeyedQueue();
  return {
    load: (room) =>
      queue.run(room, async () => {
        const row = await database
          .selectFrom('rooms')
          .select(['settings', 'spotlight'])
          .where('id', '=', room)
          .executeTakeFirst();
        if (row === undefined) return null;
        const seats = await database.selectFrom('seats').selectAll().where('room', '=', room).execute();
        return {
          // Of a room that an earlier version wrote, what it did not know of is as it is at first.
          settings: RoomSettings.parse({ ...FIRST_SETTINGS, ...JSON.parse(row.settings) }),
          spotlight: ParticipantId.nullable().parse(row.spotlight),
          seats: seats.map(seatOf),
        };
      }),

    saveRoom: (room, settings) =>
      queue.run(room, async () => {
        const json = JSON.stringify(settings);
        await database
          .insertInto('rooms')
          .values({ id: room, settings: json, spotlight: null, empty_since: null, chat_sequence: 0 })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ settings: json }))
          .execute();
      }),

    saveSeat(room, seat) {
      const { participant, ...kept } = seatRow(seat);
      return queue.run(room, () =>
        database.transaction().execute(async (transaction) => {
          await ensureRoom(transaction, room);
          await transaction
            .insertInto('seats')
            .values({ room, participant, ...kept })
            .onConflict((conflict) => conflict.columns(['room', 'participant']).doUpdateSet(kept))
            .execute();
        }),
      );
    },

    saveSpotlight: (room, participant) =>
      queue.run(room, async () => {
        await database.updateTable('rooms').set({ spotlight: participant }).where('id', '=', room).execute();
      }),

    saveEmptySince: (room, emptySince) =>
      queue.run(room, async () => {
        await database.updateTable('rooms').set({ empty_since: emptySince }).where('id', '=', room).execute();
      }),

    async settleAfterStart(now) {
      await database
        .updateTable('rooms')
        .set({ empty_since: now })
        .where('empty_since', 'is', null)
        .execute();
    },

    async endMeetings(before) {
      const ended = await database.transaction().execute(async (transaction) => {
        const rooms = transaction.selectFrom('rooms').select('id').where('empty_since', '<', before);
        const files = await transaction.selectFrom('files').selectAll().where('room', 'in', rooms).execute();
        // Seats, messages and the rows of files go with the room: their foreign keys cascade.
        const gone = await transaction
          .deleteFrom('rooms')
          .where('empty_since', '<', before)
          .returning('id')
          .execute();
        return { files, rooms: gone.map((row) => RoomId.parse(row.id)) };
      });
      await forget(ended.files);
      return ended.rooms;
    },
  };
}

/** A seat as it is written, taken down at once: what changes later is a later call's. */
function seatRow({ restrictions, removed, present, joinedAt, ...seat }: StoredSeat) {
  return {
    ...seat,
    restrictions: JSON.stringify(restrictions),
    removed: removed ? 1 : 0,
    present: present ? 1 : 0,
    joined_at: joinedAt,
  };
}

function seatOf(row: Selectable<Schema['seats']>): StoredSeat {
  return {
    participant: ParticipantId.parse(row.participant),
    name: row.name,
    role: Role.parse(row.role),
    restrictions: Restrictions.parse(JSON.parse(row.restrictions)),
    generation: row.generation,
    page: PageId.parse(row.page),
    removed: row.removed === 1,
    present: row.present === 1,
    joinedAt: row.joined_at,
    hand: row.hand,
  };
}
