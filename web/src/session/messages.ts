/** The chat as a list: oldest first, each message once, in the order of its sequence number. */
import type { ChatMessage, ChatPage } from '@hangouts/protocol';

interface Log {
  messages: ChatMessage[];
  more: boolean;
}

/** The list with these messages in it; one that is there already is replaced. */
export function mergeMessages(list: ChatMessage[], added: readonly ChatMessage[]): ChatMessage[] {
  const [first, last] = [added[0], added.at(-1)];
  if (first === undefined || last === undefined) return list;
  // The usual cases: one that comes after all others, and a page that comes before them.
  if (added.length === 1 && isBefore(list.at(-1), first)) return [...list, first];
  if (isBefore(last, list[0])) return [...added, ...list];
  const bySequence = new Map(list.map((message) => [message.sequence, message]));
  for (const message of added) bySequence.set(message.sequence, message);
  return [...bySequence.values()].toSorted((one, other) => one.sequence - other.sequence);
}

/** Whether one stands before another, or there is none that it would not. */
function isBefore(one: ChatMessage | undefined, other: ChatMessage | undefined): boolean {
  return one === undefined || other === undefined || one.sequence < other.sequence;
}

/** The list with a message as it is now, where it is in it. */
export function changeMessage(list: ChatMessage[], message: ChatMessage): ChatMessage[] {
  const index = indexOf(list, message.sequence);
  return index < 0 ? list : list.with(index, message);
}

/** Where in the list a message stands; -1 where it is not in it. */
export function indexOf(list: readonly ChatMessage[], sequence: number): number {
  let [low, high] = [0, list.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = list[middle]?.sequence ?? sequence;
    if (found === sequence) return middle;
    if (found < sequence) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The log after the page before it has been loaded. */
export function olderPage(list: ChatMessage[], page: ChatPage): Log {
  return { messages: mergeMessages(list, page.messages), more: page.more };
}
