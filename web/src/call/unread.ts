/** Counts what was written by others while the chat was closed. */
import type { ChatMessage } from '@hangouts/protocol';
import { changeable } from '../session/readable.js';
import type { Readable } from '../session/session.js';
import type { RoomState } from '../session/state.js';

export interface Unread {
  readonly count: Readable<number>;
  /**
   * Up to which sequence number one had read when the chat was opened; null where there was nothing new. Stays as long
   * as it is open.
   */
  readonly readUpTo: Readable<number | null>;
  /** The chat is open from now on, or closed. */
  setOpen(open: boolean): void;
  /** Starts counting from what is there the first time; gives the way to stop. Until then nothing is counted. */
  start(): () => void;
}

type ChatSource = Readable<Pick<RoomState, 'chat' | 'you'>>;

/** `onMessage` is called for each message of somebody else that comes while the chat is closed. */
export function createUnread(state: ChatSource, onMessage: (message: ChatMessage) => void): Unread {
  const count = changeable(0);
  const readUpTo = changeable<number | null>(null);
  const newest = () => state.get().chat.messages.at(-1)?.sequence ?? 0;
  let open = false;
  let seen: number | null = null;
  let told = 0;
  let messages = state.get().chat.messages;

  const look = () => {
    if (seen === null) return;
    const { chat, you } = state.get();
    messages = chat.messages;
    if (open) seen = newest();
    const others = newer(messages, seen).filter(
      ({ participant, deleted }) => participant !== you && deleted === undefined,
    );
    for (const message of others) if (message.sequence > told) onMessage(message);
    told = newest();
    count.set(others.length);
  };

  return {
    count,
    readUpTo,
    setOpen(now) {
      if (now && !open) readUpTo.set(count.get() > 0 ? seen : null);
      open = now;
      look();
    },
    start() {
      // Made in the lobby, it knows nothing yet of what was written before one came.
      if (seen === null) seen = told = newest();
      look();
      return state.subscribe(() => {
        // Voices change more often than what is written.
        if (state.get().chat.messages !== messages) look();
      });
    },
  };
}

/** The messages after a sequence number; of a long list only those are looked at. */
function newer(messages: readonly ChatMessage[], sequence: number): readonly ChatMessage[] {
  const last = messages.findLastIndex((message) => message.sequence <= sequence);
  return messages.slice(last + 1);
}
