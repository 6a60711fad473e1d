/** Which worker takes a room, and how soon a dead one is replaced. */

/** What stands on one worker. */
export interface WorkerLoad {
  rooms: number;
  /** Producers and consumers: what a worker's time goes into. */
  streams: number;
}

// What a room has soon after it began, in streams: two people with sound and picture. Without it, rooms that
// begin together would all go to the one worker that is idle at that moment.
const ROOM_STREAMS = 8;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

/** The index of the least loaded worker, the first among equals; -1 where there is none. */
export function leastLoaded(loads: readonly WorkerLoad[]): number {
  let best = -1;
  let least = Infinity;
  for (const [index, load] of loads.entries()) {
    const weight = Math.max(load.streams, load.rooms * ROOM_STREAMS);
    if (weight < least) {
      best = index;
      least = weight;
    }
  }
  return best;
}

/** Milliseconds to wait before a worker is started again, given its deaths and failed starts in the last minute. */
export function restartDelay(recentDeaths: number): number {
  if (recentDeaths <= 1) return 0;
  return Math.min(FIRST_DELAY_MS * 2 ** (recentDeaths - 2), LONGEST_DELAY_MS);
}
