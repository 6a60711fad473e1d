import type { ChatMessage } from '@hangouts/protocol';

/** What can be done with a message of the log; stays the same as long as the panel is there. */
export interface MessageActions {
  reply(message: ChatMessage): void;
  /** Begins to write to its sender alone. */
  privately(message: ChatMessage): void;
  edit(message: ChatMessage): void;
  /** Asks whether to delete it. */
  remove(message: ChatMessage): void;
  copy(message: ChatMessage): void;
  /** Shows the message with this sequence number, which may have to be loaded first. */
  goTo(sequence: number): void;
}
