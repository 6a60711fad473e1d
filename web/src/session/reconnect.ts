/** When to try again, and what to call the time in between. Pure, so that the tables in the test say it all. */
import type { Connection } from './state.js';

/** After this long without a connection it counts as lost; trying goes on. Milliseconds. */
export const LOST_AFTER = 60_000;

/** How long a transport may take to open before it is replaced; ICE gives up by itself later. Milliseconds. */
export const OPENING_PATIENCE = 12_000;

/** A message without an answer for this long counts as not arrived. Milliseconds. */
export const ANSWER_TIME = 10_000;

// A check that is not answered within a few round trips is lost: with its line, where TCP did not bring it.
const CHECK_ROUND_TRIPS = 4;
const CHECK_TIME = { least: 600, most: 4_000, unknown: 2_000 } as const;

/** How long an answer to a check of the line is waited for where the last round trip took this long. Milliseconds. */
export function checkTime(roundTrip: number | null): number {
  if (roundTrip === null) return CHECK_TIME.unknown;
  return Math.min(Math.max(CHECK_ROUND_TRIPS * roundTrip, CHECK_TIME.least), CHECK_TIME.most);
}

/** Socket.io's own reconnection: it draws each delay from ±50 %, so that a room does not return in step. */
export const SOCKET_RETRY = {
  reconnectionDelay: 300,
  reconnectionDelayMax: 1_500,
  randomizationFactor: 0.5,
} as const;

const MEDIA_DELAYS = [0, 150, 300, 600, 1_000, 2_000, 4_000] as const;
const TRACK_DELAYS = [500, 1_500, 4_000] as const;
const JOIN_DELAYS = [300, 600, 1_200, 2_500, 5_000] as const;

function drawn(delays: readonly number[], attempt: number, random: number): number {
  const delay = delays[Math.min(attempt, delays.length - 1)] ?? 0;
  return Math.round(delay * (0.75 + random / 2));
}

/**
 * How long to wait before asking for media for the `attempt`th time (from 0), in milliseconds.
 * `random` is in [0, 1). The first is at once: a dead worker has been replaced when the page hears of it.
 */
export function mediaDelay(attempt: number, random: number): number {
  return drawn(MEDIA_DELAYS, attempt, random);
}

/**
 * How long to wait before a track that could not be sent or received is tried again, after its `attempt`th failure
 * (from 0), in milliseconds; null: it is given up.
 */
export function trackDelay(attempt: number, random: number): number | null {
  return attempt < TRACK_DELAYS.length ? drawn(TRACK_DELAYS, attempt, random) : null;
}

/** How long to wait before joining again after the `attempt`th failure (from 0), in milliseconds. */
export function joinDelay(attempt: number, random: number): number {
  return drawn(JOIN_DELAYS, attempt, random);
}

/** What to call a connection that is away for `since` milliseconds. */
export function awayFor(since: number, everConnected: boolean): Connection {
  if (since >= LOST_AFTER) return 'lost';
  return everConnected ? 'reconnecting' : 'connecting';
}
