import type { EventEmitter } from 'node:events';
import type { RoomEvents } from './events.js';
import type { ChatStore, FileStore } from './chat-port.js';
import type { Media } from './media-port.js';
import type { OwnedStore, RoomStore } from './rooms-port.js';
import type { Invitations, Passcodes, Tickets } from './identity-port.js';

/** What every part of the rooms works with. */
export interface RoomContext {
  media: Media;
  store: RoomStore;
  owned: OwnedStore;
  chat: ChatStore;
  files: FileStore;
  tickets: Tickets;
  invitations: Invitations;
  passcodes: Passcodes;
  events: EventEmitter<RoomEvents>;
  clock: Clock;
  log: RoomLog;
  /** The most people that the server allows in one room. */
  roomLimit: number;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delay` milliseconds; gives the way to call it off. */
  after(delay: number, callback: () => void): () => void;
}

export interface RoomLog {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
