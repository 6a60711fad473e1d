import { randomUUID } from 'node:crypto';
import type { ChatMessage, RoomId } from '@hangouts/protocol';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { NewChatMessage } from '../rooms/chat-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { messageOf, rowOf } from './messages.js';
import { ensureRoom } from './rooms.js';
import type { Schema } from './schema.js';

export interface Appended {
  message: ChatMessage;
  repeated: boolean;
}

interface Waiting {
  room: RoomId;
  message: NewChatMessage;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** The most messages in one transaction. */
const MOST = 500;

/**
 * Appends messages to the chats of rooms. Those that come while others are being written go into one transaction
 * together, so that a busy server waits for the database once for all of them; none is answered before it stands.
 */
export class Appends {
  readonly #database: Kysely<Schema>;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(database: Kysely<Schema>) {
    this.#database = database;
  }

  add(room: RoomId, message: NewChatMessage): Promise<Appended> {
    const appended = new Promise<Appended>((resolve, reject) => {
      this.#waiting.push({ room, message, resolve, reject });
    });
    if (!this.#writing) {
      this.#writing = true;
      // Whatever else has come in by now goes along.
      setImmediate(() => void this.#writeAll());
    }
    return appended;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MOST);
      this.#waiting = this.#waiting.slice(MOST);
      await this.#write(batch);
    }
    this.#writing = false;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const appended = await this.#append(batch);
      batch.forEach(({ resolve, reject }, index) => {
        const one = appended[index];
        if (one === undefined) reject(new Error('a message was not appended'));
        else resolve(one);
      });
    } catch (error) {
      // What fails one must not fail the others.
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await this.#write([one]);
    }
  }

  /** Taken for new messages at first, as nearly all are; where one was sent before, all are looked for. */
  async #append(batch: readonly Waiting[]): Promise<(Appended | undefined)[]> {
    const database = this.#database;
    try {
      const messages = await database.transaction().execute((transaction) => appendNew(transaction, batch));
      return messages.map((message) => ({ message, repeated: false }));
    } catch (error) {
      if (!(error instanceof SentBefore)) throw error;
    }
    return database.transaction().execute(async (transaction) => {
      const firsts = new Map<string, Waiting>();
      const stands = new Map<string, ChatMessage>();
      for (const one of batch) {
        const key = keyOf(one);
        const { room, message } = one;
        const { participant, nonce } = message;
        const before = await sentBefore(transaction, { room, participant }, nonce);
        if (before !== undefined) stands.set(key, messageOf(before));
        else if (!firsts.has(key)) firsts.set(key, one);
      }
      const fresh = [...firsts.values()];
      const added = await appendNew(transaction, fresh);
      added.forEach((message, index) => {
        const one = fresh[index];
        if (one !== undefined) stands.set(keyOf(one), message);
      });
      return batch.map((one): Appended | undefined => {
        const message = stands.get(keyOf(one));
        return message && { message, repeated: firsts.get(keyOf(one)) !== one };
      });
    });
  }
}

/** One of the messages stands already. */
class SentBefore extends Error {}

/**
 * Appends messages in the order given, with as few statements as can be, however many the rooms.
 * @throws SentBefore where one of them stands already, or twice among them
 */
async function appendNew(
  transaction: Transaction<Schema>,
  batch: readonly Waiting[],
): Promise<ChatMessage[]> {
  if (batch.length === 0) return [];
  const next = await takeSequences(transaction, batch);
  const rows = batch.map(({ room, message }) => {
    const sequence = next.get(room) ?? 0;
    next.set(room, sequence + 1);
    return rowOf(message, { room, sequence, id: randomUUID() });
  });
  const inserted = await transaction
    .insertInto('messages')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['room', 'participant', 'nonce']).doNothing())
    .executeTakeFirst();
  if (Number(inserted.numInsertedOrUpdatedRows) < rows.length) throw new SentBefore();
  const messages = rows.map(messageOf);
  for (const { file, sequence } of messages) {
    if (file === null) continue;
    await transaction.updateTable('files').set({ sequence }).where('id', '=', file.id).execute();
  }
  return messages;
}

/** Takes as many sequence numbers in each room as it gets messages; gives the first of them. */
async function takeSequences(
  transaction: Transaction<Schema>,
  batch: readonly Waiting[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { room } of batch) counts.set(room, (counts.get(room) ?? 0) + 1);
  const first = await countUp(transaction, counts);
  const unknown = new Map([...counts].filter(([room]) => !first.has(room)));
  if (unknown.size === 0) return first;
  for (const { room } of batch) if (unknown.has(room)) await ensureRoom(transaction, room);
  return new Map([...first, ...(await countUp(transaction, unknown))]);
}

/** Counts up the rooms that are there; gives for each the first of the numbers. It also has others wait their turn. */
async function countUp(
  transaction: Transaction<Schema>,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const taken = [...counts].map(([room, count]) => sql`(${room}, cast(${count} as bigint))`);
  const { rows } = await sql<{ id: string; chat_sequence: number }>`
    update rooms set chat_sequence = chat_sequence + taken.column2
    from (values ${sql.join(taken)}) as taken
    where rooms.id = taken.column1
    returning rooms.id, rooms.chat_sequence
  `.execute(transaction);
  return new Map(rows.map(({ id, chat_sequence: last }) => [id, last - (counts.get(id) ?? 0) + 1]));
}

/** What somebody sent before under a nonce. */
export function sentBefore(database: Kysely<Schema>, { room, participant }: SeatRef, nonce: string) {
  return database
    .selectFrom('messages')
    .selectAll()
    .where('room', '=', room)
    .where('participant', '=', participant)
    .where('nonce', '=', nonce)
    .executeTakeFirst();
}

function keyOf({ room, message: { participant, nonce } }: Waiting): string {
  return `${room}/${participant}/${nonce}`;
}
