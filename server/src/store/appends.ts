import { randomUUID } from 'node:crypto';
import type { ChatMessage, RoomId } from '@hangouts/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { NewChatMessage } from '../rooms/ports.js';
import { messageOf, rowOf } from './messages.js';
import { ensureRoom } from './rooms.js';
import type { MessageRow, Schema } from './schema.js';

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
      const appended = await this.#database
        .transaction()
        .execute((transaction) => appendAll(transaction, batch));
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
}

/** Appends in the order given; gives what became of each. */
async function appendAll(
  transaction: Transaction<Schema>,
  batch: readonly Waiting[],
): Promise<(Appended | undefined)[]> {
  const appended: (Appended | undefined)[] = Array.from({ length: batch.length });
  for (const [room, indices] of byRoom(batch)) {
    const messages = indices.flatMap((index) => batch[index]?.message ?? []);
    const ofRoom = await appendToRoom(transaction, room, messages);
    indices.forEach((index, place) => {
      appended[index] = ofRoom[place];
    });
  }
  return appended;
}

function byRoom(batch: readonly Waiting[]): Map<RoomId, number[]> {
  const rooms = new Map<RoomId, number[]>();
  batch.forEach(({ room }, index) => {
    const indices = rooms.get(room);
    if (indices === undefined) rooms.set(room, [index]);
    else indices.push(index);
  });
  return rooms;
}

async function appendToRoom(
  transaction: Transaction<Schema>,
  room: RoomId,
  messages: readonly NewChatMessage[],
): Promise<Appended[]> {
  // Counting first also queues the appends of one room behind each other, where connections are many.
  const counted = await count(transaction, room, messages.length);
  const known = await earlier(transaction, room, messages);
  const rows: MessageRow[] = [];
  let sequence = counted - messages.length;
  const appended = messages.map((message): Appended => {
    const key = keyOf(message);
    const before = known.get(key);
    if (before !== undefined) return { message: messageOf(before), repeated: true };
    sequence += 1;
    const row = rowOf(message, { room, sequence, id: randomUUID() });
    rows.push(row);
    known.set(key, row);
    return { message: messageOf(row), repeated: false };
  });
  if (sequence < counted) {
    await transaction.updateTable('rooms').set({ chat_sequence: sequence }).where('id', '=', room).execute();
  }
  if (rows.length > 0) await transaction.insertInto('messages').values(rows).execute();
  for (const { message, repeated } of appended) {
    if (repeated || message.file === null) continue;
    await transaction
      .updateTable('files')
      .set({ sequence: message.sequence })
      .where('id', '=', message.file.id)
      .execute();
  }
  return appended;
}

/** Takes the next sequence numbers of a room; gives the last of them. */
async function count(transaction: Transaction<Schema>, room: RoomId, messages: number): Promise<number> {
  const taking = transaction
    .updateTable('rooms')
    .set((row) => ({ chat_sequence: row('chat_sequence', '+', messages) }))
    .where('id', '=', room)
    .returning('chat_sequence');
  const taken = await taking.executeTakeFirst();
  if (taken !== undefined) return taken.chat_sequence;
  await ensureRoom(transaction, room);
  return (await taking.executeTakeFirstOrThrow()).chat_sequence;
}

/** Those of the messages that stand already, by sender and nonce. */
async function earlier(
  transaction: Transaction<Schema>,
  room: RoomId,
  messages: readonly NewChatMessage[],
): Promise<Map<string, MessageRow>> {
  const rows = await transaction
    .selectFrom('messages')
    .selectAll()
    .where('room', '=', room)
    .where('participant', 'in', [...new Set(messages.map(({ participant }) => participant))])
    .where(
      'nonce',
      'in',
      messages.map(({ nonce }) => nonce),
    )
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function keyOf({ participant, nonce }: { participant: string; nonce: string }): string {
  return `${participant}/${nonce}`;
}
