/** Stores that keep everything in memory, for the tests of the rooms. */
import { randomUUID } from 'node:crypto';
import { FIRST_SETTINGS, type ChatMessage, type ParticipantId, type RoomId } from '@hangouts/protocol';
import type { ChatReader, ChatStore, FileStore } from './chat-port.js';
import type { SeatRef } from './identity-port.js';
import type { KeptRoom, OwnedRoom, OwnedStore, RoomStore, StoredRoom } from './rooms-port.js';

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
  emptySince: null,
  emptiedAt: null,
  openFrom: 0,
};

export class MemoryStore implements RoomStore, OwnedStore {
  readonly rooms = new Map<RoomId, StoredRoom>();
  readonly owned = new Map<RoomId, OwnedRoom>();
  readonly emptySince = new Map<RoomId, number | null>();

  async load(room: RoomId) {
    const owned = await this.find(room);
    const kept = this.rooms.get(room);
    if (kept === undefined && owned === null) return null;
    const emptySince = this.emptySince.get(room) ?? null;
    const meeting = randomUUID();
    return { ...EMPTY_ROOM, ...owned, meeting, ...structuredClone(kept), owned, emptySince };
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
  async saveRoom(room: RoomId, kept: KeptRoom) {
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
  async deleteSeats(room: RoomId, participants: readonly ParticipantId[]) {
    const kept = this.rooms.get(room);
    if (kept === undefined) return;
    const seats = kept.seats.filter(({ participant }) => !participants.includes(participant));
    this.rooms.set(room, { ...kept, seats });
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
    this.emptySince.delete(room);
  }
}

/** Keeps the messages of one room; what needs a database is left to the store's own tests. */
export class MemoryChat implements ChatStore {
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

/** Takes every file, and keeps none. */
export const noFiles: FileStore = {
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
