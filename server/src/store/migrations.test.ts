import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { FIRST_SETTINGS, NO_RESTRICTIONS } from '@hangouts/protocol';
import Libsql from 'libsql';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, it } from 'vitest';
import { PERSONAL_KEPT } from '../rooms/keeping.js';
import { LoggedAct } from './acts.js';
import { lounge, newFolder, newMessage, newSeat, openTestStore, reader } from './fixtures/store.js';
import { migrations } from './migrations.js';

/** A database as an earlier version left it, in a folder, that had these of the changes. */
async function leftBy(dataDir: string, has: (name: string) => boolean): Promise<Libsql.Database> {
  const file = new Libsql(join(dataDir, 'hangouts.db'));
  const database = new Kysely<unknown>({
    dialect: new SqliteDialect({
      database: { prepare: (text) => file.prepare(text), close: () => undefined },
    }),
  });
  const known = Object.fromEntries(Object.entries(migrations).filter(([name]) => has(name)));
  const provider = { getMigrations: () => Promise.resolve(known) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  return file;
}

it('an earlier version’s messages are searched, and its files still belong to them', async () => {
  const dataDir = await newFolder();
  const file = await leftBy(dataDir, (name) => name <= '0003-hands');
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
    (await first.chat.search(as, text, 601)).messages.map(({ sequence }) => sequence);
  expect(await found('über 599')).toEqual([599]);
  expect(await found('grusse.txt')).toEqual([]);
  expect(await found('gruße')).toEqual([600]);
  expect((await first.rooms.load(lounge))?.settings.history).toBe('meeting');
  // The row knows its message; its bytes were never on this disk.
  expect(await first.chat.delete(lounge, 600, 'host')).toMatchObject({ deleted: 'host', file: null });
});

describe('a version between two releases', () => {
  const { participant } = newSeat();
  const act = {
    id: randomUUID(),
    at: 5,
    act: 'muted-all',
    by: 'Ana',
    whom: null,
    role: null,
    source: null,
    reason: null,
    before: null,
    undone: false,
  };

  it('that had the log of order and not the chat as it is now keeps both', async () => {
    const dataDir = await newFolder();
    const file = await leftBy(dataDir, (name) => name <= '0006-order-log');
    file.prepare(`insert into rooms (id, settings, chat_sequence) values ('lounge', '{}', 1)`).run();
    file
      .prepare(`insert into acts (room, id, at, act) values ('lounge', ?, 5, ?)`)
      .run(act.id, JSON.stringify(act));
    file
      .prepare(
        `insert into messages (room, sequence, id, participant, name, at, text, nonce)
         values ('lounge', 1, ?, ?, 'Ana', 5, 'Grüße', ?)`,
      )
      .run(randomUUID(), participant, randomUUID());
    file.close();

    const store = await openTestStore({ dataDir });
    expect((await store.rooms.load(lounge))?.log).toEqual([{ ...act, change: null, count: null }]);
    const { messages } = await store.chat.search(reader(), 'gruße', 2);
    expect(messages.map(({ text }) => text)).toEqual(['Grüße']);
    expect((await store.chat.append(lounge, newMessage(newSeat(), 'after'))).message.sequence).toBe(2);
  });

  it('that had the chat as it is now and not the log of order gets the log', async () => {
    const dataDir = await newFolder();
    const file = await leftBy(dataDir, (name) => name <= '0007-chat' && name !== '0006-order-log');
    file.prepare(`insert into rooms (id, settings, chat_sequence) values ('lounge', '{}', 0)`).run();
    file.close();
    const store = await openTestStore({ dataDir });
    await store.rooms.saveAct(lounge, LoggedAct.parse(act));
    expect((await store.rooms.load(lounge))?.log).toEqual([{ ...act, change: null, count: null }]);
  });
});

it('a seat of an earlier version is read, and nobody knows from where its person came', async () => {
  const dataDir = await newFolder();
  const file = await leftBy(dataDir, (name) => name <= '0009-owned-use');
  const { participant } = newSeat();
  file.prepare(`insert into rooms (id, settings, chat_sequence) values ('lounge', '{}', 0)`).run();
  file
    .prepare(
      `insert into seats (room, participant, name, role, restrictions, generation, page, removed, present, joined_at)
       values ('lounge', ?, 'Ana', 'speaker', ?, 1, ?, 0, 1, 5)`,
    )
    .run(participant, JSON.stringify(NO_RESTRICTIONS), randomUUID());
  file.close();
  const store = await openTestStore({ dataDir });
  expect((await store.rooms.load(lounge))?.seats).toMatchObject([{ participant, visitor: null }]);
});

describe('a line of the log of an earlier version', () => {
  const { participant } = newSeat();
  const { passcode: _, ...settings } = FIRST_SETTINGS;
  const line = (before: object) => ({
    id: randomUUID(),
    at: 5,
    by: 'Ana',
    whom: 'Ben',
    role: null,
    source: null,
    reason: null,
    before,
    undone: false,
  });

  it.each([
    ['settings', { what: 'settings', settings }],
    ['muted-all', { what: 'settings', settings: { allow: FIRST_SETTINGS.allow } }],
    ['restricted', { what: 'restrictions', participant, restrictions: NO_RESTRICTIONS }],
  ])('%s, which kept everything, is read and not had back', (act, before) => {
    expect(LoggedAct.parse({ ...line(before), act })).toMatchObject({ act, change: null, before: null });
  });

  it('of one thing is had back', () => {
    const before = { what: 'role', participant, role: 'speaker' };
    expect(LoggedAct.parse({ ...line(before), act: 'role' })).toMatchObject({ before });
  });
});

it('what a line changed is read as it was written', () => {
  const before = { what: 'settings', settings: { allow: { screen: true } } };
  const about = { id: randomUUID(), at: 5, by: 'Ana', whom: null, role: null, source: null, reason: null };
  const line = {
    ...about,
    act: 'settings',
    change: { of: 'screen', to: false },
    count: null,
    before,
    undone: false,
  };
  expect(LoggedAct.parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
});

it('a room for good of an earlier version is kept for half a year from now on', async () => {
  const dataDir = await newFolder();
  const file = await leftBy(dataDir, (name) => name <= '0008-owned');
  file
    .prepare(
      `insert into owned (room, owner, kind, settings, uid, sequence, changed_at)
       values ('lounge', 'owner', 'personal', '{}', 'uid', 0, 5)`,
    )
    .run();
  file.close();
  const before = Date.now();
  const store = await openTestStore({ dataDir });
  const room = await store.owned.find(lounge);
  expect(room).toMatchObject({ kind: 'personal', madeBy: null });
  expect(room?.keptUntil).toBeGreaterThanOrEqual(before + PERSONAL_KEPT);
});
