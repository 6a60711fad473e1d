import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import Libsql from 'libsql';
import { StartError } from '../start-error.js';
import { migrations } from './migrations.js';
import type { Schema } from './schema.js';

export type Database = Kysely<Schema>;

/** How long a statement waits while another process (a backup, say) holds the file, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/**
 * Opens the database file in a folder that is there, brings its tables up to date and keeps other servers
 * out of the folder until the database is closed. Throws a StartError where that cannot be.
 */
export async function openDatabase(dataDir: string): Promise<Database> {
  let lock: Libsql.Database | null = null;
  let file: Libsql.Database | null = null;
  try {
    lock = takeFolder(dataDir);
    file = new Libsql(privateFile(join(dataDir, 'hangouts.db')));
    prepare(file);
  } catch (error) {
    lock?.close();
    file?.close();
    throw asStartError(error, dataDir);
  }
  const held = lock;
  const opened = file;
  const database: Database = new Kysely<Schema>({
    dialect: new SqliteDialect({
      database: {
        prepare: (sql) => opened.prepare(sql),
        close() {
          opened.close();
          held.close();
        },
      },
    }),
  });
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  // They do not build on each other's order, and versions between two releases may have had them in another.
  const migrator = new Migrator({ db: database, provider, allowUnorderedMigrations: true });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw asStartError(error, dataDir);
  }
  return database;
}

/**
 * Two servers on one folder would take each other's rooms for their own, so each holds a lock in it. It is a
 * transaction on an empty database, because the system drops that lock with the process, however it ends.
 */
function takeFolder(dataDir: string): Libsql.Database {
  const lock = new Libsql(privateFile(join(dataDir, 'lock')));
  try {
    lock.exec('PRAGMA busy_timeout = 1000');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (codeOf(error) !== 'SQLITE_BUSY') throw error;
    throw new StartError(`DATA_DIR is "${dataDir}"; another server is using that folder.`, { cause: error });
  }
}

/** Makes a file, where it is not there, that only this user reads; SQLite gives its companions the same rights. */
function privateFile(path: string): string {
  closeSync(openSync(path, 'a', 0o600));
  return path;
}

function prepare(file: Libsql.Database): void {
  file.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  file.exec('PRAGMA journal_mode = WAL');
  // In WAL mode a commit is in the system's hands before it returns, so killing the process loses nothing;
  // a power cut may lose the last seconds but cannot damage the file. FULL would wait for the disk each time.
  file.exec('PRAGMA synchronous = NORMAL');
  file.exec('PRAGMA foreign_keys = ON');
  // What is deleted is overwritten, so that it cannot be read from the file either.
  file.exec('PRAGMA secure_delete = ON');
  // Pages of the file kept in this process, in kibibytes.
  file.exec('PRAGMA cache_size = -2000');
  // The log is taken into the file, which waits for the disk, after so many pages: 16 MB. What was deleted does not
  // wait for that (`scrub.ts`).
  file.exec('PRAGMA wal_autocheckpoint = 4000');
}

function asStartError(error: unknown, dataDir: string): StartError {
  if (error instanceof StartError) return error;
  const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
  const explained = /previously executed migration .* is missing/.test(reason)
    ? 'was written by a newer version of the server'
    : `cannot be opened (${reason})`;
  return new StartError(`DATA_DIR is "${dataDir}"; the database in it ${explained}.`, { cause: error });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
