import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChatStore } from '../rooms/chat-port.js';
import type { OwnedStore, RoomStore } from '../rooms/rooms-port.js';
import { StartError } from '../start-error.js';
import { createChatStore } from './chat.js';
import { openDatabase } from './database.js';
import { Disk } from './disk.js';
import { FILE_LIMITS, Files, type FileLimits } from './files.js';
import { KeyedQueue } from './keyed-queue.js';
import { createOwnedStore } from './owned.js';
import { createRoomStore } from './rooms.js';
import { scrubbing } from './scrub.js';

export interface StoreOptions {
  dataDir: string;
  log: { error(details: object, message: string): void };
  limits?: Partial<FileLimits>;
  /** The time, in milliseconds since the epoch. */
  now?: () => number;
}

export interface Store {
  rooms: RoomStore;
  owned: OwnedStore;
  chat: ChatStore;
  files: Files;
  /** Throws where the store does not work. */
  check(): Promise<void>;
  /** Closes the database; nothing of the store may be used any more. */
  close(): Promise<void>;
}

/** How often abandoned uploads are looked for, in milliseconds. */
const EXPIRY_INTERVAL = 600_000;

/**
 * Opens everything that is kept: a database file and the files of the chat, in one folder that is made where
 * it is not there. Throws a StartError where the folder cannot be used.
 */
export async function openStore({ dataDir, log, limits = {}, now = Date.now }: StoreOptions): Promise<Store> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StartError(`DATA_DIR is "${dataDir}"; it takes a folder that can be written to (${code}).`, {
      cause: error,
    });
  }
  const database = await openDatabase(dataDir);
  const files = new Files(database, new Disk(join(dataDir, 'files')), { ...FILE_LIMITS, ...limits }, now);
  try {
    await files.start();
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const expiry = setInterval(() => {
    files
      .expire()
      .catch((error: unknown) => log.error({ err: error }, 'abandoned uploads could not be removed'));
  }, EXPIRY_INTERVAL);
  expiry.unref();
  const queue = new KeyedQueue();
  const scrubber = scrubbing(database, (error) =>
    log.error({ err: error }, 'deleted messages could not be overwritten'),
  );
  return {
    rooms: createRoomStore(database, (ended) => files.forget(ended), queue),
    owned: createOwnedStore(database, queue),
    chat: createChatStore({ database, forget: (gone) => files.forget(gone), scrub: scrubber.scrub }),
    files,
    async check() {
      await database.selectFrom('rooms').select('id').limit(1).execute();
      await access(dataDir, constants.W_OK);
    },
    async close() {
      clearInterval(expiry);
      scrubber.stop();
      await database.destroy();
    },
  };
}
