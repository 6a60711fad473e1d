import { randomUUID } from 'node:crypto';
import {
  FIRST_SETTINGS,
  PageId,
  ParticipantId,
  Restrictions,
  Role,
  RoomId,
  type RoomSettings,
} from '@hangouts/protocol';
import type { ExpressionBuilder, Kysely, Selectable, SelectQueryBuilder } from 'kysely';
import { LoggedAct } from './acts.js';
import type { OwnedRoom, RoomStore, StoredRoom, StoredSeat } from '../rooms/rooms-port.js';
import type { KeyedQueue } from './keyed-queue.js';
import { findOwned } from './owned.js';
import type { FileRow, Schema } from './schema.js';
import { settingsOf } from './settings.js';

type RoomQuery = SelectQueryBuilder<Schema, 'rooms', { id: string }>;

/** How many meetings end in one transaction, the next sweep takes the others; and how many seats go in one statement. */
const MOST_AT_ONCE = 1_000;

/** What a row begins with beside what is known of its room. */
function newRoom(id: RoomId) {
  return { id, spotlight: null, empty_since: null, emptied_at: null, chat_sequence: 0, open_from: 0 };
}

/** The settings as they are written, and of them what the store itself looks for. */
function writtenSettings(settings: RoomSettings) {
  const { history } = settings;
  const days = typeof history === 'object' ? history.days : history === 'none' ? 0 : null;
  return { settings: JSON.stringify(settings), chat_days: days };
}

/** Whether there is anything in a room's chat. */
function hasMessages(row: ExpressionBuilder<Schema, 'rooms'>) {
  return row.exists(row.selectFrom('messages').select('sequence').whereRef('messages.room', '=', 'rooms.id'));
}

function isOwned(row: ExpressionBuilder<Schema, 'rooms'>) {
  return row.exists(row.selectFrom('owned').select('room').whereRef('owned.room', '=', 'rooms.id'));
}

function seatsOf(row: ExpressionBuilder<Schema, 'rooms'>) {
  return row.selectFrom('seats').select('participant').whereRef('seats.room', '=', 'rooms.id');
}

/** Whether there is something that outlives the meeting where the room is somebody's. */
function keepsChat(row: ExpressionBuilder<Schema, 'rooms'>) {
  return row.and([row('chat_days', '>', 0), hasMessages(row)]);
}

/** Makes a room's row where it is new. */
export async function ensureRoom(database: Kysely<Schema>, room: RoomId): Promise<void> {
  await database
    .insertInto('rooms')
    .values({ ...newRoom(room), ...writtenSettings(FIRST_SETTINGS), meeting: randomUUID(), passcode: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/**
 * Rooms and seats in the database. `forget` is given the files of meetings that ended, to drop their bytes; `queue` is
 * the one that the calls about each room go through.
 */
export function createRoomStore(
  database: Kysely<Schema>,
  forget: (files: readonly FileRow[]) => Promise<void>,
  queue: KeyedQueue,
): RoomStore {
  const end = async (pick: (rooms: RoomQuery) => RoomQuery): Promise<RoomId[]> => {
    const ended = await database.transaction().execute(async (transaction) => {
      const rows = await pick(transaction.selectFrom('rooms').select('id')).execute();
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return { files: [], rooms: [] };
      const files = await transaction.selectFrom('files').selectAll().where('room', 'in', ids).execute();
      // Everything else goes with the room: its foreign keys cascade.
      await transaction.deleteFrom('rooms').where('id', 'in', ids).execute();
      return { files, rooms: ids.map((id) => RoomId.parse(id)) };
    });
    await forget(ended.files);
    return ended.rooms;
  };
  const endOne = async (pick: (rooms: RoomQuery) => RoomQuery): Promise<void> => {
    // What is kept for days outlives the meeting where the room is somebody's, and so does what guards it. One that is
    // nobody's is whose who comes next: they would read what was said among others.
    const stays = await database
      .updateTable('rooms')
      .set({ meeting: randomUUID(), spotlight: null })
      .where('id', 'in', pick(database.selectFrom('rooms').select('id')))
      .where(keepsChat)
      .where(isOwned)
      .returning('id')
      .executeTakeFirst();
    if (stays === undefined) {
      await end(pick);
      return;
    }
    for (const table of ['seats', 'removals', 'acts'] as const)
      await database.deleteFrom(table).where('room', '=', stays.id).execute();
  };
  return {
    load: (room) =>
      queue.run(room, async () => {
        const row = await database
          .selectFrom('rooms')
          .select([
            'settings',
            'spotlight',
            'meeting',
            'passcode',
            'empty_since',
            'emptied_at',
            'chat_sequence',
            'open_from',
          ])
          .where('id', '=', room)
          .executeTakeFirst();
        const owned = await findOwned(database, room);
        if (row === undefined) return owned === null ? null : newMeeting(owned);
        const seats = await database
          .selectFrom('seats')
          .selectAll()
          .where('room', '=', room)
          .orderBy('joined_at')
          .execute();
        const removals = await database
          .selectFrom('removals')
          .select(['participant', 'browser', 'network'])
          .where('room', '=', room)
          .execute();
        const acts = await database
          .selectFrom('acts')
          .select('act')
          .where('room', '=', room)
          .orderBy('at')
          .execute();
        const { meeting, passcode } = row;
        return {
          meeting,
          settings: settingsOf(row.settings),
          passcode,
          log: acts.map(({ act }) => LoggedAct.parse(JSON.parse(act))),
          removals: removals.map((removal) => ({
            ...removal,
            participant: ParticipantId.parse(removal.participant),
          })),
          spotlight: ParticipantId.nullable().parse(row.spotlight),
          seats: seats.map(seatOf),
          owned,
          chatSequence: row.chat_sequence,
          emptySince: row.empty_since,
          emptiedAt: row.emptied_at,
          openFrom: row.open_from,
        };
      }),

    settings: (room) =>
      queue.run(room, async () => {
        const row = await database
          .selectFrom('rooms')
          .select('settings')
          .where('id', '=', room)
          .executeTakeFirst();
        return row === undefined
          ? ((await findOwned(database, room))?.settings ?? null)
          : settingsOf(row.settings);
      }),

    saveRoom(room, { meeting, settings, passcode, emptiedAt, openFrom }) {
      const own = { meeting, passcode, emptied_at: emptiedAt, open_from: openFrom };
      const kept = { ...own, ...writtenSettings(settings) };
      return queue.run(room, () =>
        database.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('rooms')
            .values({ ...newRoom(room), ...kept })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
            .execute();
          const lasting = { settings: kept.settings, passcode };
          await transaction.updateTable('owned').set(lasting).where('room', '=', room).execute();
        }),
      );
    },

    saveRemoval(room, removal) {
      const { browser, network } = removal;
      return queue.run(room, async () => {
        await database
          .insertInto('removals')
          .values({ room, ...removal })
          .onConflict((conflict) =>
            conflict.columns(['room', 'participant']).doUpdateSet({ browser, network }),
          )
          .execute();
      });
    },

    saveAct(room, act, gone = []) {
      const { id, at } = act;
      const json = JSON.stringify(act);
      return queue.run(room, async () => {
        await database
          .insertInto('acts')
          .values({ room, id, at, act: json })
          .onConflict((conflict) => conflict.columns(['room', 'id']).doUpdateSet({ act: json }))
          .execute();
        if (gone.length === 0) return;
        await database
          .deleteFrom('acts')
          .where('room', '=', room)
          .where('id', 'in', [...gone])
          .execute();
      });
    },

    deleteRemoval: (room, participant) =>
      queue.run(room, async () => {
        await database
          .deleteFrom('removals')
          .where('room', '=', room)
          .where('participant', '=', participant)
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

    deleteSeats: (room, participants) =>
      queue.run(room, async () => {
        for (let from = 0; from < participants.length; from += MOST_AT_ONCE) {
          await database
            .deleteFrom('seats')
            .where('room', '=', room)
            .where('participant', 'in', participants.slice(from, from + MOST_AT_ONCE))
            .execute();
        }
      }),

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

    async endMeetings(before, ownedBefore) {
      const ended = await end((rooms) =>
        rooms
          .where('empty_since', '<', before)
          .where((row) => row.not(isOwned(row)))
          .where((row) => row.or([row('chat_days', 'is', null), row.not(hasMessages(row))]))
          .limit(MOST_AT_ONCE),
      );
      const owned = await database
        .selectFrom('rooms')
        .select('id')
        .where('empty_since', '<', ownedBefore)
        .where(isOwned)
        // Where only chat is left that is kept for days, it has ended.
        .where((row) => row.or([row.not(keepsChat(row)), row.exists(seatsOf(row))]))
        .limit(MOST_AT_ONCE)
        .execute();
      for (const { id } of owned) {
        const room = RoomId.parse(id);
        // Somebody may have come meanwhile.
        await queue.run(room, () =>
          endOne((rooms) => rooms.where('id', '=', id).where('empty_since', '<', ownedBefore)),
        );
        ended.push(room);
      }
      return ended;
    },

    endMeeting: (room) => queue.run(room, () => endOne((rooms) => rooms.where('id', '=', room))),
  };
}

/** A meeting that begins in a room that is somebody's: nothing but what holds there. */
function newMeeting(owned: OwnedRoom): StoredRoom {
  const { settings, passcode } = owned;
  return {
    meeting: randomUUID(),
    settings,
    passcode,
    removals: [],
    log: [],
    spotlight: null,
    seats: [],
    chatSequence: 0,
    owned,
    emptySince: null,
    emptiedAt: null,
    openFrom: 0,
  };
}

/** A seat as it is written, taken down at once: what changes later is a later call's. */
function seatRow({ restrictions, removed, present, joinedAt, since, visitor, ...seat }: StoredSeat) {
  return {
    ...seat,
    restrictions: JSON.stringify(restrictions),
    removed: removed ? 1 : 0,
    present: present ? 1 : 0,
    joined_at: joinedAt,
    chat_since: since,
    browser: visitor?.browser ?? null,
    network: visitor?.network ?? null,
  };
}

function seatOf(row: Selectable<Schema['seats']>): StoredSeat {
  const { browser, network } = row;
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
    visitor: browser === null || network === null ? null : { browser, network },
  };
}
