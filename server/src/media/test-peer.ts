/** A peer for tests: what it sends are RTP packets made by hand. */
import type { MediaSession, RtpParameters } from '@hangouts/protocol';
import type { Media, Publication } from '../rooms/media-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { type ConnectTransport, RtpPeer } from './rtp-peer.js';

/** A track of the peer: what it sends, or what it receives. */
export interface PeerTrack {
  kind: 'audio' | 'video';
  direction: 'send' | 'receive';
  rtpParameters: RtpParameters;
}

const SILENT_DBOV = 127;

/** One peer connection to one server transport; sends RTP packets made by hand, and finds those that come. */
export class TestPeer {
  readonly #receivers = new Set<(packet: Buffer) => void>();
  readonly #timers: NodeJS.Timeout[] = [];
  /** The number of the last packet, by synchronization source. */
  readonly #sequences = new Map<number, number>();

  private constructor(
    private readonly peer: RtpPeer,
    private readonly tracks: readonly PeerTrack[],
  ) {
    peer.onPacket = (packet) => {
      for (const receiver of this.#receivers) receiver(packet);
    };
  }

  /** Answers a transport's parameters, hands its own to `connect`, and waits until DTLS stands. */
  static async connect(
    transport: MediaSession['send'],
    tracks: readonly PeerTrack[],
    connect: ConnectTransport,
  ): Promise<TestPeer> {
    return new TestPeer(await RtpPeer.connect(transport, connect), tracks);
  }

  /** Sends one packet of a track; `dBov` goes into the audio level extension. */
  send({ rtpParameters }: PeerTrack, dBov = -SILENT_DBOV): void {
    const [codec] = rtpParameters.codecs;
    const ssrc = rtpParameters.encodings?.[0]?.ssrc;
    const isOwn = this.tracks.some((track) => track.rtpParameters.mid === rtpParameters.mid);
    if (!isOwn || codec === undefined || ssrc === undefined) throw new Error('not a track of this peer');
    const sequence = (this.#sequences.get(ssrc) ?? 0) + 1;
    this.#sequences.set(ssrc, sequence);
    const header = Buffer.alloc(20);
    header.writeUInt8(0x90, 0);
    header.writeUInt8(0x80 | codec.payloadType, 1);
    header.writeUInt16BE(sequence % 0x1_0000, 2);
    header.writeUInt32BE((sequence * 960) % 0x1_0000_0000, 4);
    header.writeUInt32BE(ssrc, 8);
    // RFC 8285, one-byte form: one word, extension 1 of one byte.
    header.writeUInt32BE(0xbede_0001, 12);
    header.writeUInt8(0x10, 16);
    header.writeUInt8(0x80 | -dBov, 17);
    this.peer.send(
      Buffer.concat([header, codec.mimeType === 'video/VP8' ? VP8_KEY_FRAME : Buffer.alloc(20, 1)]),
    );
  }

  /** Sends a sender report of a track (RFC 3550, section 6.4.1): by these the server judges what came of it. */
  report({ rtpParameters }: PeerTrack): void {
    const ssrc = rtpParameters.encodings?.[0]?.ssrc ?? 0;
    const packet = Buffer.alloc(28);
    packet.writeUInt8(0x80, 0);
    packet.writeUInt8(200, 1);
    packet.writeUInt16BE(packet.length / 4 - 1, 2);
    packet.writeUInt32BE(ssrc, 4);
    packet.writeUInt32BE(this.#sequences.get(ssrc) ?? 0, 20);
    this.peer.send(packet);
  }

  /** Goes on as if one more packet of a track had been sent, which never arrives. */
  lose({ rtpParameters }: PeerTrack): void {
    const ssrc = rtpParameters.encodings?.[0]?.ssrc ?? 0;
    this.#sequences.set(ssrc, (this.#sequences.get(ssrc) ?? 0) + 1);
  }

  /** Sends a packet of a track every 20 ms, as a browser does with sound, until the peer is closed. */
  keepSending(track: PeerTrack, dBov?: number | (() => number)): void {
    const level = () => (typeof dBov === 'function' ? dBov() : dBov);
    this.#timers.push(setInterval(() => this.send(track, level()), 20));
  }

  /** Sends as many packets of a track as no microphone does, thousands a second, until the peer is closed. */
  flood(track: PeerTrack, dBov: number): void {
    const burst = () => {
      for (let packets = 0; packets < 20; packets += 1) this.send(track, dBov);
    };
    this.#timers.push(setInterval(burst, 2));
  }

  /** The next RTP packet with this synchronization source. */
  packetOf(ssrc: number): Promise<Buffer> {
    return new Promise((resolve) => {
      const receiver = (packet: Buffer) => {
        if (packet.length < 12 || packet.readUInt32BE(8) !== ssrc) return;
        this.#receivers.delete(receiver);
        resolve(packet);
      };
      this.#receivers.add(receiver);
    });
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.peer.close();
  }
}

/** RFC 7741: a payload descriptor that begins a partition, and the header of a 16 by 16 key frame. */
const VP8_KEY_FRAME = Buffer.from([
  0x10, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x10, 0x00, 0x10, 0x00, 0, 0, 0, 0,
]);

/** The peers of one test, each connected to a transport of the media server under test; closed together. */
export class TestPeers {
  readonly #peers: TestPeer[] = [];

  constructor(private readonly media: Pick<Media, 'connect'>) {}

  /** Connects a peer to a transport of a participant's. */
  async connect(
    seat: SeatRef,
    transport: MediaSession['send'],
    tracks: readonly PeerTrack[],
  ): Promise<TestPeer> {
    const peer = await TestPeer.connect(transport, tracks, (dtls) =>
      this.media.connect(seat, transport.id, dtls),
    );
    this.#peers.push(peer);
    return peer;
  }

  close(): void {
    for (const peer of this.#peers) peer.close();
  }
}

/** What a peer sends where this is published. */
export function sent({ source, rtpParameters }: Publication): PeerTrack {
  return { kind: source === 'camera' ? 'video' : 'audio', direction: 'send', rtpParameters };
}
