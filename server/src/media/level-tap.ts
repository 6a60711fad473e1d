import type { Producer, Router } from 'mediasoup/types';
import { audioLevel } from './audio-level.js';

const LEVEL_URI = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
/** What a packet counts as whose sender measured nothing: it is heard where it is not silent in the room. */
const UNMEASURED_DBOV = -40;
/** Opus has at most 400 packets a second (RFC 6716, section 2.1.4). Whoever sends more is not listened to any more. */
const MOST_PACKETS = 600;
/** Milliseconds. */
const SECOND = 1_000;

/**
 * Hears how loud microphones are, packet by packet: every packet comes into this process, 14 µs of it and 3 µs of the
 * worker's. mediasoup's observers give averages of 250 ms or more, or one speaker only.
 */
export class LevelTap {
  readonly #transport: ReturnType<Router['createDirectTransport']>;
  #closed = false;

  constructor(private readonly router: Router) {
    this.#transport = router.createDirectTransport();
    // Fails only where the router or the worker has ended.
    this.#transport.catch(() => undefined);
  }

  /**
   * Calls back with the level of each packet (dBov) until the producer or this ends, or more come than of any
   * microphone: they would hold up the whole server. None come while it is paused.
   */
  listen(producer: Producer, heard: (level: number) => void): void {
    // Fails where the producer, this, the router or the worker has ended.
    this.#consume(producer, heard).catch(() => undefined);
  }

  close(): void {
    this.#closed = true;
    this.#transport.then((transport) => transport.close()).catch(() => undefined);
  }

  async #consume(producer: Producer, heard: (level: number) => void): Promise<void> {
    const transport = await this.#transport;
    const { codecs = [], headerExtensions = [] } = this.router.rtpCapabilities;
    const consumer = await transport.consume({
      producerId: producer.id,
      rtpCapabilities: {
        codecs: codecs.filter(({ kind }) => kind === 'audio'),
        headerExtensions: headerExtensions.filter(({ uri }) => uri === LEVEL_URI),
      },
    });
    // mediasoup lets a child come to life after its parent was closed.
    if (this.#closed || producer.closed) {
      consumer.close();
      return;
    }
    const id = consumer.rtpParameters.headerExtensions?.find(({ uri }) => uri === LEVEL_URI)?.id ?? 0;
    let packets = 0;
    let since = performance.now();
    consumer.on('rtp', (packet) => {
      packets += 1;
      if (packets > MOST_PACKETS) {
        const now = performance.now();
        if (now - since < SECOND) return consumer.close();
        packets = 1;
        since = now;
      }
      heard(audioLevel(packet, id) ?? UNMEASURED_DBOV);
    });
  }
}
