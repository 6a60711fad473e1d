/** Ports that keep everything in memory, for the tests of the rooms. */
import { EventEmitter } from 'node:events';
import {
  FIRST_SETTINGS,
  PageId,
  RoomId,
  type ChatMessage,
  type MediaSession,
  type ParticipantId,
} from '@hangouts/protocol';
import type { Clock, RoomContext } from './context.js';
import type { RoomEvents } from './events.js';
import type {
  ChatReader,
  ChatStore,
  FileStore,
  Identity,
  InvitationClaims,
  Invitations,
  Media,
  MediaEvents,
  OwnedRoom,
  OwnedStore,
  Passcodes,
  Publication,
  RoomStore,
  SeatRef,
  StoredRoom,
  Tickets,
  Visitor,
} from './ports.js';
import { Ownership } from './ownership.js';
import { Rooms } from './rooms.js';

const SESSION: MediaSession = {
  send: transport('send'),
  receive: transport('receive'),
  consumers: [],
  codecs: ['video/VP8'],
  unreceivable: [],
};

function transport(id: string): MediaSession['send'] {
  return {
    id,
    iceParameters: { usernameFragment: 'u', password: 'p' },
    iceCandidates: [],
    dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'aa' }] },
  };
}

export class MemoryMedia extends EventEmitter<MediaEvents> implements Media {
  readonly rtpCapabilities = { codecs: [], headerExtensions: [] };
  readonly producers = new Map<string, Publication & { seat: SeatRef }>();
  /** Who has media. */
  readonly opened = new Set<ParticipantId>();
  /** The rooms whose media are held. */
  readonly held = new Set<RoomId>();
  #stalled: Promise<void> = Promise.resolve();
  #count = 0;

  /** Holds up `open` and `produce` until the function that it gives is called. */
  stall(): () => void {
    let release = () => {};
    this.#stalled = new Promise((resolve) => {
      release = resolve;
    });
    return () => release();
  }

  async open(seat: SeatRef): Promise<MediaSession> {
    this.opened.add(seat.participant);
    await this.#stalled;
    return SESSION;
  }
  close(seat: SeatRef): void {
    this.opened.delete(seat.participant);
    this.closeSources(seat, ['microphone', 'camera', 'screen', 'screen-audio']);
  }
  closeRoom(room: RoomId): void {
    this.held.delete(room);
  }
  hold(room: RoomId, held: boolean): void {
    if (held) this.held.add(room);
    else this.held.delete(room);
  }
  async connect(): Promise<void> {}
  async restartIce() {
    return SESSION.send.iceParameters;
  }
  async produce(seat: SeatRef, publication: Publication): Promise<string> {
    await this.#stalled;
    const id = `producer-${(this.#count += 1)}`;
    this.producers.set(id, { ...publication, seat });
    return id;
  }
  async setPaused(_seat: SeatRef, id: string) {
    return this.producers.get(id)?.source ?? 'microphone';
  }
  closeProducer(_seat: SeatRef, id: string) {
    const source = this.producers.get(id)?.source ?? 'microphone';
    this.producers.delete(id);
    return source;
  }
  closeSources(seat: SeatRef, sources: readonly string[]): string[] {
    const ids = [...this.producers]
      .filter(
        ([
          ,
          {
            source,
            seat: { participant },
          },
        ]) => participant === seat.participant && sources.includes(source),
      )
      .map(([id]) => id);
    for (const id of ids) this.producers.delete(id);
    return ids;
  }
  async start(): Promise<void> {}
  async quality() {
    return { send: null, receive: null, roundTrip: null, sent: [], received: [] };
  }
  look(): void {}
  setBudget(): void {}
}

const EMPTY_ROOM: StoredRoom = {
  meeting: '',
  settings: FIRST_SETTINGS,
  passcode: null,
  removals: [],
  log: [],
  spotlight: null,
  seats: [],
  owned: null,
  chatSequence: 0,
};

export class MemoryStore implements RoomStore, OwnedStore {
  readonly rooms = new Map<RoomId, StoredRoom>();
  readonly owned = new Map<RoomId, OwnedRoom>();
  readonly emptySince = new Map<RoomId, number | null>();

  async load(room: RoomId) {
    const owned = await this.find(room);
    const kept = this.rooms.get(room);
    if (kept === undefined && owned === null) return null;
    return { ...EMPTY_ROOM, ...owned, ...structuredClone(kept), owned };
  }
  async settings(room: RoomId) {
    return (this.rooms.get(room) ?? this.owned.get(room))?.settings ?? null;
  }
  async make(owned: OwnedRoom) {
    if (this.rooms.has(owned.room) || this.owned.has(owned.room)) return false;
    this.owned.set(owned.room, owned);
    return true;
  }
  async find(room: RoomId) {
    return structuredClone(this.owned.get(room)) ?? null;
  }
  async change(owned: OwnedRoom) {
    if (this.owned.get(owned.room)?.uid !== owned.uid) return false;
    this.owned.set(owned.room, owned);
    return true;
  }
  async remove(room: RoomId) {
    this.owned.delete(room);
  }
  async keep({ room, uid }: Pick<OwnedRoom, 'room' | 'uid'>, keptUntil: number) {
    const owned = this.owned.get(room);
    if (owned?.uid === uid) this.owned.set(room, { ...owned, keptUntil });
  }
  async countOf(madeBy: string) {
    return [...this.owned.values()].filter((owned) => owned.madeBy === madeBy).length;
  }
  async expire(now: number) {
    for (const { room, keptUntil } of this.owned.values()) {
      if (keptUntil < now && !this.rooms.has(room)) this.owned.delete(room);
    }
  }
  async saveRoom(room: RoomId, kept: Pick<StoredRoom, 'meeting' | 'settings' | 'passcode'>) {
    this.rooms.set(room, { ...EMPTY_ROOM, ...this.rooms.get(room), ...kept });
    const owned = this.owned.get(room);
    const { settings, passcode } = kept;
    if (owned !== undefined) this.owned.set(room, { ...owned, settings, passcode });
  }
  async saveRemoval(room: RoomId, removal: StoredRoom['removals'][number]) {
    const { removals = [], ...kept } = this.rooms.get(room) ?? EMPTY_ROOM;
    this.rooms.set(room, { ...kept, removals: [...removals, removal] });
  }
  async saveAct(room: RoomId, act: StoredRoom['log'][number], gone: readonly string[] = []) {
    const { log, ...kept } = this.rooms.get(room) ?? EMPTY_ROOM;
    const others = log.filter(({ id }) => id !== act.id && !gone.includes(id));
    this.rooms.set(room, { ...kept, log: [...others, act] });
  }
  async deleteRemoval(room: RoomId, participant: ParticipantId) {
    const { removals = [], ...kept } = this.rooms.get(room) ?? EMPTY_ROOM;
    this.rooms.set(room, { ...kept, removals: removals.filter((one) => one.participant !== participant) });
  }
  async saveSpotlight(room: RoomId, spotlight: StoredRoom['spotlight']) {
    this.rooms.set(room, { ...EMPTY_ROOM, ...this.rooms.get(room), spotlight });
  }
  async saveSeat(room: RoomId, seat: StoredRoom['seats'][number]) {
    const seats = this.rooms.get(room)?.seats ?? [];
    const others = seats.filter(({ participant }) => participant !== seat.participant);
    this.rooms.set(room, { ...EMPTY_ROOM, ...this.rooms.get(room), seats: [...others, seat] });
  }
  async saveEmptySince(room: RoomId, emptySince: number | null) {
    this.emptySince.set(room, emptySince);
  }
  async settleAfterStart() {}
  async endMeetings() {
    return [];
  }
  async endMeeting(room: RoomId) {
    this.rooms.delete(room);
  }
}

/** Keeps the messages of one room; what needs a database is left to the store's own tests. */
class MemoryChat implements ChatStore {
  #messages: (ChatMessage & { nonce: string })[] = [];

  async append(_room: RoomId, { to, replyTo, mentions, ...message }: Parameters<ChatStore['append']>[1]) {
    const earlier = await this.sent(message, message.nonce);
    if (earlier !== null) return { message: earlier, repeated: true };
    const sequence = this.#messages.length + 1;
    const appended: ChatMessage & { nonce: string } = {
      ...message,
      id: `message-${sequence}`,
      sequence,
      ...(to !== null && { to }),
      ...(replyTo !== null && { replyTo }),
      ...(mentions.length > 0 && { mentions: [...mentions] }),
    };
    this.#messages.push(appended);
    return { message: appended, repeated: false };
  }
  async sent({ participant }: Pick<SeatRef, 'participant'>, nonce: string) {
    return this.#messages.find((one) => one.nonce === nonce && one.participant === participant) ?? null;
  }
  async page(reader: ChatReader) {
    return { messages: this.#for(reader), more: false };
  }
  async get(reader: ChatReader, sequences: readonly number[]) {
    return this.#for(reader).filter(({ sequence }) => sequences.includes(sequence));
  }
  async search(reader: ChatReader, text: string, before: number) {
    const earlier = this.#for(reader).filter(({ sequence }) => sequence < before);
    return { messages: earlier.filter((one) => one.text.includes(text)), before: null };
  }
  async edit(_seat: SeatRef, { sequence, text, at }: Parameters<ChatStore['edit']>[1]) {
    return this.#change(sequence, { text, edited: at });
  }
  async delete(_room: RoomId, sequence: number, deleted: ChatMessage['deleted']) {
    return this.#change(sequence, { text: '', file: null, deleted });
  }
  async clear() {
    this.#messages = [];
  }
  async sweep() {}

  #for({ participant, after }: ChatReader): ChatMessage[] {
    return this.#messages.filter(
      (one) =>
        one.sequence > after &&
        (one.to === undefined || [one.participant, one.to.participant].includes(participant)),
    );
  }
  #change(sequence: number, change: Partial<ChatMessage>): ChatMessage | null {
    const index = this.#messages.findIndex((one) => one.sequence === sequence);
    const before = this.#messages[index];
    if (before === undefined) return null;
    const after = { ...before, ...change };
    this.#messages[index] = after;
    return after;
  }
}

const files: FileStore = {
  begin: async (_seat, { size }) => ({ offset: size, whole: null }),
  write: async (_seat, _upload, offset, data) => ({
    offset: offset + data.byteLength,
    whole: {
      file: { id: 'file', name: 'a.txt', size: 1, type: 'application/octet-stream', image: false },
      draft: { text: '' },
    },
  }),
  cancel: async () => {},
  drop: async () => {},
  remove: async () => {},
  read: async () => null,
};

const tickets: Tickets = {
  sign: async (identity) => JSON.stringify(identity),
  verify: async (ticket) => JSON.parse(ticket) as Identity,
};

const invitations: Invitations = {
  sign: async (claims) => JSON.stringify(claims),
  verify: async (token) => (token.startsWith('{') ? (JSON.parse(token) as InvitationClaims) : null),
};

const passcodes: Passcodes = {
  hash: async (passcode) => `hash of ${passcode}`,
  isRight: async (_room, _visitor, passcode, hash) => hash === `hash of ${passcode}`,
};

export class ManualClock implements Clock {
  #now = 1_000;
  readonly #waiting = new Set<{ at: number; callback: () => void }>();

  now() {
    return this.#now;
  }
  after(delay: number, callback: () => void) {
    const entry = { at: this.#now + delay, callback };
    this.#waiting.add(entry);
    return () => void this.#waiting.delete(entry);
  }
  pass(milliseconds: number) {
    this.#now += milliseconds;
    for (const entry of [...this.#waiting].toSorted((a, b) => a.at - b.at)) {
      // One that was due may have called another off.
      if (entry.at <= this.#now && this.#waiting.delete(entry)) entry.callback();
    }
  }
}

export const ROOM = RoomId.parse('physics');

/** How somebody comes: what the signaling would know of their page. */
interface Coming {
  page?: string;
  ticket?: string;
  /** Whether the page that holds the ticket's seat answers. */
  alive?: boolean;
  invitation?: string;
  passcode?: string;
  /** From where; from elsewhere than everybody else where it is not said. */
  visitor?: Visitor;
  /** Whether the page itself is still there. */
  here?: boolean;
  /** Whether the page can connect directly, and may. */
  direct?: boolean;
  seated?: (seat: SeatRef) => void;
}

/** A room of the tests: its context, and a way for people to come in. */
export function fixture(store = new MemoryStore()) {
  const media = new MemoryMedia();
  const clock = new ManualClock();
  const events = new EventEmitter<RoomEvents>();
  const told: { event: keyof RoomEvents; args: unknown[] }[] = [];
  for (const event of [
    'participant-joined',
    'participant-changed',
    'participant-left',
    'seat-closed',
    'spotlight-changed',
    'message',
    'message-changed',
    'producer-closed',
    'media-lost',
    'waiting-changed',
    'waiting-answered',
  ] as const) {
    events.on(event, (...args: unknown[]) => told.push({ event, args }));
  }
  const context: RoomContext = {
    media,
    store,
    owned: store,
    chat: new MemoryChat(),
    files,
    tickets,
    invitations,
    passcodes,
    events,
    clock,
    log: { info() {}, error() {} },
    roomLimit: 4,
  };
  const rooms = new Rooms(context);
  const come = async (name: string, options: Coming = {}) => {
    const seated = options.seated ?? (() => undefined);
    const page = PageId.parse(options.page ?? crypto.randomUUID());
    const joined = await rooms.join(
      {
        room: ROOM,
        name,
        page,
        ticket: options.ticket,
        invitation: options.invitation,
        passcode: options.passcode,
        rtpCapabilities: { codecs: [], headerExtensions: [] },
        direct: options.direct,
      },
      {
        visitor: options.visitor ?? { browser: page, network: page },
        isAlive: async () => options.alive ?? false,
        isHere: () => options.here ?? true,
        seated,
      },
    );
    const ref: SeatRef = { room: ROOM, participant: joined.you };
    return { joined, page, ref, ticket: joined.ticket, you: joined.you as ParticipantId };
  };
  return { rooms, context, media, clock, store, told, come, ownership: new Ownership(context, rooms) };
}
