/** The hangouts that were joined in this browser, newest first. Nobody else knows of the list. */
import { roomIdProblem } from '@hangouts/protocol/text';
import { browserStorage, createMemory, type MemoryStore } from './memory.js';
import { changeable } from './readable.js';
import type { Readable } from './session.js';

export interface Visited {
  room: string;
  /** What it was about, where it had a title. */
  title?: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface Recent extends Readable<readonly Visited[]> {
  add(room: string, at: number, title?: string | null): void;
  forget(room: string): void;
}

const NAME = 'recent';
const MOST = 6;

export function createRecent(storage: MemoryStore | null = browserStorage()): Recent {
  const { read, write } = createMemory(storage);
  const value = changeable<readonly Visited[]>(visitsIn(read(NAME)));
  const keep = (visits: readonly Visited[]) => {
    value.set(visits);
    write(NAME, visits.length === 0 ? null : JSON.stringify(visits));
  };
  const without = (room: string) => value.get().filter((one) => one.room !== room);
  return {
    get: value.get,
    subscribe: value.subscribe,
    add: (room, at, title) =>
      keep([{ room, at, ...(title ? { title } : {}) }, ...without(room)].slice(0, MOST)),
    forget: (room) => keep(without(room)),
  };
}

/** What is kept may be anybody's: what is no visit is passed over. */
function visitsIn(text: string | null): Visited[] {
  const kept = parsed(text ?? '[]');
  if (!Array.isArray(kept)) return [];
  return kept
    .flatMap((one: unknown): Visited[] => {
      if (typeof one !== 'object' || one === null || !('room' in one) || !('at' in one)) return [];
      const { room, at } = one;
      const title = 'title' in one && typeof one.title === 'string' ? { title: one.title } : {};
      const fits = typeof room === 'string' && roomIdProblem(room) === null && Number.isFinite(at);
      return fits ? [{ room, at: Number(at), ...title }] : [];
    })
    .slice(0, MOST);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** That of this page. */
export const recent = createRecent();
