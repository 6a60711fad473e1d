import { randomUUID } from 'node:crypto';
import type {
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
  | { what: 'restrictions'; participant: ParticipantId; restrictions: Restrictions }
  | { what: 'settings'; settings: RestorableSettings };

/** Of the settings those that can be had back. A passcode cannot: nobody knows it. */
type RestorableSettings = Partial<Omit<RoomSettings, 'passcode'>>;

/** A line of the log, with what undoing it takes. */
export interface LoggedAct extends Omit<OrderEntry, 'undo'> {
  before: Before | null;
  undone: boolean;
}

/** What a line says besides what was done; what it leaves out does not concern it. */
export type Said = Pick<LoggedAct, 'at' | 'by'> &
  Partial<Pick<LoggedAct, 'whom' | 'role' | 'source' | 'reason' | 'before'>>;

/** The most that is kept of a meeting: older lines go. Anybody reports, so that reports only take each other's place. */
const DECISIONS = 400;
const REPORTS = 100;

/** What was done to keep order in one meeting, newest last. */
export class OrderLog {
  #acts: LoggedAct[];

  constructor(stored: readonly LoggedAct[]) {
    this.#acts = kept(stored);
  }

  /** Adds a line; gives it, and the ids of the lines that go for it. */
  add(act: OrderAct, said: Said): { logged: LoggedAct; gone: string[] } {
    const nothing = { whom: null, role: null, source: null, reason: null, before: null };
    const logged: LoggedAct = { ...nothing, ...said, id: randomUUID(), act, undone: false };
    const before = this.#acts;
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
  const isReport = ({ act }: LoggedAct) => act === 'reported';
  const reports = acts.filter(isReport);
  const decisions = acts.filter((act) => !isReport(act));
  if (reports.length <= REPORTS && decisions.length <= DECISIONS) return [...acts];
  const stay = new Set([...reports.slice(-REPORTS), ...decisions.slice(-DECISIONS)]);
  return acts.filter((act) => stay.has(act));
}

/** A line as hosts and cohosts read it. */
export function entryOf({ before, undone, ...entry }: LoggedAct): OrderEntry {
  if (undone) return { ...entry, undo: 'done' };
  return { ...entry, undo: before === null ? 'none' : 'possible' };
}
