/** How loud somebody is heard over a direct connection, where no server measures it. */
import type { ReceivedTrack } from '../link.js';

/** Milliseconds between two looks, and between two reports: as often as the media server reports. */
const LOOK_INTERVAL = 100;
const LOOKS_A_REPORT = 3;
/** Below this nobody speaks, in dBov: the media server's threshold. */
const THRESHOLD = -60;

/** A level of 0 to 1 as browsers give it, in whole dBov (RFC 6464), or null where it is too low for a voice. */
export function levelOf(audioLevel: number): number | null {
  if (!(audioLevel > 0)) return null;
  const level = Math.round(20 * Math.log10(Math.min(audioLevel, 1)));
  return level >= THRESHOLD ? level : null;
}

/** Calls back every 300 ms while somebody is heard, and once with null; gives the way to stop. */
export function listenTo(
  receiver: () => ReceivedTrack['receiver'],
  report: (level: number | null) => void,
): () => void {
  let looks = 0;
  let loudest = 0;
  let newest = 0;
  let silent = true;
  const look = () => {
    const [source] = receiver()?.getSynchronizationSources() ?? [];
    // Without a new packet the level is an old one.
    if (source !== undefined && source.rtpTimestamp !== newest) {
      newest = source.rtpTimestamp;
      loudest = Math.max(loudest, source.audioLevel ?? 0);
    }
    looks += 1;
    if (looks < LOOKS_A_REPORT) return;
    const level = levelOf(loudest);
    looks = 0;
    loudest = 0;
    if (level === null && silent) return;
    silent = level === null;
    report(level);
  };
  const timer = setInterval(look, LOOK_INTERVAL);
  return () => clearInterval(timer);
}
