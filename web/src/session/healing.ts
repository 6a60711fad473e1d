/** What a line that is in trouble needs. Pure, so that the table in the test says it all. Times in milliseconds. */
import type { LinkState } from './link.js';

/** How often a line is looked at. */
export const LOOK_INTERVAL = 500;

/** How long nothing may come in, of what came until then, before something is done: Chromium's ICE takes five seconds. */
export const SILENCE = 1_000;

/** From when on the person is told of it. */
export const SILENCE_TOLD = 2_000;

/** How long an ICE restart has to show that it helps. */
const RESTART_PATIENCE = 2_500;

/** So many ICE restarts are tried before the media are opened anew. */
const RESTARTS = 3;

/** A change of network within this long of an ICE restart was met by it. */
const RESTART_PAUSE = 1_000;

export interface Condition {
  state: LinkState;
  /** Whether messages get through: without them nothing can be mended. */
  signaling: boolean;
  /** How long nothing has come in; 0 where nothing is missed. */
  silence: number;
  /** Since the last ICE restart the other end answers, but by a path that the browser does not take. */
  elsewhere: boolean;
  /** The network may be another, or the machine was asleep. */
  disturbed: boolean;
  /** ICE restarts since the line was well. */
  restarts: number;
  /** How long ago the last ICE restart was asked for; Infinity where there was none. */
  sinceRestart: number;
}

/**
 * `restart`: new ICE parameters, by which the browser looks for another path while the old one goes on.
 * `renew`: new media in place of these.
 */
export type Remedy = 'none' | 'restart' | 'renew';

/** What to do for a line in this condition. */
export function remedyFor(condition: Condition): Remedy {
  const { state, signaling, elsewhere, disturbed, restarts, sinceRestart } = condition;
  if (!signaling) return 'none';
  if (state === 'failed') return 'renew';
  if (state === 'opening') return 'none';
  if (!isIll(condition)) return disturbed && sinceRestart >= RESTART_PAUSE ? 'restart' : 'none';
  // A new link knows no other path.
  if (elsewhere) return 'renew';
  if (restarts > 0 && sinceRestart < RESTART_PATIENCE) return 'none';
  return restarts < RESTARTS ? 'restart' : 'renew';
}

/** Whether nothing gets through, as far as can be seen from here. */
export function isIll({ state, silence }: Pick<Condition, 'state' | 'silence'>): boolean {
  return state === 'down' || state === 'failed' || silence >= SILENCE;
}
