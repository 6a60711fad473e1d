/**
 * Runs in a page that looks at a call for a while: how many frames of the others' pictures came, how many of them the
 * screen was given, and how long the page was busy at a stretch.
 */

/** Since the page was opened. */
export interface Seen {
  /** Frames that arrived whole, of all pictures. */
  received: number;
  /** Frames that were handed to the screen. */
  rendered: number;
  packets: number;
  lost: number;
  /** Pictures of others that are on the page now. */
  pictures: number;
  /** Every task longer than 50 ms (Long Tasks, W3C): how long each was, in milliseconds. */
  longTasks: number[];
}

declare global {
  interface Window {
    hangoutsSeen: () => Promise<Seen>;
  }
}

const REMOTE_VIDEO = '[data-self="false"] video';

const connections = new Set<RTCPeerConnection>();
const NativeConnection = RTCPeerConnection;
window.RTCPeerConnection = class extends NativeConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.add(this);
  }
};

const longTasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: 'longtask', buffered: true });

let rendered = 0;
const watched = new WeakSet<HTMLVideoElement>();
new MutationObserver(() => {
  for (const video of document.querySelectorAll<HTMLVideoElement>(REMOTE_VIDEO)) {
    if (watched.has(video)) continue;
    watched.add(video);
    count(video, 0);
  }
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-self'] });

/** A callback may stand for several frames: each says how many there were so far. */
function count(video: HTMLVideoElement, before: number): void {
  video.requestVideoFrameCallback((_now, { presentedFrames }) => {
    rendered += presentedFrames - before;
    count(video, presentedFrames);
  });
}

window.hangoutsSeen = async () => {
  const seen: Seen = {
    received: 0,
    rendered,
    packets: 0,
    lost: 0,
    pictures: document.querySelectorAll(REMOTE_VIDEO).length,
    longTasks: [...longTasks],
  };
  for (const connection of connections) {
    const stats = await connection.getStats();
    stats.forEach((report: RTCStats) => {
      if (!isPicture(report)) return;
      seen.received += report.framesReceived ?? 0;
      seen.packets += report.packetsReceived ?? 0;
      seen.lost += report.packetsLost ?? 0;
    });
  }
  return seen;
};

function isPicture(report: RTCStats): report is RTCInboundRtpStreamStats {
  return report.type === 'inbound-rtp' && 'kind' in report && report.kind === 'video';
}
