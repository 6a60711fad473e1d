/** One direct connection of this page with another, from the server's word that it may begin until it is closed. */
import type { DirectAttempt, DirectEndReason, DirectFailure, Participant, Source } from '@hangouts/protocol';
import { isPicture } from '../encodings.js';
import type { ConnectionReport, Link, ReceivedTrack } from '../link.js';
import type { Signaling } from '../signaling.js';
import type { ControlMessage } from './direct-control.js';
import { CONNECT_TIME, judge, quietOf, watched, type Watched } from './direct-health.js';
import { DirectLink, type DirectLinkOptions, type DirectWay } from './direct-link.js';
import type { Signal } from './direct-negotiation.js';
import { listenTo } from './direct-voices.js';
import { NOTHING, readFlow } from './flow.js';
import type { RemoteChoice } from './remote-choice.js';
import { runningSources } from './roster.js';
import type { SeenPlaces } from '../seen-places.js';
import type { Tile } from '../view-policy.js';
import { ViewReporter } from '../view-reporter.js';

export interface DirectCallDeps {
  signaling: Signaling;
  /** The other one as the room knows them now, or null where they have gone. */
  peer(): Participant | null;
  choice: RemoteChoice;
  /** What can be seen on this page. */
  seen: Pick<SeenPlaces, 'tiles' | 'watch'>;
  /** The link to send by, or null where there is none any more. */
  attach(link: Link | null): void;
  /** The channel for files is open. */
  files(channel: RTCDataChannel): void;
  /** How loud somebody speaks: the other one, or oneself as the other one hears it. */
  heard(who: 'peer' | 'self', level: number | null): void;
  /** The state of the link has changed. */
  changed(): void;
  closed(): void;
  openLink?(options: DirectLinkOptions): DirectWay;
}

/** How often the connection's health is looked at, in milliseconds. */
const HEALTH_INTERVAL = 400;
/** How long it stays open, once the room has taken over, for what has not come by the room yet. Milliseconds. */
const END_TIME = 3_000;
/**
 * How long it goes on carrying when somebody comes, in milliseconds: while they connect all have the most to do, and
 * what is switched then stands still for longer.
 */
const CALM_TIME = 700;
/** When nothing goes by it any more: closing a connection takes the browser long, and it is busy just then. */
const REST_TIME = 1_500;

export class DirectCall {
  readonly #attempt: DirectAttempt;
  readonly #deps: DirectCallDeps;
  readonly #link: DirectWay;
  readonly #received = new Map<Source, ReceivedTrack>();
  readonly #watched = new Map<Source, Watched>();
  readonly #view: ViewReporter;
  /** The pictures that this page has said it looks at, or null where it has said nothing. */
  #lookedAt: readonly Source[] | null = null;
  readonly #stops: (() => void)[] = [];
  readonly #stopListening: () => void;
  /** When each end had the other's description, by `performance.now()`. */
  #agreedAt: number | null = null;
  #everUp = false;
  #restartedAt: number | null = null;
  /** What the server has to hear, until it has. */
  #owed: 'nothing' | 'ready' | DirectFailure = 'nothing';
  #isReady = false;
  #isOver = false;
  /** Whether what comes by the room is shown as soon as it does. */
  #isLeaving = false;
  #switched = { here: false, there: false };
  #closed = false;

  constructor(attempt: DirectAttempt, deps: DirectCallDeps) {
    this.#attempt = attempt;
    this.#deps = deps;
    const openLink = deps.openLink ?? ((options: DirectLinkOptions) => new DirectLink(options));
    this.#link = openLink({
      attempt,
      events: {
        stateChanged: () => this.#stateChanged(),
        received: (tracks) => this.#receive(tracks),
        dropped: () => undefined,
        unreceived: () => undefined,
        refused: () => undefined,
        outdated: () => undefined,
      },
      signal: (signal) => this.#signal(signal),
      agreed: () => this.#startClock(),
      heard: (message) => this.#hear(message),
      files: (channel) => deps.files(channel),
    });
    this.#view = new ViewReporter({
      seen: deps.seen,
      tell: (tiles, done) => {
        this.#tellViews(tiles.filter(({ participant }) => participant === attempt.peer));
        done(true);
      },
      now: () => performance.now(),
    });
    deps.attach(this.#link);
    const health = setInterval(() => void this.#lookAtHealth(), HEALTH_INTERVAL);
    this.#stopListening = listenTo(
      () => this.#received.get('microphone')?.receiver,
      (level) => {
        deps.heard('peer', level);
        this.#link.say({ type: 'hears', level });
      },
    );
    this.#stops.push(
      () => clearInterval(health),
      this.#stopListening,
      () => this.#view.stop(),
    );
  }

  /** Whether everything can come this way now. */
  get isUp(): boolean {
    return this.#link.state === 'up' && !this.#closed;
  }

  /** What the connection has measured. */
  report(): Promise<readonly ConnectionReport[]> {
    return this.#link.report();
  }

  /** Takes what the other page says through the server. */
  take(signal: Signal): void {
    this.#link.take(signal);
  }

  /** Tells the server and the other page where things stand, once they do: to be called after any change. */
  check(): void {
    if (this.#closed) return;
    const peer = this.#deps.peer();
    if (this.#isOver && peer === null) return this.close();
    if (peer === null || !this.#deps.choice.isSettled(peer)) return;
    if (this.#isOver) {
      if (this.#isLeaving) this.#switch('here');
    } else if (this.isUp && !this.#isReady) this.#becomeReady();
  }

  /** The line to the server is back: says again what it has not heard. */
  resume(): void {
    this.#tell();
  }

  /** Another network: looks for a path by it. */
  restart(): void {
    if (!this.#everUp || this.#isOver || this.#closed) return;
    this.#restartedAt = performance.now();
    this.#link.restart();
  }

  /** The room takes over, because of this: what comes by it is shown in place of what comes directly. */
  end(reason: DirectEndReason): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#owed = 'nothing';
    // The server measures again.
    this.#stopListening();
    const limit = setTimeout(() => this.close(), END_TIME);
    this.#stops.push(() => clearTimeout(limit));
    if (reason === 'more-people' && this.isUp && this.#deps.peer() !== null) {
      const calm = setTimeout(() => this.#leave(), CALM_TIME);
      this.#stops.push(() => clearTimeout(calm));
    } else this.#leave();
  }

  /** This goes on until everything has come by the room, at both ends. */
  #leave(): void {
    if (this.#isLeaving || this.#closed) return;
    this.#isLeaving = true;
    this.#deps.choice.aim('room');
    this.check();
  }

  /** Ends it at once. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    const { attach, choice, closed } = this.#deps;
    attach(null);
    choice.aim('room');
    choice.clearDirect();
    this.#link.close();
    closed();
  }

  /** From here on ICE and DTLS have their time: a page that was slow to begin has taken none of it. */
  #startClock(): void {
    this.#agreedAt = performance.now();
    const late = setTimeout(() => void this.#lookAtHealth(), CONNECT_TIME + 1);
    this.#stops.push(() => clearTimeout(late));
  }

  #stateChanged(): void {
    if (this.isUp) this.#everUp = true;
    this.#deps.changed();
    if (this.#isOver && !this.isUp) this.#leave();
    this.check();
    void this.#lookAtHealth();
  }

  #receive(tracks: readonly ReceivedTrack[]): void {
    for (const track of tracks) this.#received.set(track.source, track);
    this.#deps.choice.putDirect(tracks);
  }

  #hear(message: ControlMessage): void {
    switch (message.type) {
      case 'hears':
        this.#deps.heard('self', message.level);
        break;
      case 'views':
        this.#link.look(message.tiles);
        break;
      case 'switched':
        this.#switch('there');
    }
  }

  #tellViews(tiles: readonly Tile[]): void {
    this.#lookedAt = tiles.map(({ source }) => source);
    this.#link.say({
      type: 'views',
      tiles: tiles.map(({ source, width, height }) => ({ source, width, height })),
    });
  }

  /** Whether something is to come of a source: no picture that this page has said it does not look at. */
  #isAwaited(source: Source): boolean {
    return !isPicture(source) || this.#lookedAt === null || this.#lookedAt.includes(source);
  }

  #switch(end: 'here' | 'there'): void {
    if (end === 'here' && !this.#switched.here) this.#link.say({ type: 'switched' });
    this.#switched[end] = true;
    if (!this.#switched.here || !this.#switched.there) return;
    this.#link.rest();
    const rest = setTimeout(() => this.close(), REST_TIME);
    this.#stops.push(() => clearTimeout(rest));
  }

  #signal(signal: Signal): void {
    const { attempt } = this.#attempt;
    // What does not arrive is made up for by a restart, or the server ends it.
    this.#deps.signaling.ask('direct:signal', { attempt, ...signal }, () => undefined);
  }

  #becomeReady(): void {
    this.#isReady = true;
    // Not sooner: a picture that does not come could not be told from one that is not looked at.
    this.#view.begin();
    this.#owed = 'ready';
    this.#tell();
  }

  #fail(reason: DirectFailure): void {
    if (this.#owed !== 'nothing' && this.#owed !== 'ready') return;
    this.#owed = reason;
    this.#tell();
  }

  #tell(): void {
    const { attempt } = this.#attempt;
    const owed = this.#owed;
    if (owed === 'nothing' || this.#isOver || this.#closed) return;
    const told = ({ ok, error }: { ok: boolean; error?: { code: string } }) => {
      if (this.#owed === owed && (ok || error?.code !== 'offline')) this.#owed = 'nothing';
    };
    if (owed === 'ready') this.#deps.signaling.ask('direct:ready', { attempt }, told);
    else this.#deps.signaling.ask('direct:failed', { attempt, reason: owed }, told);
  }

  async #lookAtHealth(): Promise<void> {
    if (this.#isOver || this.#closed) return;
    const sources = this.#everUp ? await this.#lookAtSources() : [];
    const now = performance.now();
    const verdict = judge({
      sinceAgreed: this.#agreedAt === null ? null : now - this.#agreedAt,
      everUp: this.#everUp,
      state: this.#link.state,
      sinceRestart: this.#restartedAt === null ? null : now - this.#restartedAt,
      sources,
    });
    if (this.#isOver || this.#closed || verdict === 'fine') return;
    if (verdict === 'restart') this.restart();
    else if (verdict === 'mended') this.#restartedAt = null;
    else this.#fail(verdict);
  }

  async #lookAtSources() {
    const peer = this.#deps.peer();
    const running =
      peer === null || peer.connection === 'reconnecting'
        ? []
        : runningSources(peer).filter((source) => this.#isAwaited(source));
    for (const source of this.#watched.keys()) if (!running.includes(source)) this.#watched.delete(source);
    const looked = await Promise.all(
      running.map(async (source) => {
        const flow = await readFlow(this.#received.get(source)?.receiver);
        const now = performance.now();
        const seen = watched(this.#watched.get(source) ?? null, flow ?? NOTHING, now);
        this.#watched.set(source, seen);
        return quietOf(seen, now);
      }),
    );
    return looked;
  }
}
