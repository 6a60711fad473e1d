/** What a page sends and receives. These functions run in the page: each stands by itself. */

type Counted = typeof globalThis & { hangoutsPeers?: RTCPeerConnection[] };

/** Before the page runs: keeps its peer connections, so that they can be asked. */
export function keepPeers(): void {
  const page: Counted = globalThis;
  const peers: RTCPeerConnection[] = [];
  page.hangoutsPeers = peers;
  const Original = RTCPeerConnection;
  page.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
}

/** How many bytes of pictures come or go within a second. */
export async function videoBytes(direction: 'inbound' | 'outbound'): Promise<number> {
  const page: Counted = globalThis;
  const count = async () => {
    let bytes = 0;
    for (const peer of page.hangoutsPeers ?? []) {
      if (peer.connectionState === 'closed') continue;
      const stats = await peer.getStats();
      stats.forEach((report: Record<string, unknown>) => {
        if (report['type'] !== `${direction}-rtp` || report['kind'] !== 'video') return;
        // By which the media server measures the line, without a picture.
        if (report['mid'] === 'probator') return;
        bytes += Number(report[direction === 'inbound' ? 'bytesReceived' : 'bytesSent'] ?? 0);
      });
    }
    return bytes;
  };
  const before = await count();
  await new Promise((resolve) => void setTimeout(resolve, 1_000));
  return (await count()) - before;
}

/** How much sound and picture go within two seconds, in bits per second: RTP with its headers. */
export async function bitrateSent(): Promise<number> {
  const page: Counted = globalThis;
  const count = async () => {
    let bytes = 0;
    for (const peer of page.hangoutsPeers ?? []) {
      if (peer.connectionState === 'closed') continue;
      (await peer.getStats()).forEach((report: Record<string, unknown>) => {
        if (report['type'] !== 'outbound-rtp') return;
        bytes += Number(report['bytesSent'] ?? 0) + Number(report['headerBytesSent'] ?? 0);
      });
    }
    return bytes;
  };
  const before = await count();
  await new Promise((resolve) => void setTimeout(resolve, 2_000));
  return ((await count()) - before) * 4;
}

/** How the sound is encoded that goes, or played that comes: Opus' parameters, one line a track (RFC 7587, section 6.1). */
export async function soundFormats(direction: 'inbound' | 'outbound'): Promise<string[]> {
  const page: Counted = globalThis;
  const ends = (page.hangoutsPeers ?? [])
    .filter(({ connectionState }) => connectionState !== 'closed')
    .flatMap((peer): (RTCRtpSender | RTCRtpReceiver)[] =>
      direction === 'outbound' ? peer.getSenders() : peer.getReceivers(),
    )
    .filter(({ track }) => track?.kind === 'audio');
  const formats: string[] = [];
  for (const end of ends) {
    (await end.getStats()).forEach((report: Record<string, unknown>) => {
      if (report['type'] === 'codec') formats.push(String(report['sdpFmtpLine']));
    });
  }
  return formats;
}

/** A stream of pictures as it is sent or received now. */
export interface PictureStream {
  /** As "video/VP8". */
  codec: string;
  scalabilityMode: string | null;
  /** Pixels. */
  width: number;
  height: number;
  frames: number;
}

/** The pictures that come or go, looked at for half a second; those of which no frame came are left out. */
export async function pictureStreams(direction: 'inbound' | 'outbound'): Promise<PictureStream[]> {
  const page: Counted = globalThis;
  const look = async () => {
    const streams = new Map<string, PictureStream>();
    for (const [index, peer] of (page.hangoutsPeers ?? []).entries()) {
      if (peer.connectionState === 'closed') continue;
      const stats = await peer.getStats();
      stats.forEach((report: Record<string, unknown>) => {
        if (report['type'] !== `${direction}-rtp` || report['kind'] !== 'video') return;
        const codec: unknown = stats.get(String(report['codecId']));
        const named =
          typeof codec === 'object' && codec !== null && 'mimeType' in codec ? codec.mimeType : '';
        streams.set(`${index} ${String(report['id'])}`, {
          codec: String(named),
          scalabilityMode: typeof report['scalabilityMode'] === 'string' ? report['scalabilityMode'] : null,
          width: Number(report['frameWidth'] ?? 0),
          height: Number(report['frameHeight'] ?? 0),
          frames: Number(report[direction === 'inbound' ? 'framesDecoded' : 'framesSent'] ?? 0),
        });
      });
    }
    return streams;
  };
  const before = await look();
  await new Promise((resolve) => void setTimeout(resolve, 500));
  const now = await look();
  return [...now].flatMap(([id, stream]) => {
    const frames = stream.frames - (before.get(id)?.frames ?? 0);
    return frames > 0 ? [{ ...stream, frames }] : [];
  });
}

/** Media that go one way within a second, in bytes of RTP. */
export interface Flow {
  sent: number;
  received: number;
}

/** What goes between this page and the other one directly, and what goes by the media server, within a second. */
export async function mediaFlows(): Promise<{ direct: Flow; room: Flow }> {
  const page: Counted = globalThis;
  const count = async () => {
    const counts = { direct: { sent: 0, received: 0 }, room: { sent: 0, received: 0 } };
    for (const peer of page.hangoutsPeers ?? []) {
      if (peer.connectionState === 'closed') continue;
      // Only the direct connection has channels for data.
      const flow = peer.localDescription?.sdp.includes('m=application') ? counts.direct : counts.room;
      const stats = await peer.getStats();
      stats.forEach((report: Record<string, unknown>) => {
        if (report['type'] === 'inbound-rtp') flow.received += Number(report['bytesReceived'] ?? 0);
        if (report['type'] === 'outbound-rtp') flow.sent += Number(report['bytesSent'] ?? 0);
      });
    }
    return counts;
  };
  const difference = (before: Flow, after: Flow): Flow => ({
    sent: after.sent - before.sent,
    received: after.received - before.received,
  });
  const before = await count();
  await new Promise((resolve) => void setTimeout(resolve, 1_000));
  const after = await count();
  return { direct: difference(before.direct, after.direct), room: difference(before.room, after.room) };
}

/** Whether a direct connection of this page is open, connected or not. */
export function hasDirect(): boolean {
  const page: Counted = globalThis;
  return (page.hangoutsPeers ?? []).some(
    (peer) =>
      peer.connectionState !== 'closed' && peer.localDescription?.sdp.includes('m=application') === true,
  );
}
