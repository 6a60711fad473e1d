import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { folded } from './folded.js';

/**
 * Every change of the tables since the first version, in the order of their names. One that was released is
 * never edited. Types that SQLite and PostgreSQL both know; nothing of one alone.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-rooms': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('rooms')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('settings', 'text', (column) => column.notNull())
        .addColumn('empty_since', 'bigint')
        .addColumn('chat_sequence', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema.createIndex('rooms_empty_since').on('rooms').column('empty_since').execute();
      await db.schema
        .createTable('seats')
        .addColumn('room', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
        .addColumn('participant', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('restrictions', 'text', (column) => column.notNull())
        .addColumn('generation', 'integer', (column) => column.notNull())
        .addColumn('page', 'text', (column) => column.notNull())
        .addColumn('removed', 'integer', (column) => column.notNull())
        .addColumn('present', 'integer', (column) => column.notNull())
        .addColumn('joined_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('seats_key', ['room', 'participant'])
        .execute();
      await db.schema
        .createTable('messages')
        .addColumn('room', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('participant', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('file', 'text')
        .addColumn('nonce', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('messages_key', ['room', 'sequence'])
        .addUniqueConstraint('messages_nonce', ['room', 'participant', 'nonce'])
        .execute();
      await db.schema
        .createTable('files')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('room', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
        .addColumn('participant', 'text', (column) => column.notNull())
        .addColumn('upload', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('size', 'bigint', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('image', 'integer', (column) => column.notNull())
        .addColumn('whole', 'integer', (column) => column.notNull())
        .addUniqueConstraint('files_upload', ['room', 'participant', 'upload'])
        .execute();
    },
  },
  '0002-spotlight': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('rooms').addColumn('spotlight', 'text').execute();
    },
  },
  '0003-hands': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('seats').addColumn('hand', 'integer').execute();
    },
  },
  '0004-coming-in': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('rooms')
        .addColumn('meeting', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
      await db.schema.alterTable('rooms').addColumn('passcode', 'text').execute();
      await db.schema
        .createTable('removals')
        .addColumn('room', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
        .addColumn('participant', 'text', (column) => column.notNull())
        .addColumn('browser', 'text')
        .addColumn('network', 'text')
        .addPrimaryKeyConstraint('removals_key', ['room', 'participant'])
        .execute();
    },
  },
  '0006-order-log': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('acts')
        .addColumn('room', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('act', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('acts_key', ['room', 'id'])
        .execute();
    },
  },
  '0007-chat': {
    async up(db: Kysely<unknown>) {
      const { schema } = db;
      await schema.alterTable('rooms').addColumn('chat_days', 'integer').execute();
      await schema
        .alterTable('seats')
        .addColumn('chat_since', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await schema.alterTable('messages').addColumn('recipient', 'text').execute();
      await schema.alterTable('messages').addColumn('recipient_name', 'text').execute();
      await schema.alterTable('messages').addColumn('reply_to', 'bigint').execute();
      await schema.alterTable('messages').addColumn('mentions', 'text').execute();
      await schema.alterTable('messages').addColumn('edited_at', 'bigint').execute();
      await schema.alterTable('messages').addColumn('deleted', 'text').execute();
      await schema
        .alterTable('messages')
        .addColumn('folded', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
      await schema.alterTable('files').addColumn('recipient', 'text').execute();
      await schema.alterTable('files').addColumn('draft', 'text').execute();
      await schema.alterTable('files').addColumn('sequence', 'bigint').execute();
      await fillChat(db as Kysely<OldMessages>);
    },
  },
  '0008-owned': {
    async up(db: Kysely<unknown>) {
      // No meeting need be in it: it refers to none.
      await db.schema
        .createTable('owned')
        .addColumn('room', 'text', (column) => column.primaryKey())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('title', 'text')
        .addColumn('starts_at', 'bigint')
        .addColumn('duration', 'integer')
        .addColumn('settings', 'text', (column) => column.notNull())
        .addColumn('passcode', 'text')
        .addColumn('uid', 'text', (column) => column.notNull())
        .addColumn('sequence', 'integer', (column) => column.notNull())
        .addColumn('changed_at', 'bigint', (column) => column.notNull())
        .addColumn('kept_until', 'bigint')
        .execute();
      await db.schema.createIndex('owned_kept_until').on('owned').column('kept_until').execute();
    },
  },
  '0009-owned-use': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('owned').addColumn('made_by', 'text').execute();
      await db.schema.createIndex('owned_made_by').on('owned').column('made_by').execute();
      // Rooms for good are kept for as long as they are used. When these were used last is not known.
      await (db as Kysely<OldOwned>)
        .updateTable('owned')
        .set({ kept_until: Date.now() + 180 * 24 * 60 * 60 * 1_000 })
        .where('kept_until', 'is', null)
        .execute();
    },
  },
  '0010-seat-visitors': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('seats').addColumn('browser', 'text').execute();
      await db.schema.alterTable('seats').addColumn('network', 'text').execute();
    },
  },
  '0011-emptied': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('rooms').addColumn('emptied_at', 'bigint').execute();
    },
  },
  '0012-open-from': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('rooms')
        .addColumn('open_from', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
};

/** What `0009-owned-use` reads and writes of the table as it is then. */
interface OldOwned {
  owned: { kept_until: number | null };
}

/** What `0007-chat` reads and writes of the tables as they are then. */
interface OldMessages {
  messages: { room: string; sequence: number; text: string; file: string | null; folded: string };
  files: { id: string; sequence: number | null };
}

/** How many messages are brought up to date at once. */
const BATCH = 500;

/** Makes older messages searchable, and tells their files which message they belong to. */
async function fillChat(db: Kysely<OldMessages>): Promise<void> {
  let from = { room: '', sequence: 0 };
  for (;;) {
    const rows = await db
      .selectFrom('messages')
      .select(['room', 'sequence', 'text', 'file'])
      .where((row) =>
        row.or([
          row('room', '>', from.room),
          row.and([row('room', '=', from.room), row('sequence', '>', from.sequence)]),
        ]),
      )
      .orderBy('room')
      .orderBy('sequence')
      .limit(BATCH)
      .execute();
    for (const { room, sequence, text, file } of rows) {
      const about: { id?: string; name?: string } = file === null ? {} : JSON.parse(file);
      await db
        .updateTable('messages')
        .set({ folded: folded(text, about.name) })
        .where('room', '=', room)
        .where('sequence', '=', sequence)
        .execute();
      if (about.id !== undefined)
        await db.updateTable('files').set({ sequence }).where('id', '=', about.id).execute();
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    from = last;
  }
}
