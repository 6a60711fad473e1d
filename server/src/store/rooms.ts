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

/** The row of a room of which nothing is known but its settings. */
function newRoom(room: RoomId, settings: RoomSettings) {
  return { id: room, ...settingsOf(settings), spotlight: null, empty_since: null, chat_sequence: 0 };
}

/** The settings, and of them what the store itself looks for. */
function settingsOf(settings: RoomSettings) {
  const { history } = settings;
  const days = typeof history === 'object' ? history.days : history === 'none' ? 0 : null;
  return { settings: JSON.stringify(settings), chat_days: days };
}

/** How many meetings end in one transaction; the next sweep takes the others. */
const MOST_AT_ONCE = 1_000;

/** Makes a room's row where it is new. */
export async function ensureRoom(database: Kysely<Schema>, room: RoomId): Promise<void> {
  await database
    .insertInto('rooms')
    .values(newRoom(room, FIRST_SETTINGS))
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
          .select(['settings', 'spotlight', 'chat_sequence'])
          .where('id', '=', room)
          .executeTakeFirst();
        if (row === undefined) return null;
        const seats = await database.selectFrom('seats').selectAll().where('room', '=', room).execute();
        return {
          // Of a room that an earlier version wrote, what it did not know of is as it is at first.
          settings: RoomSettings.parse({ ...FIRST_SETTINGS, ...JSON.parse(row.settings) }),
          spotlight: ParticipantId.nullable().parse(row.spotlight),
          seats: seats.map(seatOf),
          chatSequence: row.chat_sequence,
        };
      }),

    saveRoom: (room, settings) =>
      queue.run(room, async () => {
        await database
          .insertInto('rooms')
          .values(newRoom(room, settings))
          .onConflict((conflict) => conflict.column('id').doUpdateSet(settingsOf(settings)))
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
        const rooms = await transaction
          .selectFrom('rooms')
          .select('id')
          .where('empty_since', '<', before)
          .where((row) =>
            row.or([
              row('chat_days', 'is', null),
              row.not(
                row.exists(
                  row.selectFrom('messages').select('sequence').whereRef('messages.room', '=', 'rooms.id'),
                ),
              ),
            ]),
          )
          .limit(MOST_AT_ONCE)
          .execute();
        const ids = rooms.map(({ id }) => id);
        if (ids.length === 0) return { files: [], rooms: [] };
        const files = await transaction.selectFrom('files').selectAll().where('room', 'in', ids).execute();
        // Seats, messages and the rows of files go with the room: their foreign keys cascade.
        await transaction.deleteFrom('rooms').where('id', 'in', ids).execute();
        return { files, rooms: ids.map((id) => RoomId.parse(id)) };
      });
      await forget(ended.files);
      return ended.rooms;
    },
  };
}

/** A seat as it is written, taken down at once: what changes later is a later call's. */
function seatRow({ restrictions, removed, present, joinedAt, since, ...seat }: StoredSeat) {
  return {
    ...seat,
    restrictions: JSON.stringify(restrictions),
    removed: removed ? 1 : 0,
    present: present ? 1 : 0,
    joined_at: joinedAt,
    chat_since: since,
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
    since: row.chat_since,
  };
}
