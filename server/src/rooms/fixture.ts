/** Rooms whose ports keep everything in memory, for their tests. */
import { EventEmitter } from 'node:events';
import { PageId, RoomId, type ParticipantId } from '@hangouts/protocol';
import type { Clock, RoomContext } from './context.js';
import type { RoomEvents } from './events.js';
import { MemoryMedia } from './fixture-media.js';
import { MemoryChat, MemoryStore, noFiles } from './fixture-store.js';
import type {
  Identity,
  InvitationClaims,
  Invitations,
  Passcodes,
  SeatRef,
  Tickets,
  Visitor,
} from './identity-port.js';
import { Lobby } from './lobby.js';
import { Ownership } from './ownership.js';
import { Rooms } from './rooms.js';

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

/** Somebody of whom nothing is known. */
export const STRANGER: Visitor = { browser: 'unknown', network: 'elsewhere' };

/** How somebody comes: what the signaling would know of their page. */
export interface Coming {
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
    files: noFiles,
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
  const parts = { ownership: new Ownership(context, rooms), lobby: new Lobby(context, rooms) };
  return { rooms, context, media, clock, store, told, come, ...parts };
}
