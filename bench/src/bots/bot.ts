import { randomInt } from 'node:crypto';
import { RtpPeer } from '../../../server/src/media/rtp-peer.js';
import type { Page } from './commands.js';
import type { Line, Offered, OpenLine } from './lines/line.js';
import { OutgoingTrack, SILENT_LEVEL, type SentCounts } from './outgoing-track.js';
import type { Pacer } from './pacer.js';
import { botCapabilities, cameraParameters, microphoneParameters } from './publication.js';
import { Receiver, type ReceivedCounts } from './receiver.js';
import { AUDIO_CLOCK, PICTURE, SILENCE, type Recording } from './recording/recording.js';
import { Sender } from './sender.js';
import { inSight } from './sight.js';

/** Counting what comes costs as much again as receiving it. */
export type Receives = 'nothing' | 'uncounted' | 'counted';

export interface BotOptions {
  openLine: OpenLine;
  url: string;
  room: string;
  name: string;
  /** How many layers of the camera it publishes, the smallest ones; 0 for no camera. */
  layers: number;
  /** Whether it publishes a microphone; silent until `speak`. */
  microphone: boolean;
  receives: Receives;
  recording: Recording;
  pacer: Pacer;
}

export interface BotCounts {
  sent: { audio: SentCounts; video: SentCounts };
  received: { audio: ReceivedCounts; video: ReceivedCounts };
}

/** How many layers of the camera, the smallest, and whether the microphone. */
export interface Sent {
  layers: number;
  microphone: boolean;
}

const NOTHING_SENT: SentCounts = { packets: 0, bytes: 0, keyFrames: 0 };
/** Sources are numbers of 32 bits, and each bot takes four: room for those, and for counting up. */
const SSRC_LIMIT = 2 ** 32 - 8;
/** Bots begin at different times within this, in milliseconds, so that their frames do not come all at once. */
const SPREAD = 200;

/** Somebody without a browser in a room: sends what was recorded, and counts what comes. Ends by `leave`. */
export class Bot {
  readonly #receiver = new Receiver();
  readonly #early: Offered[] = [];
  #line: Line | null = null;
  #receivePeer: RtpPeer | null = null;
  #sender: Sender | null = null;
  #camera: OutgoingTrack | null = null;
  #microphone: OutgoingTrack | null = null;
  #left = false;
  #page: Page | null = null;
  #toldSight = '';
  /** The cameras of the others by their consumers, in the order in which they came. */
  readonly #pictures = new Set<string>();
  /** How many layers of the own camera are wanted by the others, and are to be sent. */
  #wanted = Infinity;
  #sent: Sent;
  #cameraProducer: string | null = null;
  #microphoneProducer: string | null = null;

  private constructor(private readonly options: BotOptions) {
    this.#sent = { layers: options.layers, microphone: options.microphone };
  }

  /** Joins, connects and publishes. @throws Error as the server refuses, or where ICE or DTLS fails */
  static async join(options: BotOptions): Promise<Bot> {
    const bot = new Bot(options);
    try {
      await bot.#enter();
    } catch (error) {
      bot.leave();
      throw error;
    }
    return bot;
  }

  /** How loud its voice is in dBov, or null for silence. */
  speak(level: number | null): void {
    const voice =
      level === null
        ? { level: SILENT_LEVEL, stream: SILENCE }
        : { level, stream: this.options.recording.voice };
    this.#microphone?.speak(voice, performance.now());
  }

  /** Notes when the next word of another begins to be heard here. */
  awaitVoiceOf(speaker: Bot): void {
    if (speaker.#microphoneProducer !== null) this.#receiver.awaitVoice(speaker.#microphoneProducer);
  }

  /** How much of the beginning of another's last words did not come, in milliseconds; null where nothing has come. */
  missedOf(speaker: Bot): number | null {
    const sent = speaker.#microphone?.onset ?? null;
    if (sent === null || speaker.#microphoneProducer === null) return null;
    const heard = this.#receiver.onsetOf(speaker.#microphoneProducer);
    return heard === null ? null : ((heard - sent) | 0) / (AUDIO_CLOCK / 1_000);
  }

  /** What it sends of what it publishes, from here on: so many layers, the smallest; and whether its sound. */
  send(sent: Sent): void {
    this.#sent = sent;
    this.#microphone?.sendLayers(sent.microphone ? 1 : 0, performance.now());
    this.#sendCamera();
  }

  /** What it has in sight from here on, whoever comes and goes. */
  async look(page: Page): Promise<void> {
    this.#page = page;
    await this.#tellSight();
  }

  counts(): BotCounts {
    return {
      sent: {
        audio: { ...(this.#microphone?.counts ?? NOTHING_SENT) },
        video: { ...(this.#camera?.counts ?? NOTHING_SENT) },
      },
      received: { audio: this.#receiver.counts('audio'), video: this.#receiver.counts('video') },
    };
  }

  leave(): void {
    this.#left = true;
    this.#line?.leave();
    this.#sender?.close();
    this.#receivePeer?.close();
  }

  async #enter(): Promise<void> {
    const { openLine, url, room, name, layers, microphone, receives } = this.options;
    const line = await openLine(
      { url, room, name, capabilities: botCapabilities },
      {
        consumer: (offered) => this.#consume(offered),
        consumerClosed: (id) => this.#forget(id),
        wanted: (producer, wanted) => this.#want(producer, wanted),
      },
    );
    this.#line = line;
    const connect = (transport: Line['send'], counts: boolean) =>
      RtpPeer.connect(transport, (dtlsParameters) => line.connect(transport.id, dtlsParameters), {
        receives: counts,
      });
    const [receivePeer, sender] = await Promise.all([
      receives === 'nothing' ? null : connect(line.receive, receives === 'counted'),
      layers > 0 || microphone ? connect(line.send, false).then((peer) => this.#senderOver(peer)) : null,
    ]);
    this.#receivePeer = receivePeer;
    if (receivePeer !== null) {
      receivePeer.onPacket = (packet) => this.#receiver.receive(packet);
      for (const offered of this.#early.splice(0)) this.#consume(offered);
    }
    this.#sender = sender;
    if (sender !== null) await this.#publish(line, sender);
  }

  #senderOver(peer: RtpPeer): Sender {
    return new Sender(peer, this.options.name, this.options.pacer);
  }

  async #publish(line: Line, sender: Sender): Promise<void> {
    const { layers, microphone, recording } = this.options;
    const ssrc = randomInt(1, SSRC_LIMIT);
    const start = performance.now() + randomInt(SPREAD);
    if (microphone) {
      const rtpParameters = microphoneParameters(line.routerCapabilities, { ssrc });
      this.#microphoneProducer = await line.publish('microphone', rtpParameters);
      this.#microphone = new OutgoingTrack({ rtpParameters, streams: [SILENCE], ssrc, start });
      sender.add(this.#microphone);
    }
    if (layers > 0) {
      const rtpParameters = cameraParameters(line.routerCapabilities, { layers, ssrc: ssrc + 1 });
      const streams = recording.layers.slice(0, layers);
      const scale = 2 ** (recording.layers.length - layers);
      const size = { width: PICTURE.width / scale, height: PICTURE.height / scale };
      this.#cameraProducer = await line.publish('camera', rtpParameters, size);
      this.#camera = new OutgoingTrack({ rtpParameters, streams, ssrc: ssrc + 1, start });
      sender.add(this.#camera);
      this.#sendCamera();
    }
  }

  /** Sends no more of the camera than somebody wants. */
  #sendCamera(): void {
    this.#camera?.sendLayers(Math.min(this.#sent.layers, this.#wanted), performance.now());
  }

  #want(producer: string, layers: number): void {
    // The only track of which less can be wanted; its id may not be known yet.
    if (this.#cameraProducer !== null && producer !== this.#cameraProducer) return;
    this.#wanted = layers;
    this.#sendCamera();
  }

  /** What is offered before the peer stands waits for it, and for ever where there is none. */
  #consume(offered: Offered): void {
    if (this.#receivePeer === null || this.#line === null) {
      this.#early.push(offered);
      return;
    }
    this.#receiver.add(offered);
    if (offered.kind === 'video') this.#pictures.add(offered.id);
    // It may have ended, or the bot have left, before the server hears this.
    Promise.all([this.#line.start(offered.id), this.#tellSight()]).catch((error: unknown) => {
      if (!this.#left) console.error(`${this.options.name} cannot start a consumer:`, error);
    });
  }

  #forget(consumerId: string): void {
    this.#receiver.remove(consumerId);
    this.#pictures.delete(consumerId);
  }

  async #tellSight(): Promise<void> {
    if (this.#page === null) return;
    const seen = inSight([...this.#pictures], this.#page);
    // A page does not repeat itself either.
    const told = JSON.stringify(seen);
    if (told === this.#toldSight) return;
    this.#toldSight = told;
    await this.#line?.look(seen);
  }
}
