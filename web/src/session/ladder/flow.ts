/** What has come of a remote track, by the browser's own counts (W3C webrtc-stats). */
import type { ReceivedTrack } from '../link.js';

export interface Flow {
  /** RTP packets received. */
  packets: number;
  /** Pictures decoded; none of sound. */
  frames: number;
  /** The other end's newest sender report: its time there, and how many packets it had sent. */
  report: { at: number; sent: number } | null;
  /** Energy of the sound played so far, and its seconds; null of pictures, and where the browser does not say. */
  sound: { energy: number; seconds: number } | null;
}

export const NOTHING: Flow = { packets: 0, frames: 0, report: null, sound: null };

/** Reads what has come so far; null where nothing can be asked. */
export async function readFlow(receiver: ReceivedTrack['receiver']): Promise<Flow | null> {
  if (receiver === undefined) return null;
  try {
    return flowOf((await receiver.getStats()).values());
  } catch {
    // The connection has ended meanwhile.
    return null;
  }
}

/** The counts among a receiver's statistics. */
export function flowOf(stats: Iterable<unknown>): Flow {
  let flow = NOTHING;
  for (const entry of stats) {
    if (typeof entry !== 'object' || entry === null || !('type' in entry)) continue;
    if (entry.type === 'inbound-rtp') {
      const [packets, frames] = [count(entry, 'packetsReceived'), count(entry, 'framesDecoded')];
      flow = { ...flow, packets, frames, sound: soundOf(entry) };
    } else if (entry.type === 'remote-outbound-rtp') {
      flow = { ...flow, report: { at: count(entry, 'remoteTimestamp'), sent: count(entry, 'packetsSent') } };
    }
  }
  return flow;
}

function soundOf(entry: object): Flow['sound'] {
  if (!('totalAudioEnergy' in entry) || !('totalSamplesDuration' in entry)) return null;
  return { energy: count(entry, 'totalAudioEnergy'), seconds: count(entry, 'totalSamplesDuration') };
}

function count(entry: object, name: string): number {
  const value: unknown = Reflect.get(entry, name);
  return typeof value === 'number' ? value : 0;
}
