import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema.js';

/** How long after something was deleted it is gone from every file of the database, in milliseconds. */
const SOON = 1_000;

/**
 * Empties SQLite's log of what was written, where deleted texts would be found until it is written over. In groups,
 * because each time waits for the disk. `stop` ends it; closing the database empties the log too.
 */
export function scrubbing(
  database: Kysely<Schema>,
  failed: (error: unknown) => void,
): { scrub(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    scrub() {
      timer ??= setTimeout(() => {
        timer = undefined;
        sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database).catch(failed);
      }, SOON).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
