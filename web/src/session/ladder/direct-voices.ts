/** How loud somebody is heard over a direct connection, where no server measures it. */
import { type Flow, readFlow } from './flow.js';
import type { ReceivedTrack } from '../link.js';

/** Milliseconds between two looks: as often as the media server looks. */
const INTERVAL = 300;
/** Below this nobody speaks, in dBov: the media server's threshold. */
const THRESHOLD = -60;

/** The level between two looks, in whole dBov (RFC 6464), or null where it is too low for a voice. */
export function levelBetween(before: Flow['sound'], now: Flow['sound']): number | null {
  if (before === null || now === null) return null;
  const seconds = now.seconds - before.seconds;
  const energy = now.energy - before.energy;
  if (!(seconds > 0) || !(energy > 0)) return null;
  // The energy of a sound at full scale is 1 a second (webrtc-stats, `totalAudioEnergy`).
  // Not -0.
  const level = Math.round(10 * Math.log10(Math.min(energy / seconds, 1))) + 0;
  return level >= THRESHOLD ? level : null;
}

/**
 * Calls back about three times a second while somebody is heard, and once with null; gives the way to stop.
 * By the statistics: a receiver asked for its sources keeps the page waiting while the browser is busy.
 */
export function listenTo(
  receiver: () => ReceivedTrack['receiver'],
  report: (level: number | null) => void,
): () => void {
  let before: Flow['sound'] = null;
  let silent = true;
  let stopped = false;
  const look = async () => {
    const sound = (await readFlow(receiver()))?.sound ?? null;
    if (stopped) return;
    const level = levelBetween(before, sound);
    before = sound;
    if (level === null && silent) return;
    silent = level === null;
    report(level);
  };
  const timer = setInterval(() => void look(), INTERVAL);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
