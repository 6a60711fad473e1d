/** The room's state as a pure function of what the server said and what this page did. */
import type {
  ChatMessage,
  ChatPage,
  ErrorCode,
  Joined,
  LobbyView,
  Participant,
  ParticipantId,
} from '@hangouts/protocol';
import { pictureName } from './select.js';
import { changeMessage, mergeMessages, olderPage } from './messages.js';
import type { AnyNotice } from './signaling.js';
import type { ChatState, Connection, OutgoingMessage, RoomState, Upload } from './state.js';

export type Problem = RoomState['problem'];

/** What changes the state besides notices. */
export type LocalAction =
  | { type: 'lobby'; view: LobbyView }
  | { type: 'joining' }
  /** A host has to let one in. */
  | { type: 'waiting' }
  /** One waits no longer, by one's own wish. */
  | { type: 'gave-up' }
  | { type: 'joined'; joined: Joined }
  /** Joining did not work; the lobby stays. */
  | { type: 'join-refused'; code: ErrorCode }
  /** The call is over: by one's own wish (null), or why. */
  | { type: 'ended'; problem: Problem }
  | { type: 'signaling'; connection: Connection }
  | { type: 'media'; connection: Connection }
  /** How loud somebody speaks, in dBov, where no server measures it; null where they are silent. */
  | { type: 'speaking'; participant: ParticipantId; level: number | null }
  | { type: 'older'; page: ChatPage }
  /** What became of a message of one's own that was edited or deleted. */
  | { type: 'changed'; message: ChatMessage }
  /** Messages that are quoted and were asked for by their numbers; what is not to be had is not among them. */
  | { type: 'quoted'; asked: readonly number[]; messages: readonly ChatMessage[] }
  | { type: 'outgoing'; message: OutgoingMessage }
  | { type: 'sent'; nonce: string; message: ChatMessage }
  | { type: 'outgoing-dropped'; nonce: string }
  | { type: 'upload'; upload: Upload }
  /** An upload that is over: with its message, or given up. */
  | { type: 'upload-over'; id: string; message: ChatMessage | null };

export type Action = LocalAction | { type: 'notice'; notice: AnyNotice };

const EMPTY_CHAT: ChatState = { messages: [], more: false, outgoing: [], uploads: [], quoted: new Map() };
const NOTHING: ReadonlySet<string> = new Set();
const NOBODY: ReadonlyMap<ParticipantId, number> = new Map();

/** The state of a page that has just been opened. */
export function initialState(): RoomState {
  return {
    phase: 'lobby',
    lobby: null,
    signaling: 'connecting',
    media: 'connecting',
    rung: 'room',
    problem: null,
    you: null,
    settings: null,
    participants: [],
    spotlight: null,
    waiting: [],
    saved: NOTHING,
    speaking: NOBODY,
    chat: EMPTY_CHAT,
  };
}

/** The state after an action; the same object where nothing changed. */
export function reduce(state: RoomState, action: Action): RoomState {
  switch (action.type) {
    case 'notice':
      return noticed(state, action.notice);
    case 'lobby':
      return { ...state, lobby: action.view };
    case 'joining':
      return { ...state, phase: 'joining', problem: null, media: 'connecting' };
    case 'waiting':
      return { ...atTheDoor(state), phase: 'waiting', problem: null };
    case 'gave-up':
      return { ...state, phase: 'lobby', problem: null };
    case 'joined':
      return joined(state, action.joined);
    case 'join-refused':
      return { ...atTheDoor(state), phase: 'lobby', problem: action.code };
    case 'ended':
      return {
        ...initialState(),
        lobby: state.lobby,
        signaling: state.signaling,
        phase: 'ended',
        problem: action.problem,
      };
    case 'signaling':
      return signaled(state, action.connection);
    case 'media':
      return state.media === action.connection ? state : { ...state, media: action.connection };
    case 'speaking':
      return { ...state, speaking: spoken(state.speaking, action) };
    default:
      return { ...state, chat: chatted(state.chat, action) };
  }
}

/** Of the call that one is out of, only what is one's own and still on its way stays. */
function atTheDoor(state: RoomState): RoomState {
  if (state.phase !== 'in-call') return state;
  const { lobby, signaling, chat } = state;
  const { outgoing, uploads } = chat;
  return { ...initialState(), lobby, signaling, chat: { ...EMPTY_CHAT, outgoing, uploads } };
}

/** A server that is away for too long is a problem of its own, which ends when it is back. */
function signaled(state: RoomState, signaling: Connection): RoomState {
  if (state.signaling === signaling) return state;
  const others = state.problem === 'server-gone' ? null : state.problem;
  return { ...state, signaling, problem: signaling === 'lost' ? 'server-gone' : others };
}

type ChatAction = Extract<
  LocalAction,
  {
    type:
      'older' | 'changed' | 'quoted' | 'outgoing' | 'sent' | 'outgoing-dropped' | 'upload' | 'upload-over';
  }
>;

function chatted(chat: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'older':
      return { ...chat, ...olderPage(chat.messages, action.page) };
    case 'changed':
      return withChange(chat, action.message);
    case 'quoted': {
      const quoted = new Map(chat.quoted);
      for (const sequence of action.asked) quoted.set(sequence, null);
      for (const message of action.messages) quoted.set(message.sequence, message);
      return { ...chat, quoted };
    }
    case 'outgoing':
      return { ...chat, outgoing: upserted(chat.outgoing, action.message, ({ nonce }) => nonce) };
    case 'sent':
      return {
        ...chat,
        messages: mergeMessages(chat.messages, [action.message]),
        outgoing: chat.outgoing.filter(({ nonce }) => nonce !== action.nonce),
      };
    case 'outgoing-dropped':
      return { ...chat, outgoing: chat.outgoing.filter(({ nonce }) => nonce !== action.nonce) };
    case 'upload':
      return { ...chat, uploads: upserted(chat.uploads, action.upload, ({ id }) => id) };
    case 'upload-over':
      return {
        ...chat,
        messages: action.message === null ? chat.messages : mergeMessages(chat.messages, [action.message]),
        uploads: chat.uploads.filter(({ id }) => id !== action.id),
      };
  }
}

/** A snapshot takes the place of what was there, except for what is one's own and still on its way. */
function joined(state: RoomState, snapshot: Joined): RoomState {
  return {
    ...state,
    phase: 'in-call',
    signaling: 'connected',
    problem: null,
    you: snapshot.you,
    settings: snapshot.settings,
    participants: snapshot.participants,
    spotlight: snapshot.spotlight,
    waiting: snapshot.waiting,
    rung: snapshot.rung,
    // Told anew for these media, where there is anything to tell.
    saved: NOTHING,
    speaking: present(state.speaking, snapshot.participants),
    // What was loaded before may have been edited or deleted since, so only what comes now counts.
    chat: { ...state.chat, ...snapshot.chat, quoted: new Map() },
  };
}

function noticed(state: RoomState, notice: AnyNotice): RoomState {
  // Before the answer to `join`, and after the end, there is no room to change.
  if (state.phase !== 'in-call') return state;
  switch (notice.name) {
    case 'participant:joined':
    case 'participant:changed':
      return {
        ...state,
        participants: upserted(state.participants, notice.payload.participant, ({ id }) => id),
      };
    case 'participant:left': {
      const participants = state.participants.filter(({ id }) => id !== notice.payload.participant);
      return { ...state, participants, speaking: present(state.speaking, participants) };
    }
    case 'room:speakers': {
      const { speakers } = notice.payload;
      return { ...state, speaking: new Map(speakers.map(({ participant, level }) => [participant, level])) };
    }
    case 'room:settings':
      return { ...state, settings: notice.payload };
    case 'room:spotlight':
      return { ...state, spotlight: notice.payload.participant };
    case 'waiting:list':
      return { ...state, waiting: notice.payload.waiting };
    case 'chat:message':
      return { ...state, chat: withMessage(state.chat, notice.payload, state.you) };
    case 'chat:changed':
      return { ...state, chat: withChange(state.chat, notice.payload) };
    case 'view:saved':
      return { ...state, saved: new Set(notice.payload.pictures.map(pictureName)) };
    case 'room:rung':
      // Who speaks is measured elsewhere from now on.
      return { ...state, rung: notice.payload.rung, speaking: NOBODY };
    case 'reaction':
    case 'caption':
    case 'direct:attempt':
    case 'direct:signal':
    case 'direct:end':
    case 'media:consumer':
    case 'media:consumer-closed':
    case 'media:lost':
    case 'media:producer-closed':
    case 'media:wanted':
    case 'media:recode':
    case 'media:unreceivable':
    case 'order:entry':
    case 'waiting:answer':
    case 'seat:closed':
    case 'seat:expired':
    case 'tick':
    case 'error':
      return state;
  }
}

/**
 * The chat with a message that was told to everybody. One's own comes so before the answer that says which it was:
 * what was on its way with the same words, or as the same file, is not shown beside it until then.
 */
function withMessage(chat: ChatState, message: ChatMessage, you: ParticipantId | null): ChatState {
  const messages = mergeMessages(chat.messages, [message]);
  if (message.participant !== you) return { ...chat, messages };
  const { file, text } = message;
  const to = message.to?.participant ?? null;
  return {
    ...chat,
    messages,
    outgoing: withoutFirst(
      chat.outgoing,
      (sent) => !file && !sent.problem && sent.text === text && sent.address.to === to,
    ),
    uploads: withoutFirst(
      chat.uploads,
      (sent) => !sent.problem && sent.name === file?.name && sent.size === file.size && sent.to === to,
    ),
  };
}

/** The chat with a message as it is now. One that was not loaded comes so when it is. */
function withChange(chat: ChatState, message: ChatMessage): ChatState {
  const messages = changeMessage(chat.messages, message);
  if (!chat.quoted.has(message.sequence)) return { ...chat, messages };
  return { ...chat, messages, quoted: new Map(chat.quoted).set(message.sequence, message) };
}

function spoken(
  speaking: ReadonlyMap<ParticipantId, number>,
  { participant, level }: Extract<LocalAction, { type: 'speaking' }>,
): ReadonlyMap<ParticipantId, number> {
  if (level === null && !speaking.has(participant)) return speaking;
  const others = [...speaking].filter(([id]) => id !== participant);
  return new Map(level === null ? others : [...others, [participant, level]]);
}

function present(
  speaking: ReadonlyMap<ParticipantId, number>,
  participants: readonly Participant[],
): ReadonlyMap<ParticipantId, number> {
  const here = new Set(participants.map(({ id }) => id));
  const kept = [...speaking].filter(([id]) => here.has(id));
  return kept.length === speaking.size ? speaking : new Map(kept);
}

/** The list with `item` in place of the one with its key, or at the end. */
function upserted<Item>(list: Item[], item: Item, keyOf: (item: Item) => string): Item[] {
  const key = keyOf(item);
  const index = list.findIndex((other) => keyOf(other) === key);
  return index < 0 ? [...list, item] : list.with(index, item);
}

function withoutFirst<Item>(list: Item[], fits: (item: Item) => boolean): Item[] {
  const index = list.findIndex(fits);
  return index < 0 ? list : list.toSpliced(index, 1);
}
