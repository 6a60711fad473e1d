/**
 * A VP8 payload that a forwarder takes for the start of a key frame: RFC 7741,
 * section 4.2 (S bit, partition 0) and 4.3 (P bit clear).
 */
export const VP8_KEY_FRAME_START = Uint8Array.of(0x10, 0x00);

/** @typedef {{ payloadType: number, sequence: number, timestamp: number, ssrc: number, payload: Uint8Array }} RtpFields */

/**
 * One RTP packet, RFC 3550, section 5.1: no padding, extension or CSRC; the
 * marker is set because each of our frames is one packet.
 *
 * @param {RtpFields} fields
 */
export function rtpPacket({ payloadType, sequence, timestamp, ssrc, payload }) {
  const header = Buffer.alloc(12);
  header.writeUInt8(0x80, 0);
  header.writeUInt8(0x80 | payloadType, 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  header.writeUInt32BE(ssrc, 8);
  return Buffer.concat([header, payload]);
}

/**
 * A request for a key frame of `media`: PLI, RFC 4585, section 6.3.1.
 *
 * @param {{ sender: number, media: number }} ssrcs
 */
export function pictureLossIndication({ sender, media }) {
  const packet = Buffer.alloc(12);
  packet.writeUInt8(0x81, 0);
  packet.writeUInt8(206, 1);
  packet.writeUInt16BE(2, 2);
  packet.writeUInt32BE(sender, 4);
  packet.writeUInt32BE(media, 8);
  return packet;
}

/**
 * What a packet that came over a media transport is. RTP and RTCP share the
 * port: RFC 5761, section 4. An RTCP packet may be a compound of several.
 *
 * @param {Buffer} packet
 * @returns {{ kind: 'rtp', ssrc: number, payload: Buffer } | { kind: 'rtcp', asksKeyFrame: boolean }}
 */
export function readPacket(packet) {
  const second = packet.readUInt8(1);
  if (second >= 192 && second <= 223) return { kind: 'rtcp', asksKeyFrame: asksKeyFrame(packet) };
  return { kind: 'rtp', ssrc: packet.readUInt32BE(8), payload: packet.subarray(rtpHeaderLength(packet)) };
}

/** @param {Buffer} packet */
function rtpHeaderLength(packet) {
  const first = packet.readUInt8(0);
  const sources = 12 + 4 * (first & 0x0f);
  const extended = (first & 0x10) !== 0;
  return extended ? sources + 4 + 4 * packet.readUInt16BE(sources + 2) : sources;
}

/** @param {Buffer} compound */
function asksKeyFrame(compound) {
  for (let at = 0; at + 4 <= compound.length; at += 4 + 4 * compound.readUInt16BE(at + 2)) {
    const format = compound.readUInt8(at) & 0x1f;
    if (compound.readUInt8(at + 1) === 206 && format === 1) return true;
  }
  return false;
}
