/** The lines of the log: each message with what stands above it. Pure. */
import type { ChatMessage } from '@hangouts/protocol';

export interface Row {
  message: ChatMessage;
  own: boolean;
  /** Whether a new group begins with it: its sender's name stands above it. */
  first: boolean;
  /** Whether a new day begins with it. */
  newDay: boolean;
  /** Whether it is the first that was not read yet. */
  unread: boolean;
}

// A pause after which the time is worth showing again, in milliseconds.
const PAUSE = 5 * 60_000;

/**
 * The rows of messages (oldest first) as `you` see them. What others wrote after `readUpTo`, a sequence number, is not
 * read yet; null where everything is.
 */
export function rowsOf(messages: readonly ChatMessage[], you: string | null, readUpTo: number | null): Row[] {
  const rows: Row[] = [];
  let before: ChatMessage | null = null;
  let marked = readUpTo === null;
  // Making a date costs more than all the rest, so it is made once a day.
  let [dayBegins, dayEnds] = [Infinity, -Infinity];
  for (const message of messages) {
    const own = message.participant === you;
    const newDay: boolean = message.at < dayBegins || message.at >= dayEnds;
    if (newDay) [dayBegins, dayEnds] = dayOf(message.at);
    const unread = !marked && !own && message.sequence > (readUpTo ?? 0);
    if (unread) marked = true;
    const first: boolean = newDay || unread || before === null || !goesOn(before, message);
    rows.push({ message, own, first, newDay, unread });
    before = message;
  }
  return rows;
}

/** Whether one message goes on with what the one before began: the same person, to the same, shortly after. */
function goesOn(before: ChatMessage, message: ChatMessage): boolean {
  return (
    before.participant === message.participant &&
    before.name === message.name &&
    before.to?.participant === message.to?.participant &&
    message.replyTo === undefined &&
    message.at - before.at < PAUSE
  );
}

function dayOf(at: number): [begins: number, ends: number] {
  const date = new Date(at);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return [new Date(year, month, day).getTime(), new Date(year, month, day + 1).getTime()];
}
