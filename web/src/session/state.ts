/** Everything the pages know of a call, as plain data: made by the reducer, read by React, known to no socket. */
import type {
  ChatMessage,
  ErrorCode,
  LobbyView,
  Participant,
  ParticipantId,
  RoomSettings,
  Rung,
  Source,
  Waiter,
} from '@hangouts/protocol';

/** Where the page is in its visit to a room. */
export type Phase =
  /** Before joining. */
  | 'lobby'
  /** Join was pressed and not yet answered. */
  | 'joining'
  /** Asked to come in, and not yet let in. */
  | 'waiting'
  | 'in-call'
  /** Left, removed, or gone on with elsewhere. */
  | 'ended';

export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'lost';

/** For whom a message is, and what it is about. */
export interface Address {
  /** The only one who gets it; null: everybody. */
  to: ParticipantId | null;
  /** The sequence number of the message that it answers. */
  replyTo: number | null;
  mentions: readonly ParticipantId[];
}

export const TO_ALL: Address = { to: null, replyTo: null, mentions: [] };

/** A message of one's own on its way. */
export interface OutgoingMessage {
  nonce: string;
  text: string;
  address: Address;
  /** Set where the server said no; the text can be sent again. */
  problem: ErrorCode | null;
}

/** A file of one's own on its way. */
export interface Upload {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** What is written under it. */
  caption: string;
  /** The only one who gets it; null: everybody. */
  to: ParticipantId | null;
  /** Bytes that the server has. */
  sent: number;
  problem: ErrorCode | 'offline' | null;
}

export interface ChatState {
  /** Oldest first, no gaps. */
  messages: ChatMessage[];
  /** Whether older ones can be asked for. */
  more: boolean;
  outgoing: OutgoingMessage[];
  uploads: Upload[];
  /** Messages that others quote and that are not loaded, by sequence number; null: not to be had, or no longer. */
  quoted: ReadonlyMap<number, ChatMessage | null>;
}

export interface RoomState {
  phase: Phase;
  /** What the lobby knows of the room, once the server has said. */
  lobby: LobbyView | null;
  /** Signaling and media each; what a person sees is the worse of the two. */
  signaling: Connection;
  media: Connection;
  /** What carries the media: the two browsers themselves, or the media server. */
  rung: Rung;
  /** Why joining failed or the call ended. */
  problem: ErrorCode | 'server-gone' | null;
  /** Own id, once joined. */
  you: ParticipantId | null;
  settings: RoomSettings | null;
  /** In the order they came; holds oneself. */
  participants: Participant[];
  /** Whom a host shows large to everybody. */
  spotlight: ParticipantId | null;
  /** Who waits to be let in, in the order they asked; told to those who may let them in. */
  waiting: readonly Waiter[];
  /** Pictures that can be seen here and are not sent, to save data; by `pictureName`. */
  saved: ReadonlySet<string>;
  /** Who speaks now, with dBov (-127 to 0). */
  speaking: ReadonlyMap<ParticipantId, number>;
  chat: ChatState;
}

/** A remote track that is being received. */
export interface RemoteTrack {
  participant: ParticipantId;
  source: Source;
  track: MediaStreamTrack;
}

/** A track that could not be sent (one's own, `participant` null) or received, however often it was tried. */
export interface TrackProblem {
  participant: ParticipantId | null;
  source: Source;
}

/** One's own track as far as the devices gave it. */
export interface LocalTrack {
  source: Source;
  track: MediaStreamTrack;
  /** Whether it is muted by oneself (microphone and camera). */
  paused: boolean;
}
