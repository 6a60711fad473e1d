/** Counts what was written by others while the chat was closed. */
import type { ChatMessage } from '@hangouts/protocol';
import { changeable } from '../session/readable.js';
import type { Readable } from '../session/session.js';
import type { RoomState } from '../session/state.js';

export interface Unread {
  readonly count: Readable<number>;
  /** The chat is open from now on, or closed. */
  setOpen(open: boolean): void;
  /** Starts counting from what is there; gives the way to stop. */
  start(): () => void;
}

type ChatSource = Readable<Pick<RoomState, 'chat' | 'you'>>;

/** `onMessage` is called for each message of somebody else that comes while the chat is closed. */
export function createUnread(state: ChatSource, onMessage: (message: ChatMessage) => void): Unread {
  const count = changeable(0);
  const newest = () => state.get().chat.messages.at(-1)?.sequence ?? 0;
  let open = false;
  let seen = newest();
  let told = seen;

  const look = () => {
    const { chat, you } = state.get();
    if (open) seen = newest();
    const others = chat.messages.filter(
      ({ sequence, participant }) => sequence > seen && participant !== you,
    );
    for (const message of others) if (message.sequence > told) onMessage(message);
    told = newest();
    count.set(others.length);
  };

  return {
    count,
    setOpen(now) {
      open = now;
      look();
    },
    start: () => state.subscribe(look),
  };
}
