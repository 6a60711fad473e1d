/** RTP packets (RFC 3550 section 5.1) with header extensions in the one-byte form (RFC 8285 section 4.2). */

const VERSION = 0x80;
const EXTENDED = 0x10;
const MARKER = 0x80;
const FIXED_HEADER = 12;
const ONE_BYTE_PROFILE = 0xbede;

/** A header extension: its negotiated id, 1 to 14, and 1 to 16 bytes. */
export interface HeaderExtension {
  id: number;
  data: Buffer;
}

export interface RtpPacket {
  payloadType: number;
  /** The last packet of a frame, in video. */
  marker: boolean;
  /** 16 bits. */
  sequence: number;
  /** 32 bits, in units of the codec's clock. */
  timestamp: number;
  ssrc: number;
  extensions: readonly HeaderExtension[];
  payload: Buffer;
}

/** Writes a packet. Numbers wider than their field keep their low bits. */
export function writeRtp({ extensions, payload, ...header }: RtpPacket): Buffer {
  const bytes = extensions.reduce((sum, { data }) => sum + 1 + data.length, 0);
  const words = Math.ceil(bytes / 4);
  const start = FIXED_HEADER + (words === 0 ? 0 : 4 + words * 4);
  const packet = Buffer.alloc(start + payload.length);
  packet[0] = VERSION | (words === 0 ? 0 : EXTENDED);
  packet[1] = (header.marker ? MARKER : 0) | header.payloadType;
  packet.writeUInt16BE(header.sequence & 0xffff, 2);
  packet.writeUInt32BE(header.timestamp >>> 0, 4);
  packet.writeUInt32BE(header.ssrc, 8);
  if (words > 0) {
    packet.writeUInt16BE(ONE_BYTE_PROFILE, FIXED_HEADER);
    packet.writeUInt16BE(words, FIXED_HEADER + 2);
    let at = FIXED_HEADER + 4;
    for (const { id, data } of extensions) {
      packet[at] = (id << 4) | (data.length - 1);
      data.copy(packet, at + 1);
      at += 1 + data.length;
    }
  }
  payload.copy(packet, start);
  return packet;
}

/** Reads a packet; its payload and extensions are views of it. @throws RangeError where it is cut short */
export function readRtp(packet: Buffer): RtpPacket {
  const first = packet.readUInt8(0);
  const second = packet.readUInt8(1);
  let start = FIXED_HEADER + (first & 0x0f) * 4;
  let extensions: HeaderExtension[] = [];
  if ((first & EXTENDED) !== 0) {
    const profile = packet.readUInt16BE(start);
    const end = start + 4 + packet.readUInt16BE(start + 2) * 4;
    if (end > packet.length) throw new RangeError('The header extensions are cut short');
    if (profile === ONE_BYTE_PROFILE) extensions = readExtensions(packet.subarray(start + 4, end));
    start = end;
  }
  return {
    payloadType: second & 0x7f,
    marker: (second & MARKER) !== 0,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    extensions,
    payload: packet.subarray(start),
  };
}

/** Whether a packet of a line that carries both is RTCP (RFC 5761 section 4). */
export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
}

function readExtensions(bytes: Buffer): HeaderExtension[] {
  const found: HeaderExtension[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = bytes.readUInt8(at);
    at += 1;
    const id = head >> 4;
    // Padding; 15 ends the list (RFC 8285).
    if (id === 0) continue;
    if (id === 15) break;
    const length = (head & 0x0f) + 1;
    found.push({ id, data: bytes.subarray(at, at + length) });
    at += length;
  }
  return found;
}
