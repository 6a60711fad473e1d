/** When a direct connection has failed, and when another path is worth looking for. Pure. Times in milliseconds. */
import type { DirectFailure } from '@hangouts/protocol';
import type { Flow } from './flow.js';
import type { LinkState } from '../link.js';

/** ICE and DTLS have this long to connect, once each end has the other's description: sooner they cannot begin. */
export const CONNECT_TIME = 3_000;
/** Nothing from a source that runs for this long: it has failed. */
export const SILENCE_TIME = 3_000;
/** Nothing from anything for this long: the path is taken for broken before the browser says so. */
const BREAK_TIME = 1_200;
/** One ICE restart has this long to mend a path. */
const RESTART_TIME = 3_000;
/** A path that has carried for this long after a restart may break, and be restarted, anew. */
const MENDED_AFTER = 10_000;
/** A sender report of this age says what is sent now; browsers report pictures about once a second. */
const REPORT_AGE = 2_500;

export interface Health {
  /** Since each end has the other's description, or null before that: the server then bounds how long it takes. */
  sinceAgreed: number | null;
  everUp: boolean;
  state: LinkState;
  /** Since the one ICE restart, or null where there was none or it has long mended the path. */
  sinceRestart: number | null;
  /** The sources that run. */
  sources: readonly SourceHealth[];
}

export interface SourceHealth {
  /** How long nothing has come of it. */
  quiet: number;
  /** Whether anything has come of it since it is watched: a source that has just begun says nothing of the path. */
  came: boolean;
  /** Whether its sender says that it sent nothing. */
  still: boolean;
}

export type Verdict = 'fine' | 'restart' | 'mended' | DirectFailure;

/** What to do now. */
export function judge({ sinceAgreed, everUp, state, sinceRestart, sources }: Health): Verdict {
  if (!everUp) {
    const late = sinceAgreed !== null && sinceAgreed >= CONNECT_TIME;
    return state === 'failed' || late ? 'not-connected' : 'fine';
  }
  const sending = sources.filter(({ still }) => !still);
  const somethingComes = sending.some(({ quiet, came }) => came && quiet < BREAK_TIME);
  const nothingComes = !somethingComes && sending.some(({ quiet }) => quiet >= BREAK_TIME);
  const broken = state === 'down' || state === 'failed' || nothingComes;
  if (broken) {
    if (sinceRestart === null) return 'restart';
    return sinceRestart >= RESTART_TIME ? 'broken' : 'fine';
  }
  if (sending.some(({ quiet }) => quiet >= SILENCE_TIME)) return 'silent';
  return sinceRestart !== null && sinceRestart >= MENDED_AFTER ? 'mended' : 'fine';
}

/** One source as it was seen: what had come, when something last came, and the newest sender report. */
export interface Watched {
  packets: number;
  came: boolean;
  cameAt: number;
  report: { sent: number; heardAt: number; grewAt: number; at: number } | null;
}

/** A source after another look at it; `before` is null the first time. */
export function watched(before: Watched | null, { packets, report }: Flow, now: number): Watched {
  const seen = before ?? { packets, came: false, cameAt: now };
  // Statistics without the stream say nothing of it.
  const comes = packets > 0 && packets !== seen.packets;
  return {
    packets: packets > 0 ? packets : seen.packets,
    came: comes || seen.came,
    cameAt: comes ? now : seen.cameAt,
    report: report === null ? null : reported(before?.report ?? null, report, now),
  };
}

function reported(
  before: Watched['report'],
  { at, sent }: NonNullable<Flow['report']>,
  now: number,
): Watched['report'] {
  if (before === null) return { at, sent, heardAt: now, grewAt: now };
  if (at === before.at) return before;
  return { at, sent, heardAt: now, grewAt: sent === before.sent ? before.grewAt : now };
}

/** How long nothing has come of a source, and whether that is its sender's doing: it reports, and has sent nothing. */
export function quietOf({ came, cameAt, report }: Watched, now: number): SourceHealth {
  const still = report !== null && now - report.heardAt < REPORT_AGE && report.grewAt < report.heardAt;
  return { quiet: now - cameAt, came, still };
}
