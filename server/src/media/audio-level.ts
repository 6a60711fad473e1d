const ONE_BYTE_PROFILE = 0xbede;
/** The lower four bits are the application's own. */
const TWO_BYTE_PROFILE = 0x100;

/**
 * How loud the sound in an RTP packet is, by its audio level extension (RFC 6464): dBov, -127 to 0; null where the
 * packet has none. `id` is the extension's id in the packet; both forms of RFC 8285 are read. Called for every packet
 * of every microphone of a large room: allocates nothing.
 */
export function audioLevel(packet: Uint8Array, id: number): number | null {
  const first = packet[0] ?? 0;
  if ((first & 0x10) === 0) return null;
  const start = 12 + 4 * (first & 0x0f);
  const profile = uint16(packet, start);
  const short = profile === ONE_BYTE_PROFILE;
  if (!short && profile >> 4 !== TWO_BYTE_PROFILE) return null;
  const end = Math.min(start + 4 + 4 * uint16(packet, start + 2), packet.length);
  for (let at = start + 4; at < end;) {
    const head = packet[at] ?? 0;
    at += 1;
    // Padding.
    if (head === 0) continue;
    // RFC 8285, section 4.2: the id 15 ends the one-byte form.
    if (short && head >> 4 === 15) return null;
    const length = short ? (head & 0x0f) + 1 : (packet[at++] ?? 0);
    if ((short ? head >> 4 : head) === id) {
      return length === 0 || at >= end ? null : -((packet[at] ?? 0) & 0x7f);
    }
    at += length;
  }
  return null;
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
