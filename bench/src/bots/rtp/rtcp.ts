/** The RTCP that a bot needs: it reports what it sends (RFC 3550 section 6) and hears who wants a key frame. */

const SENDER_REPORT = 200;
const SOURCE_DESCRIPTION = 202;
const PAYLOAD_FEEDBACK = 206;
/** Feedback formats: picture loss (RFC 4585 section 6.3.1) and full intra request (RFC 5104 section 4.3.1). */
const PLI = 1;
const FIR = 4;
const CNAME = 1;
/** From the beginning of NTP's time, 1900, to the Unix epoch, in seconds. */
const NTP_TO_UNIX = 2_208_988_800;

export interface SenderReport {
  ssrc: number;
  /** When, in milliseconds since the Unix epoch, and the stream's RTP timestamp at that time. */
  time: number;
  timestamp: number;
  packets: number;
  /** Payload bytes. */
  bytes: number;
}

/** A sender report with the canonical name that ties one sender's streams together, as one compound packet. */
export function writeSenderReport(report: SenderReport, cname: string): Buffer {
  const name = Buffer.from(cname);
  // The item's end is at least one zero byte, up to a whole word.
  const item = Math.ceil((2 + name.length + 1) / 4) * 4;
  const packet = Buffer.alloc(28 + 8 + item);
  packet[0] = 0x80;
  packet[1] = SENDER_REPORT;
  packet.writeUInt16BE(6, 2);
  packet.writeUInt32BE(report.ssrc, 4);
  const seconds = report.time / 1_000 + NTP_TO_UNIX;
  packet.writeUInt32BE(Math.floor(seconds) >>> 0, 8);
  packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32) >>> 0, 12);
  packet.writeUInt32BE(report.timestamp >>> 0, 16);
  packet.writeUInt32BE(report.packets >>> 0, 20);
  packet.writeUInt32BE(report.bytes >>> 0, 24);
  packet[28] = 0x81;
  packet[29] = SOURCE_DESCRIPTION;
  packet.writeUInt16BE((4 + item) / 4, 30);
  packet.writeUInt32BE(report.ssrc, 32);
  packet[36] = CNAME;
  packet[37] = name.length;
  name.copy(packet, 38);
  return packet;
}

/** The sources of which a compound packet asks for a key frame, by PLI or FIR. What is cut short is passed over. */
export function keyFramesAskedFor(compound: Buffer): number[] {
  const asked: number[] = [];
  let at = 0;
  while (at + 12 <= compound.length) {
    const format = compound.readUInt8(at) & 0x1f;
    const type = compound.readUInt8(at + 1);
    const end = at + (compound.readUInt16BE(at + 2) + 1) * 4;
    if (end > compound.length) break;
    if (type === PAYLOAD_FEEDBACK && format === PLI) asked.push(compound.readUInt32BE(at + 8));
    if (type === PAYLOAD_FEEDBACK && format === FIR) {
      for (let entry = at + 12; entry + 8 <= end; entry += 8) asked.push(compound.readUInt32BE(entry));
    }
    at = end;
  }
  return asked;
}
