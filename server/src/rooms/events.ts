import type {
  Caption,
  ChatMessage,
  ConsumerParameters,
  DirectAttempt,
  DirectEnd,
  DirectSignal,
  LeaveReason,
  Notice,
  OrderEntry,
  PageId,
  Participant,
  ParticipantId,
  PictureRef,
  Reaction,
  RoomId,
  RoomSettings,
  Rung,
  TrackRef,
  Waiter,
} from '@hangouts/protocol';
import type { SpeakerLevel } from './media-port.js';
import type { SeatRef } from './identity-port.js';

/** What happens in rooms, for whoever tells the pages. */
export interface RoomEvents {
  'participant-joined': [room: RoomId, participant: Participant];
  'participant-changed': [room: RoomId, participant: Participant];
  'participant-left': [room: RoomId, participant: ParticipantId, reason: LeaveReason];
  /** A join was answered: from now on the page takes part in everything. */
  'join-answered': [room: RoomId];
  /** A line of the log of order is new, or was undone, for these. */
  'order-entry': [seats: SeatRef[], entry: OrderEntry];
  /** Who waits to be let in, for these. */
  'waiting-changed': [seats: SeatRef[], waiting: Waiter[]];
  /** A page that waited may join now, or is not let in. */
  'waiting-answered': [page: PageId, admitted: boolean];
  /** Somebody's page is no longer in the room by the server's will. */
  'seat-closed': [seat: SeatRef, code: Notice<'seat:closed'>['code']];
  'settings-changed': [room: RoomId, settings: RoomSettings];
  /** Whom everybody is shown large, or null for nobody. */
  'spotlight-changed': [room: RoomId, participant: ParticipantId | null];
  reaction: [room: RoomId, participant: ParticipantId, reaction: Reaction];
  caption: [room: RoomId, caption: Caption];
  /** Somebody wrote; `to` are those who hear it, null: everybody in the room. */
  message: [room: RoomId, message: ChatMessage, to: readonly ParticipantId[] | null];
  /** A message was edited or deleted; `to` as above. */
  'message-changed': [room: RoomId, message: ChatMessage, to: readonly ParticipantId[] | null];
  speakers: [room: RoomId, speakers: SpeakerLevel[]];
  /** What carries the room changed. */
  rung: [room: RoomId, rung: Rung];
  'direct-attempt': [seat: SeatRef, attempt: DirectAttempt];
  'direct-signal': [seat: SeatRef, signal: DirectSignal];
  'direct-end': [seat: SeatRef, end: DirectEnd];
  /** Somebody wants to receive no more than so much, or as much as there is again. */
  'budget-changed': [room: RoomId];
  'media-lost': [room: RoomId];
  consumer: [seat: SeatRef, consumer: ConsumerParameters];
  'consumer-closed': [seat: SeatRef, consumerId: string];
  /** The server closed a track of the participant's own. */
  'producer-closed': [seat: SeatRef, producerId: string];
  /** How many layers of the participant's own track somebody wants; 0 while nobody looks. */
  wanted: [seat: SeatRef, producerId: string, layers: number];
  /** What a participant looks at and does not get, because of their budget. */
  saved: [seat: SeatRef, pictures: PictureRef[]];
  /** Somebody cannot receive a track of the participant's own; everybody could in one of these codecs (MIME types). */
  recode: [seat: SeatRef, producerId: string, codecs: string[]];
  /** The participant receives none of the codecs in which another could send this. */
  unreceivable: [seat: SeatRef, track: TrackRef];
}
