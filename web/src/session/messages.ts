/** The chat as a list without gaps: oldest first, each message once, in the order of its sequence number. */
import type { ChatMessage, ChatPage } from '@hangouts/protocol';

interface Log {
  messages: ChatMessage[];
  more: boolean;
}

/** The list with these messages in it; one that is there already is replaced. */
export function mergeMessages(list: ChatMessage[], added: readonly ChatMessage[]): ChatMessage[] {
  const last = list.at(-1);
  const first = added[0];
  // The usual case: one that comes after all others.
  if (added.length === 1 && first !== undefined && (last === undefined || last.sequence < first.sequence)) {
    return [...list, first];
  }
  const bySequence = new Map(list.map((message) => [message.sequence, message]));
  for (const message of added) bySequence.set(message.sequence, message);
  return [...bySequence.values()].toSorted((one, other) => one.sequence - other.sequence);
}

/**
 * The log after a new snapshot of the newest page. What was loaded before stays where the two meet;
 * where messages between them were missed, the page alone counts and the rest can be loaded again.
 */
export function mergePage(log: Log, page: ChatPage): Log {
  const last = log.messages.at(-1);
  const first = page.messages[0];
  if (last === undefined || first === undefined || first.sequence > last.sequence + 1) {
    return { messages: page.messages, more: page.more };
  }
  const older = (log.messages[0]?.sequence ?? first.sequence) < first.sequence;
  // Another meeting has begun where the page ends before the list does: its numbers begin again.
  const newest = page.messages.at(-1) ?? first;
  if (newest.sequence < last.sequence) return { messages: page.messages, more: page.more };
  return { messages: mergeMessages(log.messages, page.messages), more: older ? log.more : page.more };
}

/** The log after the page before it has been loaded. */
export function olderPage(list: ChatMessage[], page: ChatPage): Log {
  return { messages: mergeMessages(list, page.messages), more: page.more };
}
