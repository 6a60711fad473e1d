import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import Libsql from 'libsql';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { lounge, newFolder, newSeat, openTestStore, reader } from './fixtures/store.js';
import { migrations } from './migrations.js';

/** A database as an earlier version left it, in a folder. */
async function leftBy(dataDir: string, last: string): Promise<Libsql.Database> {
  const file = new Libsql(join(dataDir, 'hangouts.db'));
  const database = new Kysely<unknown>({
    dialect: new SqliteDialect({
      database: { prepare: (text) => file.prepare(text), close: () => undefined },
    }),
  });
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db: database, provider }).migrateTo(last);
  expect(error).toBeUndefined();
  return file;
}

it('an earlier version’s messages are searched, and its files still belong to them', async () => {
  const dataDir = await newFolder();
  const file = await leftBy(dataDir, '0003-hands');
  const { participant } = newSeat();
  const about = { id: 'ab12', name: 'Grüße.txt', size: 3, type: 'application/octet-stream', image: false };
  file.exec('begin');
  file.prepare(`insert into rooms (id, settings, chat_sequence) values ('lounge', '{}', 600)`).run();
  const message = file.prepare(
    `insert into messages (room, sequence, id, participant, name, at, text, file, nonce)
     values ('lounge', ?, ?, ?, 'Ana', 5, ?, ?, ?)`,
  );
  for (let sequence = 1; sequence <= 600; sequence += 1) {
    const sent = sequence === 600 ? JSON.stringify(about) : null;
    message.run(sequence, randomUUID(), participant, `ÜBER ${sequence}`, sent, randomUUID());
  }
  file
    .prepare(
      `insert into files (id, room, participant, upload, name, size, type, image, whole)
       values ('ab12', 'lounge', ?, ?, 'Grüße.txt', 3, 'application/octet-stream', 0, 1)`,
    )
    .run(participant, randomUUID());
  file.exec('commit');
  file.close();

  const first = await openTestStore({ dataDir, limits: { room: 0 } });
  const as = reader();
  const found = async (text: string) =>
    (await first.chat.search(as, text, null)).messages.map(({ sequence }) => sequence);
  expect(await found('über 599')).toEqual([599]);
  expect(await found('grusse.txt')).toEqual([]);
  expect(await found('gruße')).toEqual([600]);
  expect((await first.rooms.load(lounge))?.settings.history).toBe('meeting');
  // The row knows its message; its bytes were never on this disk.
  expect(await first.chat.delete(lounge, 600, 'host')).toMatchObject({ deleted: 'host', file: null });
});
