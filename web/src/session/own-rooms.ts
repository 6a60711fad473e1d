/** The hangouts that were made in this browser, each with the key by which one is its host. */
import type { MadeRoom, OwnRoom } from '@hangouts/protocol';
import { roomIdProblem } from '@hangouts/protocol/text';
import { browserStorage, createMemory, type MemoryStore } from './memory.js';
import { changeable } from './readable.js';
import type { Readable } from './session.js';

export interface KeptRoom extends MadeRoom {
  /** Milliseconds since the epoch. */
  madeAt: number;
}

export interface OwnRooms extends Readable<readonly KeptRoom[]> {
  add(room: MadeRoom, now: number): void;
  /** Takes over what has changed of one. */
  change(room: OwnRoom): void;
  forget(room: string): void;
  /** The key of a room of one's own, or null. */
  keyOf(room: string): string | null;
}

const NAME = 'own-rooms';
const MOST = 60;
/** How long a key is kept after the hangout, in milliseconds; as long as the server keeps a planned one. */
const KEPT = 8 * 24 * 60 * 60 * 1_000;

export function createOwnRooms(storage: MemoryStore | null = browserStorage(), now = Date.now()): OwnRooms {
  const { read, write } = createMemory(storage);
  const value = changeable<readonly KeptRoom[]>(roomsIn(read(NAME)).filter((room) => isKept(room, now)));
  const keep = (rooms: readonly KeptRoom[]) => {
    value.set(rooms);
    write(NAME, rooms.length === 0 ? null : JSON.stringify(rooms));
  };
  const without = (room: string) => value.get().filter((one) => one.room !== room);
  return {
    get: value.get,
    subscribe: value.subscribe,
    add: (room, at) => keep(limited([{ ...room, madeAt: at }, ...without(room.room)])),
    change: (room) => keep(value.get().map((one) => (one.room === room.room ? { ...one, ...room } : one))),
    forget: (room) => keep(without(room)),
    keyOf: (room) => value.get().find((one) => one.room === room)?.key ?? null,
  };
}

/** When a planned hangout is to end, in milliseconds since the epoch; null where it is not planned. */
export function endOf({ plan }: Pick<OwnRoom, 'plan'>): number | null {
  return plan === null ? null : plan.startsAt + plan.duration * 60_000;
}

function isKept(room: KeptRoom, now: number): boolean {
  return room.kind === 'personal' || Math.max(endOf(room) ?? 0, room.madeAt) + KEPT > now;
}

/** The oldest goes where there are too many, but never a room that is for good. */
function limited(rooms: readonly KeptRoom[]): readonly KeptRoom[] {
  return rooms.filter((room, index) => room.kind === 'personal' || index < MOST);
}

/** What is kept may be anybody's: what is no room is passed over. */
function roomsIn(text: string | null): KeptRoom[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(kept) ? kept.filter(isRoom) : [];
}

function isRoom(one: unknown): one is KeptRoom {
  if (typeof one !== 'object' || one === null) return false;
  const room: Partial<Record<keyof KeptRoom, unknown>> = one;
  return (
    typeof room.room === 'string' &&
    roomIdProblem(room.room) === null &&
    (room.kind === 'once' || room.kind === 'planned' || room.kind === 'personal') &&
    (room.title === null || typeof room.title === 'string') &&
    isPlan(room.plan) &&
    typeof room.key === 'string' &&
    Number.isFinite(room.madeAt)
  );
}

function isPlan(plan: unknown): boolean {
  if (plan === null) return true;
  if (typeof plan !== 'object' || plan === undefined) return false;
  const { startsAt, duration }: { startsAt?: unknown; duration?: unknown } = plan;
  // Dates end there; Intl throws beyond.
  return (
    Number.isFinite(startsAt) &&
    Math.abs(Number(startsAt)) < 8e15 &&
    Number(duration) > 0 &&
    Number(duration) < 1e5
  );
}

/** Those of this page. */
export const ownRooms = createOwnRooms();
