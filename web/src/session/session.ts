/** The engine as the pages see it. No React on this side of it, no socket on the other. */
import type {
  Caption,
  MediaQuality,
  Notice,
  OrderEntry,
  ParticipantId,
  Reaction,
  RequestInput,
  RoomId,
  Source,
} from '@hangouts/protocol';
import type { ChatReading } from './chat-reading.js';
import type { DirectFiles } from './direct-files/direct-files.js';
import type { ConnectionCheck } from './check/check.js';
import type { ConnectionReport } from './link.js';
import type { Switch } from './remembered.js';
import type { Address, LocalTrack, RemoteTrack, RoomState, TrackProblem } from './state.js';
import type { About } from './upload.js';
import type { Seen } from './view-policy.js';

export interface JoinChoice {
  name: string;
  /** What was typed at the door, where it was asked for. */
  passcode?: string | null;
  /** Tracks from the lobby, published as soon as the way is open; the session owns them from here on. */
  tracks: readonly LocalTrack[];
}

/** A value that can be read and watched; fits React's `useSyncExternalStore`. */
export interface Readable<Value> {
  get(): Value;
  /** Calls back after each change; gives the way to stop. */
  subscribe(listener: () => void): () => void;
}

/**
 * One visit to one room: from the lobby through the call to its end. Made by `createSession(room)`,
 * which connects the socket and enters the lobby at once.
 */
export interface Session {
  readonly room: RoomId;
  readonly state: Readable<RoomState>;
  /** Changes identity whenever a remote track comes or goes. */
  readonly remoteTracks: Readable<readonly RemoteTrack[]>;
  /** Own tracks as published. */
  readonly localTracks: Readable<readonly LocalTrack[]>;
  /** The latest track that did not get through. */
  readonly trackProblem: Readable<TrackProblem | null>;

  /** Joins; the outcome stands in `state` (`in-call`, `waiting`, or `lobby` with a `problem`). Also rejoins after `ended`. */
  join(choice: JoinChoice): Promise<void>;
  /** Publishes a track in place of an earlier one of its source; `null` takes the source away. */
  setTrack(source: Source, track: MediaStreamTrack | null): Promise<void>;
  /** Mutes or unmutes a source that is published. */
  setPaused(source: Source, paused: boolean): Promise<void>;
  /**
   * Says which picture of somebody else can be seen in a place of the page and how large, or null where none can: what
   * is seen in no place is not sent. `place` is anything that stays the same for it.
   */
  see(place: object, seen: Seen | null): void;
  /** Writes to everybody, or as the address says. */
  sendMessage(text: string, address?: Address): Promise<void>;
  editMessage(sequence: number, text: string, mentions: readonly ParticipantId[]): Promise<void>;
  deleteMessage(sequence: number): Promise<void>;
  /** Sends a failed message again, or forgets it. */
  retryMessage(nonce: string): Promise<void>;
  discardMessage(nonce: string): void;
  /** Loads the page of the chat before what is there. */
  loadOlder(): Promise<void>;
  /** What was written before, what is quoted and what is searched for. */
  readonly reading: Pick<ChatReading, 'loadUntil' | 'want' | 'search' | 'all'>;
  sendFile(file: File, about?: About): Promise<void>;
  retryUpload(id: string): Promise<void>;
  cancelUpload(id: string): Promise<void>;
  /** The bytes of a file in the chat; throws a `SessionError` where the server says no. */
  fetchFile(id: string): Promise<Blob>;
  /** Files straight to the other participant, on the direct rung. */
  readonly directFiles: Pick<
    DirectFiles,
    'transfers' | 'peer' | 'send' | 'accept' | 'decline' | 'cancel' | 'content' | 'forget'
  >;
  removeParticipant(participant: ParticipantId): Promise<void>;
  setRole(change: RequestInput<'people:role'>): Promise<void>;
  /** Changes what is named of what is taken from somebody. */
  restrict(change: RequestInput<'people:restrict'>): Promise<void>;
  /** Ends what somebody sends of a source; they may begin again. */
  stopSource(participant: ParticipantId, source: Source): Promise<void>;
  /** Mutes everybody below; whether they may unmute themselves stays as it is. */
  muteAll(): Promise<void>;
  /** Changes what is named of what holds for the room. */
  configure(change: RequestInput<'room:settings'>): Promise<void>;
  /** Calls back when the server ends what one sends of a source; gives the way to stop. */
  watchEnded(listener: (source: Source) => void): () => void;
  /** Makes somebody host in one's own place. */
  handOver(participant: ParticipantId): Promise<void>;
  /** Raises or lowers one's own hand; it is lowered by itself when one has spoken. */
  raiseHand(raised: boolean): Promise<void>;
  /** Lowers somebody's hand, or all (null). */
  lowerHand(participant: ParticipantId | null): Promise<void>;
  react(reaction: Reaction): Promise<void>;
  /** Calls back with each reaction, one's own too; gives the way to stop. */
  watchReactions(listener: (reaction: Notice<'reaction'>) => void): () => void;
  /** Shows everybody what one says, written down. */
  sayCaption(said: RequestInput<'caption:say'>): Promise<void>;
  /** Calls back with each line of what somebody says, one's own too; gives the way to stop. */
  watchCaptions(listener: (caption: Caption) => void): () => void;
  /** Lets somebody in who waits, or all (null). */
  admit(waiter: string | null): Promise<void>;
  /** Does not let somebody in, or nobody who waits (null). */
  deny(waiter: string | null): Promise<void>;
  /** Makes a signed invitation; see `invitationLink` for the link with it. */
  invite(request: RequestInput<'invitation:make'>): Promise<string>;
  /** What was done to keep order in this meeting, oldest first; for hosts and cohosts. */
  orderLog(): Promise<readonly OrderEntry[]>;
  /** Has back what was before. */
  undo(entry: string): Promise<void>;
  /** Tells hosts and cohosts about somebody. */
  reportPerson(participant: ParticipantId, reason: string): Promise<void>;
  /** Calls back with each line of the log that is new or was undone; gives the way to stop. */
  watchOrder(listener: (entry: OrderEntry) => void): () => void;
  /** Everybody leaves, and the meeting is over. */
  endForAll(): Promise<void>;
  /** Shows somebody large to everybody; null for nobody any more. */
  setSpotlight(participant: ParticipantId | null): Promise<void>;
  /**
   * Tries by which ways this page reaches the media server; for the lobby. About four seconds. Throws a
   * `SessionError` where the server cannot be asked, or says no.
   */
  checkConnection(signal: AbortSignal): Promise<ConnectionCheck>;
  /** What the peer connections that carry the media have measured. */
  report(): Promise<readonly ConnectionReport[]>;
  /** How one's own media go as the server sees it; throws a `SessionError` where there are none. */
  quality(): Promise<MediaQuality>;
  /** Whether others may connect to this browser directly, which shows its address; remembered. */
  readonly direct: Switch;
  /** Whether little is to be received: voices first, then a screen, then who speaks. Remembered. */
  readonly dataSaver: Switch;
  /** Whether one comes with a ticket or an invitation, so that no passcode is asked for. */
  isExpected(): boolean;
  /** Waits no longer to be let in: back in the lobby. */
  giveUp(): void;
  /** Leaves at once; works without a connection too. */
  leave(): void;
  /** Ends everything: called when the page goes away. */
  dispose(): void;
}
