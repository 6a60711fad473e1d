/** A browser's end of one transport, without the browser: real ICE, DTLS and SRTP, for tests and benchmarks. */
import type { DtlsParameters, MediaSession } from '@hangouts/protocol';
import { PeerConnection, type Track } from 'node-datachannel';
import { iceLiteSdp } from './ice-lite-sdp.js';

/** Hands the peer's own parameters to the server; done when the server has them. */
export type ConnectTransport = (dtlsParameters: DtlsParameters) => Promise<void>;

/**
 * One peer connection to one server transport: RTP and RTCP packets go in and come out as they are, whatever tracks
 * they belong to.
 */
export class RtpPeer {
  /** Takes every packet that comes, RTP and RTCP; passed over until it is set. */
  onPacket: ((packet: Buffer) => void) | null = null;
  readonly #connection = new PeerConnection('peer', { iceServers: [] });
  #track: Track | null = null;

  private constructor() {
    this.#connection.onTrack((track) => {
      this.#track = track;
      track.onMessage((packet) => this.onPacket?.(packet));
    });
  }

  /**
   * Answers a transport's parameters, hands its own to `connect`, and waits until DTLS stands. One that does not
   * receive passes over RTP where that costs the least, after SRTP; RTCP comes all the same.
   * @throws Error where ICE or DTLS fails, and as `connect` does
   */
  static async connect(
    transport: MediaSession['send'],
    connect: ConnectTransport,
    { receives = true } = {},
  ): Promise<RtpPeer> {
    const peer = new RtpPeer();
    const connection = peer.#connection;
    const connected = new Promise<void>((resolve, reject) => {
      connection.onStateChange((state) => {
        if (state === 'connected') resolve();
        if (state === 'failed' || state === 'closed') reject(new Error(`ICE or DTLS ${state}`));
      });
    });
    const answer = new Promise<string>((resolve) => connection.onLocalDescription(resolve));
    try {
      connection.setRemoteDescription(offerOf(transport, receives), 'offer');
      const fingerprint = /a=fingerprint:sha-256 (\S+)/.exec(await answer)?.[1];
      if (fingerprint === undefined) throw new Error('no fingerprint in the answer');
      // Both at once, so that neither fails unheard.
      await Promise.all([
        connected,
        connect({ role: 'client', fingerprints: [{ algorithm: 'sha-256', value: fingerprint }] }),
      ]);
    } catch (error) {
      peer.close();
      throw error;
    }
    return peer;
  }

  /** Sends a packet; gives false where the connection takes none. */
  send(packet: Buffer): boolean {
    return this.#track?.isOpen() === true && this.#track.sendMessageBinary(packet);
  }

  close(): void {
    this.onPacket = null;
    this.#connection.close();
  }
}

/**
 * The server's transport as the SDP offer that a peer connection takes. It has one section whatever is sent over it:
 * where there is only one track, node-datachannel takes and gives the packets of every synchronization source there.
 */
function offerOf(transport: MediaSession['send'], receives: boolean): string {
  return iceLiteSdp(transport, 'm=video 9 UDP/TLS/RTP/SAVPF 96', [
    receives ? 'a=sendrecv' : 'a=recvonly',
    'a=rtcp-mux',
    'a=rtpmap:96 VP8/90000',
    'a=setup:actpass',
  ]);
}
