/** The rtpdump format of rtptools, which Wireshark opens too: RTP packets, each with the time it came. */

const TITLE = '#!rtpplay1.0 0.0.0.0/0\n';
/** The start's time, the source's address and port, all of which stay zero here. */
const FILE_HEADER = 16;
const PACKET_HEADER = 8;

export interface DumpedPacket {
  /** Milliseconds since the beginning. */
  at: number;
  packet: Buffer;
}

export function writeDump(packets: readonly DumpedPacket[]): Buffer {
  const parts = packets.flatMap(({ at, packet }) => {
    const header = Buffer.alloc(PACKET_HEADER);
    header.writeUInt16BE(PACKET_HEADER + packet.length, 0);
    header.writeUInt16BE(packet.length, 2);
    header.writeUInt32BE(Math.round(at), 4);
    return [header, packet];
  });
  return Buffer.concat([Buffer.from(TITLE), Buffer.alloc(FILE_HEADER), ...parts]);
}

/** @throws Error where a file is none or is cut short */
export function readDump(file: Buffer): DumpedPacket[] {
  const lineEnd = file.indexOf('\n') + 1;
  if (!file.subarray(0, lineEnd).toString().startsWith('#!rtpplay1.0 '))
    throw new Error('This is no rtpdump');
  const packets: DumpedPacket[] = [];
  let at = lineEnd + FILE_HEADER;
  while (at < file.length) {
    const length = at + PACKET_HEADER <= file.length ? file.readUInt16BE(at) : 0;
    if (length < PACKET_HEADER || at + length > file.length) throw new Error('The rtpdump is cut short');
    packets.push({ at: file.readUInt32BE(at + 4), packet: file.subarray(at + PACKET_HEADER, at + length) });
    at += length;
  }
  return packets;
}
