/** What the rooms need from the world. Adapters implement these; `app.ts` joins the two. */
import type { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import type {
  ChatFile,
  ChatMessage,
  ChatPage,
  CheckSession,
  ConsumerParameters,
  DtlsParameters,
  Found,
  IceParameters,
  MediaQuality,
  MediaSession,
  PageId,
  ParticipantId,
  PictureRef,
  PictureSize,
  PlanView,
  Restrictions,
  Role,
  RoomId,
  RoomKind,
  RoomSettings,
  RtpCapabilities,
  RtpParameters,
  Source,
  TrackRef,
  ViewedTile,
} from '@hangouts/protocol';
import type { LoggedAct } from './order-log.js';

/** One participant of one room, as the adapters name them. */
export interface SeatRef {
  room: RoomId;
  participant: ParticipantId;
}

/** How loud somebody is: dBov, -127 to 0 (RFC 6464). */
export interface SpeakerLevel {
  participant: ParticipantId;
  level: number;
}

export interface MediaEvents {
  /** A room's worker died: every transport, producer and consumer of the room is gone. */
  lost: [room: RoomId];
  /** Who speaks now, loudest first; an empty list once everybody is silent. */
  speakers: [room: RoomId, speakers: SpeakerLevel[]];
  /** A new consumer for a participant whose session is open; paused until `start`. */
  consumer: [seat: SeatRef, consumer: ConsumerParameters];
  'consumer-closed': [seat: SeatRef, consumerId: string];
  /** How many layers of a participant's own track the others want, smallest first: what is worth sending. */
  wanted: [seat: SeatRef, producerId: string, layers: number];
  /** The packets of a participant's track have the media server tell far more than any browser does. */
  flooded: [seat: SeatRef, producerId: string];
  /** A participant's line became weak, or good again. */
  weak: [seat: SeatRef, weak: boolean];
  /** What a participant looks at and does not get now, because of their budget. */
  saved: [seat: SeatRef, pictures: PictureRef[]];
  /** Somebody cannot receive a participant's track, and everybody could in one of these codecs (MIME types). */
  recode: [seat: SeatRef, producerId: string, codecs: string[]];
  /** A participant whose session is open receives none of the codecs in which another could send this. */
  unreceivable: [seat: SeatRef, track: TrackRef];
}

export interface Publication {
  source: Source;
  rtpParameters: RtpParameters;
  paused: boolean;
  /** What is captured, where it is known. */
  size?: PictureSize | undefined;
}

/**
 * `now`: at once. `received`: once somebody who is coming can receive. A publisher serves no second key frame request
 * within 300 ms, so the one that letting go asks for must not come before the newcomer can do something with it.
 */
export type LetGo = 'now' | 'received';

/**
 * The media server. Every method throws a `Refusal`: `not-found` for an id that is not the participant's
 * own, `media-unavailable` while the room's worker is being replaced, `media-limit` and `media-rejected`.
 */
export interface Media extends EventEmitter<MediaEvents> {
  /** What a room can receive; the same for every room. */
  readonly rtpCapabilities: RtpCapabilities;
  /**
   * Opens a participant's media, closing what they had before: both transports, and a running consumer
   * for every track of the others; within `budget` (as `setBudget`).
   */
  open(seat: SeatRef, rtpCapabilities: RtpCapabilities, budget: number | null): Promise<MediaSession>;
  /** Sends somebody no more than so many bits per second, or as much as there is. Passed over without media. */
  setBudget(seat: SeatRef, budget: number | null): void;
  /** Closes everything of a participant. Unknown participants are passed over. */
  close(seat: SeatRef): void;
  /** Closes everything of a room. */
  closeRoom(room: RoomId): void;
  connect(seat: SeatRef, transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  /** Makes new ICE parameters for a transport; the old path carries on until a new one is confirmed. */
  restartIce(seat: SeatRef, transportId: string): Promise<IceParameters>;
  /** Publishes a track, in place of an earlier one of the same source. Gives the producer's id. */
  produce(seat: SeatRef, publication: Publication): Promise<string>;
  /** Pauses or resumes a participant's own producer; gives its source. */
  setPaused(seat: SeatRef, producerId: string, paused: boolean): Promise<Source>;
  /** Closes a participant's own producer; gives its source. */
  closeProducer(seat: SeatRef, producerId: string): Source;
  /** Closes a participant's producers of these sources; gives the ids of those that were open. */
  closeSources(seat: SeatRef, sources: readonly Source[]): string[];
  /**
   * Holds a room's media, or lets them go again: while held, nothing that is published is passed on, whether it was
   * there before or comes later. What its publisher has paused stays paused. Takes effect before everything that is
   * asked later, and outlives the room's worker. Letting go asks for key frames; with `received` it waits for the next
   * participant who can receive, a second at most, so that the key frames reach them too.
   */
  hold(room: RoomId, held: boolean, when?: LetGo): void;
  /** Starts consumers that were created paused. Ids that are gone already are passed over. */
  start(seat: SeatRef, consumerIds: readonly string[]): Promise<void>;
  /**
   * Takes the pictures that a participant's page shows now, in place of what it said before: the others are not
   * sent to it. Until a session hears of any, it gets everything. Pictures of nobody here are passed over.
   */
  look(seat: SeatRef, tiles: readonly ViewedTile[]): void;
  /** How a participant's own media go, as the media server sees it. */
  quality(seat: SeatRef): Promise<MediaQuality>;
}

/** Two transports of a check, which send back what comes. */
export type EchoPair = Pick<CheckSession, 'udp' | 'tcp'>;

/**
 * The media server as far as a page can try it out before joining. Pages are named by the caller; each has one check
 * at most, which ends by itself.
 */
export interface Probes {
  /** Refusals: `check-busy`, `media-unavailable`, `not-found` where it is closed meanwhile. */
  open(page: string): Promise<EchoPair>;
  /** Refusals: `not-found` for a transport that is not of this page's check, `media-rejected`. */
  connect(page: string, transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  /** Ends a page's check; a page without one is passed over. */
  close(page: string): void;
}

/** A seat as it outlives the server. */
export interface StoredSeat {
  participant: ParticipantId;
  name: string;
  role: Role;
  restrictions: Restrictions;
  /** Counts up whenever the seat passes to another page; a ticket of an earlier generation is void. */
  generation: number;
  /** The page that holds the seat. */
  page: PageId;
  removed: boolean;
  /** Whether somebody sits in it, or it is kept for somebody who is reconnecting. */
  present: boolean;
  /** Milliseconds since the epoch. */
  joinedAt: number;
  /** Their place in the order in which hands were raised; null while theirs is not. */
  hand: number | null;
  /** The sequence number of the newest chat message when they first came. */
  since: number;
}

/** From where somebody comes, as far as it can be known. */
export interface Visitor {
  /** The browser, by a signed cookie; a new one each time where it keeps none. */
  browser: string;
  /** The address, of IPv6 the /64 that it is in. */
  network: string;
}

/** Somebody whom a host removed, and what they are known by where they come again. */
export interface Removal {
  participant: ParticipantId;
  /** Null where they were not there any more. */
  browser: string | null;
  network: string | null;
}

/** A room as it outlives the server. */
export interface StoredRoom {
  /** Says one meeting in a room of this name from another, before or after it. */
  meeting: string;
  settings: RoomSettings;
  /** The passcode's hash. */
  passcode: string | null;
  removals: Removal[];
  /** What was done to keep order, oldest first. */
  log: LoggedAct[];
  /** Whom a host shows large to everybody. */
  spotlight: ParticipantId | null;
  seats: StoredSeat[];
  /** The sequence number of the newest chat message; 0 where there is none. */
  chatSequence: number;
  /** Where it is somebody's: then this is kept when the meeting is over. */
  owned: OwnedRoom | null;
}

/** A room that is whose made it, in a meeting and between two. Times are in milliseconds since the epoch. */
export interface OwnedRoom {
  room: RoomId;
  /** Stands in the owner's key where other invitations name the meeting. */
  owner: string;
  kind: RoomKind;
  title: string | null;
  plan: PlanView | null;
  /** What holds when a meeting begins: as at the end of the one before. */
  settings: RoomSettings;
  /** The passcode's hash. */
  passcode: string | null;
  /** What calendars know it by, how often it was changed, and when last. */
  uid: string;
  sequence: number;
  changedAt: number;
  /** Until when it is kept where no meeting is in it. */
  keptUntil: number;
  /** The network that it was made from, by the name that is kept of it; null for one of an earlier version. */
  madeBy: string | null;
}

/** Rooms that are somebody's. Calls about one room take effect in order with those of `RoomStore`. */
export interface OwnedStore {
  /** False, and nothing is written, where there is a room of that name, owned or not. */
  make(owned: OwnedRoom): Promise<boolean>;
  find(room: RoomId): Promise<OwnedRoom | null>;
  /** Writes title, plan and what goes with them; false where it is not there any more, or another of the same name. */
  change(owned: OwnedRoom): Promise<boolean>;
  remove(room: RoomId): Promise<void>;
  /** Writes until when it is kept, where it is the same one still. */
  keep(owned: Pick<OwnedRoom, 'room' | 'uid'>, keptUntil: number): Promise<void>;
  /** How many are kept that were made from a network. */
  countOf(madeBy: string): Promise<number>;
  /** Removes those kept until before `now` that no meeting is in. */
  expire(now: number): Promise<void>;
}

/**
 * What is kept of rooms. Times are in milliseconds since the epoch. Calls about one room take effect in the
 * order they are made, so that nobody has to wait for one before making the next.
 */
export interface RoomStore {
  load(room: RoomId): Promise<StoredRoom | null>;
  /** What holds for a room, or null where it is not known. */
  settings(room: RoomId): Promise<RoomSettings | null>;
  /** Writes what holds for a room, and from now on for each meeting in it where it is somebody's; makes it where it is new. */
  saveRoom(room: RoomId, kept: Pick<StoredRoom, 'meeting' | 'settings' | 'passcode'>): Promise<void>;
  /** Writes a removal in a room that was saved before. */
  saveRemoval(room: RoomId, removal: Removal): Promise<void>;
  /**
   * Writes a line of the log, in place of the one with its id, in a room that was saved before; `gone` are the ids of
   * those that gave way to it.
   */
  saveAct(room: RoomId, act: LoggedAct, gone?: readonly string[]): Promise<void>;
  deleteRemoval(room: RoomId, participant: ParticipantId): Promise<void>;
  saveSeat(room: RoomId, seat: StoredSeat): Promise<void>;
  /** Writes whom everybody is shown large in a room that was saved before. */
  saveSpotlight(room: RoomId, participant: ParticipantId | null): Promise<void>;
  /** Notes since when a room is empty, or null while somebody is in it. */
  saveEmptySince(room: RoomId, emptySince: number | null): Promise<void>;
  /** Marks rooms that stood occupied when the server stopped as empty since `now`. Called once at start. */
  settleAfterStart(now: number): Promise<void>;
  /**
   * Ends the meetings of rooms empty since before `before`: settings, seats, chat and files go. A room whose chat is
   * kept for days stays as long as there is anything of it.
   */
  endMeetings(before: number): Promise<RoomId[]>;
  /** Ends the meeting of one room at once. Only chat that is kept for days stays, where the room is somebody's. */
  endMeeting(room: RoomId): Promise<void>;
}

/** Somebody who reads the chat of their room. Everything that the store gives them is for their eyes. */
export interface ChatReader extends SeatRef {
  /** They see nothing up to this sequence number. */
  after: number;
}

/**
 * The chat of each room. What was written privately is given to its sender and its recipient, and is not there for
 * anybody else.
 */
export interface ChatStore {
  /**
   * Appends with the next sequence number and gives the message. A nonce that the participant used before
   * in this room gives the earlier message and appends nothing.
   */
  append(room: RoomId, message: NewChatMessage): Promise<{ message: ChatMessage; repeated: boolean }>;
  /** What a participant wrote under a nonce, or null. */
  sent(seat: SeatRef, nonce: string): Promise<ChatMessage | null>;
  /** Messages before a sequence number (or the newest), oldest first. */
  page(reader: ChatReader, before: number | null, limit: number): Promise<ChatPage>;
  /** The messages with these sequence numbers, as far as they are there for this reader. */
  get(reader: ChatReader, sequences: readonly number[]): Promise<ChatMessage[]>;
  /** Messages before a sequence number that hold every word of a text, newest first. Looks back a bounded way. */
  search(reader: ChatReader, text: string, before: number): Promise<Found>;
  /** Gives a participant's own message another text; null where there is none, or it was deleted. */
  edit(seat: SeatRef, edit: ChatMessageEdit): Promise<ChatMessage | null>;
  /** Takes text and file out of a message for good; null where there is none, or it was deleted before. */
  delete(room: RoomId, sequence: number, by: ChatMessage['deleted']): Promise<ChatMessage | null>;
  /** Removes the messages of a room up to a sequence number, and their files. */
  clear(room: RoomId, upTo: number): Promise<void>;
  /**
   * Removes what is kept no longer: messages, and lines of the log of order, older than their room keeps its chat, and
   * the messages of rooms that keep none and are empty since before `emptyBefore`. Times in milliseconds since the epoch.
   */
  sweep(now: number, emptyBefore: number): Promise<void>;
}

/** Somebody in a message, with the name that they have when it is written. */
export interface Named {
  participant: ParticipantId;
  name: string;
}

export interface NewChatMessage {
  participant: ParticipantId;
  name: string;
  at: number;
  text: string;
  file: ChatFile | null;
  nonce: string;
  /** The only one who gets it besides the sender; null: everybody. */
  to: Named | null;
  replyTo: number | null;
  mentions: readonly Named[];
}

export interface ChatMessageEdit {
  sequence: number;
  text: string;
  mentions: readonly Named[];
  at: number;
}

/** What somebody wants to say, before it is known whether they can. */
export interface Draft {
  text: string;
  to?: ParticipantId | undefined;
  replyTo?: number | undefined;
  mentions?: readonly ParticipantId[] | undefined;
}

export interface UploadRequest {
  /** The page's own id for it, unique for a participant. */
  upload: string;
  name: string;
  /** Bytes. */
  size: number;
  /** The type that the page claims; the store decides what it is served as. */
  type: string;
  /** What is said of it once it is whole. Where the upload was begun before, what was said then counts. */
  draft: Draft;
}

/**
 * Files of the chat on disk, within a quota per room and one per server. Refusals: `files-room-full`,
 * `files-server-full`, `files-busy` (too many uploads at once), `not-found`, `file-offset`.
 */
export interface FileStore {
  /**
   * Begins an upload where there is space for it, or for the rest of one begun before: `offset` says how many bytes are
   * there, `whole` is given where it is so already (its last answer was lost on the way). No space is held for what has
   * not come.
   */
  begin(seat: SeatRef, request: UploadRequest): Promise<UploadState>;
  /**
   * Appends at `offset`. A chunk that stands already is passed over. `whole` is given with the last byte. Where the space
   * went to others meanwhile, what is there stays, for when there is some again.
   */
  write(seat: SeatRef, upload: string, offset: number, data: Uint8Array): Promise<UploadState>;
  cancel(seat: SeatRef, upload: string): Promise<void>;
  /** Drops the unfinished uploads of a participant who is gone. */
  drop(seat: SeatRef): Promise<void>;
  /** Removes a whole file of a participant's that becomes no message. */
  remove(seat: SeatRef, fileId: string): Promise<void>;
  /** A whole file that stands in the chat of this reader, or null. */
  read(reader: ChatReader, fileId: string): Promise<{ file: ChatFile; content: Readable } | null>;
}

export interface UploadState {
  offset: number;
  /** With the last byte: the file, and what is to be said of it. */
  whole: { file: ChatFile; draft: Draft } | null;
}

/** What a ticket says: who, where, and for which holder of the seat. No rights. */
export interface Identity extends SeatRef {
  generation: number;
}

export interface Tickets {
  sign(identity: Identity): Promise<string>;
  /** The identity, or null where the ticket was not made by this server. */
  verify(ticket: string): Promise<Identity | null>;
}

/** What an invitation says: to which meeting, and as what. */
export interface InvitationClaims {
  room: RoomId;
  meeting: string;
  role: Role;
}

export interface Invitations {
  /** @param expiresAt milliseconds since the epoch, or null where it lasts as long as the meeting */
  sign(claims: InvitationClaims, expiresAt: number | null): Promise<string>;
  /** What it says, or null where it was not made by this server, or is past its time. */
  verify(token: string): Promise<InvitationClaims | null>;
}

export interface Passcodes {
  /** A salted hash that takes long to guess from. */
  hash(passcode: string): Promise<string>;
  /**
   * Whether a passcode is the one of this hash, at a room. A browser may be wrong a few times in a while, and a network
   * as often as some browsers.
   * @throws Refusal `rate-limited`, with the time to wait
   */
  isRight(room: RoomId, visitor: Visitor, passcode: string, hash: string): Promise<boolean>;
}
