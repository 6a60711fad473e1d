import { randomUUID } from 'node:crypto';
import type {
  Allowances,
  OrderAct,
  OrderEntry,
  ParticipantId,
  Restrictions,
  Role,
  RoomSettings,
} from '@hangouts/protocol';

/** What was before, and can be had back. */
export type Before =
  | { what: 'inside'; participant: ParticipantId }
  | { what: 'role'; participant: ParticipantId; role: Role }
  | { what: 'restrictions'; participant: ParticipantId; restrictions: Partial<Restrictions> }
  | { what: 'settings'; settings: RestorableSettings };

/** Of the settings those that a line changed and that can be had back. A passcode cannot: nobody knows it. */
type RestorableSettings = Partial<Omit<RoomSettings, 'passcode' | 'allow'>> & { allow?: Partial<Allowances> };

/** A line of the log, with what undoing it takes. */
export interface LoggedAct extends Omit<OrderEntry, 'undo'> {
  before: Before | null;
  undone: boolean;
}

/** What a line says besides what was done; what it leaves out does not concern it. */
export type Said = Pick<LoggedAct, 'at' | 'by'> &
  Partial<Pick<LoggedAct, 'whom' | 'role' | 'change' | 'count' | 'source' | 'reason' | 'before'>>;

/**
 * The most that is kept of a meeting: older lines go. Anybody reports, and a long evening has many at the door, so that
 * each kind only takes its own place.
 */
const MOST = { decisions: 400, daily: 200, reports: 100 };

const DAILY: readonly OrderAct[] = ['admitted', 'denied', 'invited', 'message-deleted'];

/** What was done to keep order in one meeting, newest last. */
export class OrderLog {
  #acts: LoggedAct[];

  constructor(stored: readonly LoggedAct[]) {
    this.#acts = kept(stored);
  }

  /** Adds a line; gives it, and the ids of the lines that go for it. */
  add(act: OrderAct, said: Said): { logged: LoggedAct; gone: string[] } {
    const nothing = {
      whom: null,
      role: null,
      change: null,
      count: null,
      source: null,
      reason: null,
      before: null,
    };
    const before = this.#acts;
    // Two at the same moment are kept, and read again, in their order.
    const at = Math.max(said.at, (before.at(-1)?.at ?? -Infinity) + 1);
    const logged: LoggedAct = { ...nothing, ...said, at, id: randomUUID(), act, undone: false };
    this.#acts = kept([...before, logged]);
    const stay = new Set(this.#acts);
    return { logged, gone: before.filter((one) => !stay.has(one)).map(({ id }) => id) };
  }

  find(id: string): LoggedAct | undefined {
    return this.#acts.find((act) => act.id === id);
  }

  /** As hosts and cohosts read it. */
  entries(): OrderEntry[] {
    return this.#acts.map(entryOf);
  }
}

function kept(acts: readonly LoggedAct[]): LoggedAct[] {
  const left = { ...MOST };
  // From the newest on.
  return acts
    .toReversed()
    .filter(({ act }) => left[kindOf(act)]-- > 0)
    .toReversed();
}

function kindOf(act: OrderAct): keyof typeof MOST {
  if (act === 'reported') return 'reports';
  return DAILY.includes(act) ? 'daily' : 'decisions';
}

/** A line as hosts and cohosts read it. */
export function entryOf({ before, undone, ...entry }: LoggedAct): OrderEntry {
  if (undone) return { ...entry, undo: 'done' };
  return { ...entry, undo: before === null ? 'none' : 'possible' };
}
