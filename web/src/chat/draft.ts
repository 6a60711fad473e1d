/** What is being written, and for whom; outlives the panel. Changed by pure functions. */
import type { ChatMessage, ParticipantId } from '@hangouts/protocol';
import { newId } from '../session/identity.js';
import { changeable, type Changeable } from '../session/readable.js';
import type { Address } from '../session/state.js';

export interface Recipient {
  participant: ParticipantId;
  name: string;
}

/** A file that goes with the next message. */
export interface Attachment {
  id: string;
  file: File;
}

export interface Draft {
  text: string;
  /** The only one who gets it; null: everybody. */
  to: Recipient | null;
  /** The message that it answers. */
  replyTo: ChatMessage | null;
  /** One's own message that gets the text in place of its own. */
  editing: ChatMessage | null;
  /** What was being written before editing began. */
  before: string;
  files: readonly Attachment[];
}

const EMPTY: Draft = { text: '', to: null, replyTo: null, editing: null, before: '', files: [] };

export type ChangeableDraft = Changeable<Draft>;

/** A draft with nothing in it. */
export function createDraft(): ChangeableDraft {
  return changeable(EMPTY);
}

/** Begins an answer; what was said privately is answered to the same two. */
export function answering(draft: Draft, message: ChatMessage, you: ParticipantId | null): Draft {
  const { participant, name, to } = message;
  const other = participant === you ? to : { participant, name };
  return { ...stopped(draft), replyTo: message, to: to === undefined ? draft.to : (other ?? null) };
}

/** Begins to change a message of one's own. */
export function editing(draft: Draft, message: ChatMessage): Draft {
  const { before, text } = stopped(draft).editing === null ? stopped(draft) : draft;
  return { ...draft, replyTo: null, editing: message, before: text || before, text: message.text };
}

/** Without an answer or a change; what was being written before a change is there again. */
export function stopped(draft: Draft): Draft {
  const text = draft.editing === null ? draft.text : draft.before;
  return { ...draft, text, before: '', replyTo: null, editing: null };
}

/** The draft after it was sent: for the same one again. */
export function sent({ to }: Draft): Draft {
  return { ...EMPTY, to };
}

export function attached(draft: Draft, files: Iterable<File>): Draft {
  const added = [...files].map((file) => ({ id: newId(), file }));
  return { ...draft, files: [...draft.files, ...added] };
}

export function detached(draft: Draft, id: string): Draft {
  return { ...draft, files: draft.files.filter((one) => one.id !== id) };
}

/** Where a message of this draft goes. */
export function addressOf({ to, replyTo }: Draft, mentions: readonly ParticipantId[]): Address {
  return { to: to?.participant ?? null, replyTo: replyTo?.sequence ?? null, mentions };
}
