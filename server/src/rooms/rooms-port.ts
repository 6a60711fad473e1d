/** What is kept of rooms. */
import type {
  PageId,
  ParticipantId,
  PlanView,
  Restrictions,
  Role,
  RoomId,
  RoomKind,
  RoomSettings,
} from '@hangouts/protocol';
import type { Visitor } from './identity-port.js';
import type { LoggedAct } from './order-log.js';

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
  /** From where they came last; null where an earlier version wrote it. */
  visitor: Visitor | null;
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
  /** Since when nobody is in it; null while somebody is, or where nobody ever was. Milliseconds since the epoch. */
  emptySince: number | null;
  /** Since when nobody was in it when it was empty last, before who is in it came; null where it never was. */
  emptiedAt: number | null;
  /** Up to this sequence number the chat is for those alone who were there, whatever is kept of it since; 0: for everybody. */
  openFrom: number;
}

/** What is kept of a room beside its seats, and written as one. */
export type KeptRoom = Pick<StoredRoom, 'meeting' | 'settings' | 'passcode' | 'emptiedAt' | 'openFrom'>;

/** A room that is whose made it, in a meeting and between two. Times are in milliseconds since the epoch. */
export interface OwnedRoom {
  room: RoomId;
  /** Stands in the owner's key, and in invitations to the room, where those to one that is nobody's name the meeting. */
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
  /** The network that it was made from, by the name that is kept of it; null where it is not counted with any. */
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
  saveRoom(room: RoomId, kept: KeptRoom): Promise<void>;
  /** Writes a removal in a room that was saved before. */
  saveRemoval(room: RoomId, removal: Removal): Promise<void>;
  /**
   * Writes a line of the log, in place of the one with its id, in a room that was saved before; `gone` are the ids of
   * those that gave way to it.
   */
  saveAct(room: RoomId, act: LoggedAct, gone?: readonly string[]): Promise<void>;
  deleteRemoval(room: RoomId, participant: ParticipantId): Promise<void>;
  saveSeat(room: RoomId, seat: StoredSeat): Promise<void>;
  /** Forgets seats that nobody sits in. */
  deleteSeats(room: RoomId, participants: readonly ParticipantId[]): Promise<void>;
  /** Writes whom everybody is shown large in a room that was saved before. */
  saveSpotlight(room: RoomId, participant: ParticipantId | null): Promise<void>;
  /** Notes since when a room is empty, or null while somebody is in it. */
  saveEmptySince(room: RoomId, emptySince: number | null): Promise<void>;
  /** Marks rooms that stood occupied when the server stopped as empty since `now`. Called once at start. */
  settleAfterStart(now: number): Promise<void>;
  /**
   * Ends the meetings of rooms that are nobody's and empty since before `before`: settings, seats, chat and files go. A
   * room whose chat is kept for days stays as long as there is anything of it. Those of rooms that are somebody's and
   * empty since before `ownedBefore` end as by `endMeeting`.
   */
  endMeetings(before: number, ownedBefore: number): Promise<RoomId[]>;
  /** Ends the meeting of one room at once. Only chat that is kept for days stays, where the room is somebody's. */
  endMeeting(room: RoomId): Promise<void>;
}
