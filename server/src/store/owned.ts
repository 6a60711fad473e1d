import { RoomId, RoomKind } from '@hangouts/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { OwnedRoom, OwnedStore } from '../rooms/rooms-port.js';
import type { KeyedQueue } from './keyed-queue.js';
import type { Schema } from './schema.js';
import { settingsOf } from './settings.js';

/** Rooms that are somebody's, in the database. `queue` is the one that the calls about each room go through. */
export function createOwnedStore(database: Kysely<Schema>, queue: KeyedQueue): OwnedStore {
  return {
    make: (owned) =>
      queue.run(owned.room, () =>
        database.transaction().execute(async (transaction) => {
          const meeting = await transaction
            .selectFrom('rooms')
            .select('id')
            .where('id', '=', owned.room)
            .executeTakeFirst();
          if (meeting !== undefined || (await findOwned(transaction, owned.room)) !== null) return false;
          await transaction.insertInto('owned').values(rowOf(owned)).execute();
          return true;
        }),
      ),

    find: (room) => queue.run(room, () => findOwned(database, room)),

    change: (owned) =>
      queue.run(owned.room, async () => {
        // What holds in it may have changed meanwhile: that is the meeting's.
        const { room, settings: _settings, passcode: _passcode, ...row } = rowOf(owned);
        const { numUpdatedRows } = await database
          .updateTable('owned')
          .set(row)
          .where('room', '=', room)
          .where('uid', '=', owned.uid)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    remove: (room) =>
      queue.run(room, async () => {
        await database.deleteFrom('owned').where('room', '=', room).execute();
      }),

    keep: ({ room, uid }, until) =>
      queue.run(room, async () => {
        await database
          .updateTable('owned')
          .set({ kept_until: until })
          .where('room', '=', room)
          .where('uid', '=', uid)
          .execute();
      }),

    async countOf(madeBy) {
      const { count } = await database
        .selectFrom('owned')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('made_by', '=', madeBy)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async expire(now) {
      await database
        .deleteFrom('owned')
        .where('kept_until', '<', now)
        .where('room', 'not in', database.selectFrom('rooms').select('id'))
        .execute();
    },
  };
}

/** The room of this name as its owner has it, or null where it is nobody's. */
export async function findOwned(database: Kysely<Schema>, room: RoomId): Promise<OwnedRoom | null> {
  const row = await database.selectFrom('owned').selectAll().where('room', '=', room).executeTakeFirst();
  return row === undefined ? null : ownedOf(row);
}

function rowOf({ plan, settings, changedAt, keptUntil, madeBy, ...owned }: OwnedRoom): Schema['owned'] {
  return {
    ...owned,
    starts_at: plan?.startsAt ?? null,
    duration: plan?.duration ?? null,
    settings: JSON.stringify(settings),
    changed_at: changedAt,
    kept_until: keptUntil,
    made_by: madeBy,
  };
}

function ownedOf(row: Selectable<Schema['owned']>): OwnedRoom {
  const { starts_at: startsAt, duration } = row;
  return {
    room: RoomId.parse(row.room),
    owner: row.owner,
    kind: RoomKind.parse(row.kind),
    title: row.title,
    plan: startsAt === null || duration === null ? null : { startsAt, duration },
    settings: settingsOf(row.settings),
    passcode: row.passcode,
    uid: row.uid,
    sequence: row.sequence,
    changedAt: row.changed_at,
    keptUntil: row.kept_until,
    madeBy: row.made_by,
  };
}
