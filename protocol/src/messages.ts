/** The wire: one schema a message, in both directions; everything else is derived from here. */
import { z } from 'zod';
import { Caption, CaptionSay } from './captions.js';
import {
  ChatDelete,
  ChatEdit,
  ChatHistory,
  ChatMessage,
  ChatPage,
  ChatQuotes,
  ChatSearch,
  ChatSend,
  Found,
  FileBegin,
  FileCancel,
  FileChunk,
  FileProgress,
} from './chat.js';
import { CheckConnect, CheckSession } from './check.js';
import {
  DirectAllow,
  DirectAttempt,
  DirectEnd,
  DirectFailed,
  DirectReady,
  DirectSignal,
  Rung,
} from './direct.js';
import type { Ack } from './errors.js';
import { ParticipantId } from './ids.js';
import { Join, Joined, LobbyEnter, LobbyView } from './join.js';
import {
  ConsumerParameters,
  ConsumerRefs,
  IceRestarted,
  MediaConnect,
  MediaOpen,
  MediaProduce,
  MediaProduced,
  MediaRecode,
  MediaSession,
  MediaWanted,
  ProducerRef,
  TrackRef,
  TransportRef,
  ViewBudget,
  ViewSaved,
  ViewTiles,
} from './media.js';
import { OrderEntry, OrderUndo, Report } from './order.js';
import {
  Invitation,
  InvitationRequest,
  LeaveReason,
  Participant,
  Reaction,
  Restrictions,
  Role,
  RoomSettings,
  RoomSettingsChange,
  Source,
  Spotlight,
  Waiter,
  WaiterRef,
} from './people.js';
import { MediaQuality } from './quality.js';

const Nothing = z.strictObject({});

/** What a page may ask, and the shape of the answer. */
export const requests = {
  'lobby:enter': { request: LobbyEnter, reply: LobbyView },
  'lobby:check': { request: Nothing, reply: CheckSession },
  'lobby:check-connect': { request: CheckConnect, reply: Nothing },
  'lobby:check-end': { request: Nothing, reply: Nothing },
  join: { request: Join, reply: Joined },
  leave: { request: Nothing, reply: Nothing },
  /** Whether messages still get through: answered at once, whoever asks. */
  'line:check': { request: Nothing, reply: Nothing },

  'media:open': { request: MediaOpen, reply: MediaSession },
  'media:connect': { request: MediaConnect, reply: Nothing },
  'media:restart-ice': { request: TransportRef, reply: IceRestarted },
  'media:produce': { request: MediaProduce, reply: MediaProduced },
  'media:pause': { request: ProducerRef, reply: Nothing },
  'media:resume': { request: ProducerRef, reply: Nothing },
  'media:close': { request: ProducerRef, reply: Nothing },
  'media:start': { request: ConsumerRefs, reply: Nothing },
  'media:quality': { request: Nothing, reply: MediaQuality },
  'view:tiles': { request: ViewTiles, reply: Nothing },
  'view:budget': { request: ViewBudget, reply: Nothing },

  'direct:allow': { request: DirectAllow, reply: Nothing },
  'direct:signal': { request: DirectSignal, reply: Nothing },
  'direct:ready': { request: DirectReady, reply: Nothing },
  'direct:failed': { request: DirectFailed, reply: Nothing },

  'chat:send': { request: ChatSend, reply: ChatMessage },
  'chat:edit': { request: ChatEdit, reply: ChatMessage },
  'chat:delete': { request: ChatDelete, reply: ChatMessage },
  'chat:history': { request: ChatHistory, reply: ChatPage },
  /** Messages by their numbers, to quote them; those that are not for the asker are left out. */
  'chat:quotes': { request: ChatQuotes, reply: z.object({ messages: z.array(ChatMessage) }) },
  'chat:search': { request: ChatSearch, reply: Found },
  'file:begin': { request: FileBegin, reply: FileProgress },
  'file:chunk': { request: FileChunk, reply: FileProgress },
  'file:cancel': { request: FileCancel, reply: Nothing },

  'people:remove': { request: z.strictObject({ participant: ParticipantId }), reply: Nothing },
  'people:role': { request: z.strictObject({ participant: ParticipantId, role: Role }), reply: Nothing },
  /** Makes somebody host in one's own place: from then on one is a cohost. */
  'people:hand-over': { request: z.strictObject({ participant: ParticipantId }), reply: Nothing },
  /** Changes what is named, and nothing else. */
  'people:restrict': {
    request: z.strictObject({ participant: ParticipantId, restrictions: Restrictions.partial() }),
    reply: Nothing,
  },
  'hand:raise': { request: z.strictObject({ raised: z.boolean() }), reply: Nothing },
  /** Lowers somebody's hand, or all (null). */
  'hand:lower': { request: z.strictObject({ participant: ParticipantId.nullable() }), reply: Nothing },
  'reaction:send': { request: z.strictObject({ reaction: Reaction }), reply: Nothing },
  /** What one says, written down; for who may speak and does. */
  'caption:say': { request: CaptionSay, reply: Nothing },
  /** Ends what somebody sends of a source; they may begin again. */
  'people:stop': {
    request: z.strictObject({ participant: ParticipantId, source: Source }),
    reply: Nothing,
  },
  /** Mutes everybody whom one may decide about, and says whether speakers may unmute themselves; without it, as before. */
  'room:mute-all': { request: z.strictObject({ mayUnmute: z.boolean().optional() }), reply: Nothing },
  'room:settings': { request: RoomSettingsChange, reply: Nothing },
  'room:spotlight': { request: Spotlight, reply: Nothing },
  /** Everybody leaves, and the meeting is over. */
  'room:end': { request: Nothing, reply: Nothing },
  /** What was done to keep order in this meeting, oldest first. */
  'order:log': { request: Nothing, reply: z.object({ entries: z.array(OrderEntry) }) },
  /** Has back what was before. */
  'order:undo': { request: OrderUndo, reply: Nothing },
  'order:report': { request: Report, reply: Nothing },
  'waiting:admit': { request: WaiterRef, reply: Nothing },
  'waiting:deny': { request: WaiterRef, reply: Nothing },
  'invitation:make': { request: InvitationRequest, reply: Invitation },
} as const;

/** What the server tells a page. */
export const notices = {
  'participant:joined': z.object({ participant: Participant }),
  'participant:changed': z.object({ participant: Participant }),
  'participant:left': z.object({ participant: ParticipantId, reason: LeaveReason }),
  /** Who is speaking now, loudest first; level in dBov, -127 to 0 (RFC 6464). */
  'room:speakers': z.object({
    speakers: z.array(z.object({ participant: ParticipantId, level: z.number() })),
  }),
  'room:settings': RoomSettings,
  /** What carries the room from now on; sent when that changes. On the direct rung pages send nothing to the server. */
  'room:rung': z.object({ rung: Rung }),
  'direct:attempt': DirectAttempt,
  'direct:signal': DirectSignal,
  'direct:end': DirectEnd,
  'room:spotlight': Spotlight,
  reaction: z.object({ participant: ParticipantId, reaction: Reaction }),
  caption: Caption,
  /** A consumer that waits, paused, until the page has it and sends `media:start`. */
  'media:consumer': ConsumerParameters,
  'media:consumer-closed': z.object({ consumer: z.string() }),
  /** The page's media are gone on the server: ask for new ones with `media:open`. */
  'media:lost': Nothing,
  /** The server closed one of this page's own tracks, because it may not be sent any more. */
  'media:producer-closed': z.object({ producer: z.string() }),
  /** What is left to send of one of this page's own tracks: it stays on for the others all the same. */
  'media:wanted': MediaWanted,
  /** Somebody cannot receive one of this page's own tracks, but could in another codec. */
  'media:recode': MediaRecode,
  /** Somebody sends what this page cannot receive in any codec. */
  'media:unreceivable': TrackRef,
  'view:saved': ViewSaved,
  'chat:message': ChatMessage,
  /** A message that was edited or deleted, as it is now. */
  'chat:changed': ChatMessage,
  /** A line of the log that is new, or was undone; for those who read it. */
  'order:entry': OrderEntry,
  /** Who waits to be let in, for those who may do so. */
  'waiting:list': z.object({ waiting: z.array(Waiter) }),
  /** This page waited to be let in: now it may join, or not. */
  'waiting:answer': z.object({ admitted: z.boolean() }),
  /** This page is no longer in the room, and why. */
  'seat:closed': z.object({ code: z.enum(['removed', 'meeting-ended', 'seat-elsewhere']) }),
  /** The seat is no longer kept: join again with the ticket. */
  'seat:expired': Nothing,
  /** Now and then, so that a page in a quiet room has something recent for Socket.io's recovery to start from. */
  tick: Nothing,
  error: z.object({ code: z.string(), message: z.string() }),
} as const;

export type RequestName = keyof typeof requests;
export type Request<E extends RequestName> = z.output<(typeof requests)[E]['request']>;
/** What the sender writes, before the schema normalises it. */
export type RequestInput<E extends RequestName> = z.input<(typeof requests)[E]['request']>;
export type Reply<E extends RequestName> = z.output<(typeof requests)[E]['reply']>;

export type NoticeName = keyof typeof notices;
export type Notice<E extends NoticeName> = z.output<(typeof notices)[E]>;

export type ClientToServerEvents = {
  [E in RequestName]: (payload: RequestInput<E>, ack: (answer: Ack<Reply<E>>) => void) => void;
};

export type ServerToClientEvents = {
  [E in NoticeName]: (payload: Notice<E>) => void;
} & {
  /** Asks a page whether it is still there; answered at once. */
  'seat:check': (ack: (here: true) => void) => void;
};
