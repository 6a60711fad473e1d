/** A browser's end of one transport, without the browser: real ICE, DTLS and SRTP, and RTP packets made by hand. */
import type { DtlsParameters, MediaSession, RtpParameters } from '@hangouts/protocol';
import { PeerConnection } from 'node-datachannel';

/** A track of the peer: what it sends, or what it receives. */
export interface PeerTrack {
  kind: 'audio' | 'video';
  direction: 'send' | 'receive';
  rtpParameters: RtpParameters;
}

const SILENT_DBOV = 127;

/** One peer connection to one server transport; sends and receives raw RTP. */
export class TestPeer {
  readonly #connection = new PeerConnection('peer', { iceServers: [] });
  readonly #send = new Map<string, (packet: Buffer) => void>();
  readonly #receivers = new Set<(packet: Buffer) => void>();
  readonly #timers: NodeJS.Timeout[] = [];
  #sequence = 0;

  private constructor() {
    this.#connection.onTrack((track) => {
      this.#send.set(track.mid(), (packet) => track.sendMessageBinary(packet));
      track.onMessage((packet) => {
        for (const receiver of this.#receivers) receiver(packet);
      });
    });
  }

  /** Answers a transport's parameters, hands its own to `connect`, and waits until DTLS stands. */
  static async connect(
    transport: MediaSession['send'],
    tracks: readonly PeerTrack[],
    connect: (dtlsParameters: DtlsParameters) => Promise<void>,
  ): Promise<TestPeer> {
    const peer = new TestPeer();
    const connection = peer.#connection;
    const connected = new Promise<void>((resolve, reject) => {
      connection.onStateChange((state) => {
        if (state === 'connected') resolve();
        if (state === 'failed') reject(new Error('ICE or DTLS failed'));
      });
    });
    const answer = new Promise<string>((resolve) => connection.onLocalDescription(resolve));
    connection.setRemoteDescription(offerOf(transport, tracks), 'offer');
    const fingerprint = /a=fingerprint:sha-256 (\S+)/.exec(await answer)?.[1];
    if (fingerprint === undefined) throw new Error('no fingerprint in the answer');
    await connect({ role: 'client', fingerprints: [{ algorithm: 'sha-256', value: fingerprint }] });
    await connected;
    return peer;
  }

  /** Sends one packet of a track; `dBov` goes into the audio level extension. */
  send({ rtpParameters }: PeerTrack, dBov = -SILENT_DBOV): void {
    const send = this.#send.get(rtpParameters.mid ?? '');
    const [codec] = rtpParameters.codecs;
    const ssrc = rtpParameters.encodings?.[0]?.ssrc;
    if (send === undefined || codec === undefined || ssrc === undefined)
      throw new Error('not a track of this peer');
    this.#sequence += 1;
    const header = Buffer.alloc(20);
    header.writeUInt8(0x90, 0);
    header.writeUInt8(0x80 | codec.payloadType, 1);
    header.writeUInt16BE(this.#sequence % 0x1_0000, 2);
    header.writeUInt32BE((this.#sequence * 960) % 0x1_0000_0000, 4);
    header.writeUInt32BE(ssrc, 8);
    // RFC 8285, one-byte form: one word, extension 1 of one byte.
    header.writeUInt32BE(0xbede_0001, 12);
    header.writeUInt8(0x10, 16);
    header.writeUInt8(0x80 | -dBov, 17);
    send(Buffer.concat([header, codec.mimeType === 'video/VP8' ? VP8_KEY_FRAME : Buffer.alloc(20, 1)]));
  }

  /** Sends a packet of a track every 20 ms, as a browser does with sound, until the peer is closed. */
  keepSending(track: PeerTrack, dBov?: number | (() => number)): void {
    const level = () => (typeof dBov === 'function' ? dBov() : dBov);
    this.#timers.push(setInterval(() => this.send(track, level()), 20));
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
    this.#connection.close();
  }
}

/** RFC 7741: a payload descriptor that begins a partition, and the header of a 16 by 16 key frame. */
const VP8_KEY_FRAME = Buffer.from([
  0x10, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x10, 0x00, 0x10, 0x00, 0, 0, 0, 0,
]);

/** The server's transport as the SDP offer that a peer connection takes. */
function offerOf(
  { iceParameters, iceCandidates, dtlsParameters }: MediaSession['send'],
  tracks: readonly PeerTrack[],
): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const sections = tracks.flatMap(({ kind, direction, rtpParameters }) => [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${rtpParameters.codecs.map(({ payloadType }) => payloadType).join(' ')}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${rtpParameters.mid ?? ''}`,
    direction === 'send' ? 'a=recvonly' : 'a=sendonly',
    'a=rtcp-mux',
    ...rtpParameters.codecs.map(
      ({ mimeType, payloadType, clockRate, channels }) =>
        `a=rtpmap:${payloadType} ${mimeType.split('/')[1] ?? ''}/${clockRate}${channels === undefined ? '' : `/${channels}`}`,
    ),
    ...(direction === 'receive' ? (rtpParameters.encodings ?? []) : []).map(
      ({ ssrc }) => `a=ssrc:${ssrc ?? 0} cname:server`,
    ),
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value ?? ''}`,
    'a=setup:actpass',
    ...iceCandidates
      .filter(({ protocol }) => protocol === 'udp')
      .map(
        ({ foundation, priority, address, port }) =>
          `a=candidate:${foundation} 1 UDP ${priority} ${address} ${port} typ host`,
      ),
    'a=end-of-candidates',
  ]);
  const mids = tracks.map(({ rtpParameters }) => rtpParameters.mid ?? '').join(' ');
  const session = ['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', 'a=ice-lite', `a=group:BUNDLE ${mids}`];
  return [...session, ...sections, ''].join('\r\n');
}
