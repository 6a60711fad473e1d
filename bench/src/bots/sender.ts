import type { RtpPeer } from '../../../server/src/media/rtp-peer.js';
import type { OutgoingTrack } from './outgoing-track.js';
import type { Pacer } from './pacer.js';
import { isRtcp } from './rtp/packet.js';
import { keyFramesAskedFor, writeSenderReport } from './rtp/rtcp.js';

/** How often a sender reports, in milliseconds. */
const REPORT_INTERVAL = 1_000;

/** Sends tracks over one peer connection, and hears which of them want a key frame. Ends by `close`. */
export class Sender {
  readonly #tracks: OutgoingTrack[] = [];
  readonly #leavePacer: () => void;
  #transportSequence = 0;
  #reported = -Infinity;

  constructor(
    private readonly peer: RtpPeer,
    private readonly cname: string,
    pacer: Pacer,
  ) {
    peer.onPacket = (packet) => this.#read(packet);
    this.#leavePacer = pacer.join((now) => this.#send(now));
  }

  add(track: OutgoingTrack): void {
    this.#tracks.push(track);
    // The server can change a viewer over to a layer only when it knows how its timestamps go with the others'.
    this.#reported = -Infinity;
  }

  close(): void {
    this.#leavePacer();
    this.peer.close();
  }

  #send(now: number): void {
    const time = performance.timeOrigin + now;
    const sequence = () => this.#transportSequence++;
    for (const track of this.#tracks) {
      for (const packet of track.due(now, time, sequence)) this.peer.send(packet);
    }
    if (now - this.#reported < REPORT_INTERVAL) return;
    const reports = this.#tracks.flatMap((track) => track.reports(now, time));
    if (reports.length > 0) this.#reported = now;
    for (const report of reports) this.peer.send(writeSenderReport(report, this.cname));
  }

  #read(packet: Buffer): void {
    if (!isRtcp(packet)) return;
    const now = performance.now();
    for (const ssrc of keyFramesAskedFor(packet)) {
      for (const track of this.#tracks) track.requestKeyFrame(ssrc, now);
    }
  }
}
