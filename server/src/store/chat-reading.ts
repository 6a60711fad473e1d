import { SEARCH_PAGE } from '@hangouts/protocol';
import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import type { ChatReader, ChatStore } from '../rooms/chat-port.js';
import { folded } from './folded.js';
import { messageOf } from './messages.js';
import type { Schema } from './schema.js';

/** How many messages one search looks through, and how many characters: what it holds up everybody for is bounded. */
const SEARCHED = 2_000;
const CHARACTERS = 500_000;
/** How many words are searched for, and how much of each, in UTF-16 code units; the rest is passed over. */
const WORDS = 8;
const WORD_LENGTH = 64;

/** What of the chat is there for somebody: the one place where that is asked of the database. */
function isThereFor({ room, participant, after }: ChatReader) {
  return (row: ExpressionBuilder<Schema, 'messages'>) =>
    row.and([
      row('room', '=', room),
      row('sequence', '>', after),
      row.or([
        row('recipient', 'is', null),
        row('recipient', '=', participant),
        row('participant', '=', participant),
      ]),
    ]);
}

/** Reading the chat in the database. */
export function chatReading(database: Kysely<Schema>): Pick<ChatStore, 'page' | 'get' | 'search'> {
  const messagesFor = (reader: ChatReader) =>
    database.selectFrom('messages').selectAll().where(isThereFor(reader));
  return {
    async page(reader, before, limit) {
      let query = messagesFor(reader);
      if (before !== null) query = query.where('sequence', '<', before);
      // One more than asked for tells whether there are more.
      const rows = await query
        .orderBy('sequence', 'desc')
        .limit(limit + 1)
        .execute();
      return { messages: rows.slice(0, limit).map(messageOf).toReversed(), more: rows.length > limit };
    },

    async get(reader, sequences) {
      const rows = await messagesFor(reader)
        .where('sequence', 'in', [...sequences])
        .orderBy('sequence')
        .execute();
      return rows.map(messageOf);
    },

    async search(reader, text, before) {
      const begin = await searchedFrom(database, reader, before);
      let query = messagesFor(reader).where('sequence', '>=', begin).where('sequence', '<', before);
      for (const word of folded(text).split(/\s+/).slice(0, WORDS)) {
        // Not LIKE, which takes a hundred times longer over texts that repeat themselves.
        query = query.where(sql<boolean>`instr(folded, ${word.slice(0, WORD_LENGTH)}) > 0`);
      }
      const rows = await query
        .orderBy('sequence', 'desc')
        .limit(SEARCH_PAGE + 1)
        .execute();
      const found = rows.slice(0, SEARCH_PAGE);
      const last = found.at(-1);
      const further = begin > reader.after + 1 ? begin : null;
      return {
        messages: found.map(messageOf),
        before: rows.length > SEARCH_PAGE && last !== undefined ? last.sequence : further,
      };
    },
  };
}

/** The first sequence number of those that one search looks through, back from `end`. */
async function searchedFrom(database: Kysely<Schema>, reader: ChatReader, end: number): Promise<number> {
  const earliest = Math.max(end - SEARCHED, reader.after + 1);
  const sizes = await database
    .selectFrom('messages')
    .select(['sequence', sql<number>`length(folded)`.as('size')])
    .where('room', '=', reader.room)
    .where('sequence', '>=', earliest)
    .where('sequence', '<', end)
    .orderBy('sequence', 'desc')
    .execute();
  let characters = 0;
  for (const { sequence, size } of sizes) {
    characters += size;
    if (characters > CHARACTERS) return sequence;
  }
  return earliest;
}
