/** The other page as a link: browser to browser, with the server only passing on what the two agree. */
import type { DirectAttempt } from '@hangouts/protocol';
import { type ControlMessage, type LookedAt, readControl } from './direct-control.js';
import { Negotiation, type Signal } from './direct-negotiation.js';
import { playedInStereo, withOpusOptions } from './direct-sdp.js';
import { DirectSources } from './direct-sources.js';
import {
  LINK_STATES,
  type ConnectionReport,
  type Link,
  type LinkEvents,
  type LinkState,
  type Outgoing,
  type Publication,
} from '../link.js';

export interface DirectLinkOptions {
  attempt: DirectAttempt;
  events: LinkEvents;
  /** To the other page, through the server. */
  signal(signal: Signal): void;
  /** Each end has the other's description, for the first time: ICE begins. */
  agreed(): void;
  /** The other page said this over the connection itself. */
  heard(message: ControlMessage): void;
  /** The channel for files between the two pages is open. */
  files(channel: RTCDataChannel): void;
}

/** What is done with a direct link besides sending by it. */
export interface DirectWay extends Link {
  /** Takes what the other page says through the server. */
  take(signal: Signal): void;
  /** Looks for another path between the two. */
  restart(): void;
  /** Sends nothing any more: it is going to be closed. */
  rest(): void;
  /** All that the other page looks at of what is sent to it: no other pictures are. */
  look(tiles: readonly LookedAt[]): void;
  /** Tells the other page something over the connection itself, as soon as that is possible. */
  say(message: ControlMessage): void;
}

// Negotiated by these numbers, so that neither end has to wait for the other's channel.
const CONTROL = { negotiated: true, id: 0 } as const;
const FILES = { negotiated: true, id: 1 } as const;

export class DirectLink implements DirectWay {
  readonly opened: Promise<void>;
  readonly #connection: RTCPeerConnection;
  readonly #options: DirectLinkOptions;
  readonly #sources: DirectSources;
  readonly #negotiation: Negotiation;
  #control: RTCDataChannel | null = null;
  #unsaid: ControlMessage[] = [];
  /** Whether the descriptions in use are for music at this end's microphone. */
  #music = false;
  #agreed = false;
  #state: LinkState = 'opening';
  #failed = false;
  #closed = false;

  constructor(options: DirectLinkOptions) {
    this.#options = options;
    const { attempt, signal } = options;
    const connection = new RTCPeerConnection({ iceServers: attempt.iceServers, bundlePolicy: 'max-bundle' });
    this.#connection = connection;
    this.#sources = new DirectSources(connection);
    this.#negotiation = new Negotiation({
      connection,
      polite: attempt.polite,
      send: signal,
      sections: () => this.#sources.sections(),
      offered: (sections) => {
        this.#sources.answer(sections);
        // Not before the offer: a channel of its own would make this end offer too.
        this.#openChannels();
      },
      adapted: (sdp, sections) => {
        this.#music = this.#sendsMusic();
        return withOpusOptions(sdp, sections, (source) => this.#sources.hintOf(source));
      },
      own: playedInStereo,
      failed: () => {
        this.#failed = true;
        this.#update();
      },
    });
    this.opened = new Promise((resolve) => {
      connection.addEventListener('connectionstatechange', () => {
        this.#update();
        if (this.#state === 'up') resolve();
      });
    });
    connection.addEventListener('signalingstatechange', () => {
      if (connection.signalingState !== 'stable') return;
      this.#noteAgreed();
      this.#deliver();
      this.#agreeOnMusic();
    });
    if (!attempt.polite) {
      this.#sources.offer();
      this.#openChannels();
    }
  }

  get state(): LinkState {
    return this.#state;
  }

  take(signal: Signal): void {
    if (!this.#closed) this.#negotiation.take(signal);
  }

  restart(): void {
    if (!this.#closed) this.#connection.restartIce();
  }

  rest(): void {
    void this.#sources.silence();
  }

  look(tiles: readonly LookedAt[]): void {
    if (!this.#closed) this.#sources.look(tiles);
  }

  say(message: ControlMessage): void {
    if (this.#closed) return;
    if (this.#control?.readyState === 'open') this.#control.send(JSON.stringify(message));
    // The newest of its kind is enough; the other page may never open the channel, or close it.
    else this.#unsaid = [...this.#unsaid.filter(({ type }) => type !== message.type), message];
  }

  async publish({ source, track, paused }: Publication): Promise<Outgoing> {
    // Muted is not sent at all: the other page has nothing to play, nor anybody to listen in.
    const sent = { track, paused };
    const apply = async () => {
      await this.#sources.send(source, sent.paused ? null : sent.track);
      this.#agreeOnMusic();
    };
    await apply();
    return {
      taken: Promise.resolve(),
      async replaceTrack(next) {
        sent.track = next;
        await apply();
        return true;
      },
      async setPaused(wanted) {
        sent.paused = wanted;
        await apply();
      },
      close: () => this.#sources.send(source, null),
    };
  }

  async report(): Promise<readonly ConnectionReport[]> {
    if (this.#closed) return [];
    const { attempt, peer } = this.#options.attempt;
    const streams = this.#sources
      .sections()
      .flatMap(({ mid, source }) => [
        [mid, { participant: peer, source }] as const,
        [mid, { participant: null, source }] as const,
      ]);
    return [{ id: attempt, end: 'person', streams, stats: await this.#connection.getStats() }];
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#negotiation.close();
    this.#sources.close();
    this.#connection.close();
  }

  #noteAgreed(): void {
    // Stable is also what an offer leaves that was taken back.
    if (this.#agreed || this.#closed || this.#connection.currentRemoteDescription === null) return;
    this.#agreed = true;
    this.#options.agreed();
  }

  #sendsMusic(): boolean {
    return this.#sources.hintOf('microphone') === 'music';
  }

  /** Music is encoded as no voice is, and how is said in the descriptions: where that has changed, anew. */
  #agreeOnMusic(): void {
    const { signalingState, currentRemoteDescription } = this.#connection;
    if (this.#closed || signalingState !== 'stable' || currentRemoteDescription === null) return;
    if (this.#sendsMusic() !== this.#music) this.#negotiation.renew();
  }

  #openChannels(): void {
    if (this.#control !== null) return;
    const control = this.#connection.createDataChannel('control', CONTROL);
    this.#control = control;
    const files = this.#connection.createDataChannel('files', FILES);
    files.addEventListener('open', () => this.#options.files(files));
    control.addEventListener('open', () => {
      const unsaid = this.#unsaid;
      this.#unsaid = [];
      for (const message of unsaid) this.say(message);
    });
    control.addEventListener('message', ({ data }) => {
      const message = readControl(data);
      if (message !== null && !this.#closed) this.#options.heard(message);
    });
  }

  #deliver(): void {
    const { attempt, events } = this.#options;
    const received = this.#sources.newlyReceived();
    if (received.length === 0 || this.#closed) return;
    events.received(received.map((track) => ({ ...track, participant: attempt.peer })));
  }

  #update(): void {
    if (this.#closed) return;
    const state = this.#failed ? 'failed' : LINK_STATES[this.#connection.connectionState];
    if (state === this.#state) return;
    this.#state = state;
    this.#options.events.stateChanged(state);
  }
}
