import type { Selectable } from 'kysely';

/** The tables as Kysely sees them. Times are in milliseconds since the epoch; JSON is kept as text. */
export interface Schema {
  rooms: {
    id: string;
    /** RoomSettings as JSON. */
    settings: string;
    /** Says one meeting in a room of this name from another. */
    meeting: string;
    /** The passcode's hash, or null. */
    passcode: string | null;
    /** The participant whom everybody is shown large, or null. */
    spotlight: string | null;
    /** Since when nobody is in the room, or null while somebody is. */
    empty_since: number | null;
    /** Since when nobody was in the room when it was empty last; null where it never was. */
    emptied_at: number | null;
    /** The sequence number of the newest chat message. */
    chat_sequence: number;
    /** Up to where messages are for those alone who were there: they were written while none were kept. */
    open_from: number;
    /** For how many days its messages are kept; 0: no longer than somebody is there; null: as long as the meeting. */
    chat_days: number | null;
  };
  /** Rooms that are somebody's: they stay when their meetings go. */
  owned: {
    room: string;
    /** Stands in the owner's key. */
    owner: string;
    kind: string;
    title: string | null;
    starts_at: number | null;
    /** Minutes. */
    duration: number | null;
    /** RoomSettings as JSON. */
    settings: string;
    passcode: string | null;
    uid: string;
    sequence: number;
    changed_at: number;
    kept_until: number;
    /** The name of the network that it was made from; null where it is not counted with any. */
    made_by: string | null;
  };
  seats: {
    room: string;
    participant: string;
    name: string;
    role: string;
    /** Restrictions as JSON. */
    restrictions: string;
    generation: number;
    page: string;
    /** 0 or 1. */
    removed: number;
    /** 0 or 1. */
    present: number;
    joined_at: number;
    /** The place in the order in which hands were raised, or null. */
    hand: number | null;
    /** The newest chat message when they first came. */
    chat_since: number;
    /** From where they came last; null where an earlier version wrote it. */
    browser: string | null;
    network: string | null;
  };
  removals: {
    room: string;
    participant: string;
    browser: string | null;
    network: string | null;
  };
  acts: {
    room: string;
    id: string;
    at: number;
    /** LoggedAct as JSON. */
    act: string;
  };
  messages: {
    room: string;
    sequence: number;
    id: string;
    participant: string;
    name: string;
    at: number;
    text: string;
    /** ChatFile as JSON, or null. */
    file: string | null;
    nonce: string;
    /** The participant who alone gets it besides the sender, or null. */
    recipient: string | null;
    /** The name that they had then. */
    recipient_name: string | null;
    /** The sequence number of the message that it answers. */
    reply_to: number | null;
    /** Whom it mentions, as JSON, or null. */
    mentions: string | null;
    edited_at: number | null;
    /** By whom it was deleted, or null. */
    deleted: string | null;
    /** What is searched in: the text and the file's name, without case and accents. */
    folded: string;
  };
  files: {
    id: string;
    room: string;
    participant: string;
    /** The page's own id for the upload, unique for a participant of a room. */
    upload: string;
    name: string;
    size: number;
    /** What it is served as; empty while it is not whole. */
    type: string;
    /** 0 or 1. */
    image: number;
    /** 0 or 1: whether every byte is there. */
    whole: number;
    /** The participant who alone may have it besides the sender, or null. */
    recipient: string | null;
    /** What is to be said of it once it is whole, as JSON; null where nothing is. */
    draft: string | null;
    /** Its message, or null while it has none. */
    sequence: number | null;
  };
}

export type MessageRow = Selectable<Schema['messages']>;
export type FileRow = Selectable<Schema['files']>;
