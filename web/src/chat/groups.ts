import type { ChatMessage } from '@hangouts/protocol';

/** Messages that one person wrote one after the other. */
export interface Group {
  key: string;
  participant: string;
  name: string;
  own: boolean;
  /** When the first was written; milliseconds since the epoch. */
  at: number;
  /** Whether a new day begins with it. */
  newDay: boolean;
  messages: ChatMessage[];
}

// A pause after which the time is worth showing again, in milliseconds.
const PAUSE = 5 * 60_000;

/** Groups messages (oldest first) by sender, pause and day. */
export function groupsOf(messages: readonly ChatMessage[], you: string | null): Group[] {
  const groups: Group[] = [];
  let before: ChatMessage | null = null;
  for (const message of messages) {
    const newDay: boolean = before === null || !sameDay(before.at, message.at);
    const goesOn: boolean =
      before !== null &&
      !newDay &&
      before.participant === message.participant &&
      before.name === message.name &&
      message.at - before.at < PAUSE;
    const group = groups.at(-1);
    if (goesOn && group) {
      group.messages.push(message);
    } else {
      const { id, participant, name, at } = message;
      groups.push({ key: id, participant, name, own: participant === you, at, newDay, messages: [message] });
    }
    before = message;
  }
  return groups;
}

function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
