/** Keeps media going while the call lasts: one link at a time, a new one whenever the old one is lost. */
import type { MediaSession, ParticipantId, Source } from '@hangouts/protocol';
import { Healer } from './healer.js';
import type { ConnectionReport, Link, LinkEvents, LinkState, ReceivedTrack, RoomLink } from './link.js';
import { awayFor, LOST_AFTER, mediaDelay, OPENING_PATIENCE } from './reconnect.js';
import type { Connection } from './state.js';

export interface MediaKeeperDeps {
  /** Asks the server for new media; calls back once, with null where there are none now. */
  open(done: (session: MediaSession | null) => void): void;
  /** Makes a link of a session. */
  link(session: MediaSession, events: LinkEvents): RoomLink;
  /** The link that is to be used from now on. */
  attach(link: Link | null): void;
  remote: {
    put(tracks: readonly ReceivedTrack[]): void;
    drop(participant: ParticipantId, source: Source): void;
    changing(): void;
    changed(): void;
    clear(): void;
  };
  refused(source: Source): void;
  unreceived(participant: ParticipantId, source: Source): void;
  /** Media do not get through: whether messages do is to be found out. */
  doubt(): void;
  outdated(source: Source): void;
  /** Tells what media are worth now. */
  report(connection: Connection): void;
  random(): number;
}

/** A link that was up for this long did not fail at once: the next is asked for without delay. Milliseconds. */
const STEADY = 3_000;

type Timer = ReturnType<typeof setTimeout> | undefined;

export class MediaKeeper {
  readonly #deps: MediaKeeperDeps;
  readonly #healer: Healer;
  #link: RoomLink | null = null;
  #held = false;
  #running = false;
  #signaling = false;
  /** A new link is asked for, or waited for before it is. */
  #renewing = false;
  #attempts = 0;
  #generation = 0;
  #wasUp = false;
  #upSince: number | null = null;
  #awaySince: number | null = null;
  #retry: Timer;
  #patience: Timer;
  #lost: Timer;

  constructor(deps: MediaKeeperDeps) {
    this.#deps = deps;
    this.#healer = new Healer({
      renew: () => this.renew(),
      silent: (silent) => {
        if (silent) this.#away();
        else if (this.#link?.state === 'up') this.#up();
      },
      doubt: () => deps.doubt(),
    });
  }

  /** Begins with the session of a join, or goes on with it in place of what was there. Null: there are none yet. */
  start(session: MediaSession | null): void {
    this.#running = true;
    this.#setSignaling(true);
    this.#settleRenewal();
    if (session !== null) this.#use(session);
    else this.renew();
  }

  /** Takes part without media: this browser can receive none. */
  startWithout(): void {
    this.stop();
    this.#deps.report('connected');
  }

  /** Whether messages get through; without them nothing can be mended, so patience begins anew with them. */
  signaling(up: boolean): void {
    this.#setSignaling(up);
    if (!up || !this.#running) return;
    if (this.#renewing) this.#askSoon();
    else if (this.#link !== null) this.#watch(this.#link.state);
  }

  /** Keeps the link without sending anything, or sends again: something else carries the call. */
  hold(held: boolean): void {
    this.#held = held;
    this.#link?.hold(held);
    this.#healer.hold(held);
  }

  /** The network may be another, or the machine was asleep. */
  disturbed(): void {
    this.#healer.disturbed();
  }

  /** Media are gone (the server said so, or the link failed): asks for new ones until there are. */
  renew(): void {
    if (!this.#running || this.#renewing) return;
    this.#renewing = true;
    this.#healer.follow(null);
    if (this.#upSince !== null && Date.now() - this.#upSince > STEADY) this.#attempts = 0;
    this.#upSince = null;
    this.#away();
    this.#askSoon();
  }

  /** What the link that is in use has measured. */
  async report(): Promise<readonly ConnectionReport[]> {
    return (await this.#link?.report()) ?? [];
  }

  /** Ends media at once. */
  stop(): void {
    this.#running = false;
    this.#settleRenewal();
    clearTimeout(this.#patience);
    clearTimeout(this.#lost);
    this.#awaySince = null;
    this.#wasUp = false;
    this.#upSince = null;
    this.#attempts = 0;
    this.#generation += 1;
    this.#deps.attach(null);
    this.#healer.follow(null);
    this.#link?.close();
    this.#link = null;
    this.#deps.remote.clear();
  }

  #setSignaling(up: boolean): void {
    this.#signaling = up;
    this.#healer.signaling(up);
  }

  #settleRenewal(): void {
    this.#renewing = false;
    clearTimeout(this.#retry);
  }

  #askSoon(): void {
    clearTimeout(this.#retry);
    if (!this.#signaling) return;
    const delay = mediaDelay(this.#attempts, this.#deps.random());
    this.#attempts += 1;
    this.#retry = setTimeout(() => {
      this.#deps.open((session) => {
        // A join, or the end of the call, has settled it meanwhile.
        if (!this.#renewing) return;
        if (session === null) return this.#askSoon();
        this.#settleRenewal();
        this.#use(session);
      });
    }, delay);
  }

  #use(session: MediaSession): void {
    const before = this.#link;
    if (before !== null) this.#deps.remote.changing();
    // Not by the link itself: it speaks while it is being made.
    const generation = (this.#generation += 1);
    const mine = () => this.#generation === generation;
    const link = this.#deps.link(session, {
      stateChanged: (state) => {
        if (mine()) this.#watch(state);
      },
      received: (tracks) => {
        if (mine()) this.#deps.remote.put(tracks);
      },
      dropped: (participant, source) => {
        if (mine()) this.#deps.remote.drop(participant, source);
      },
      unreceived: (participant, source) => {
        if (mine()) this.#deps.unreceived(participant, source);
      },
      refused: (source) => {
        if (mine()) this.#deps.refused(source);
      },
      outdated: (source) => {
        if (mine()) this.#deps.outdated(source);
      },
    });
    this.#link = link;
    link.hold(this.#held);
    this.#healer.follow(link);
    this.#watch(link.state);
    void link.opened.then(() => {
      // What comes first: the browser works its offers and answers off one after the other, and offering the own
      // tracks takes it so long that the first picture of the others would come noticeably later.
      if (mine()) this.#deps.attach(link);
      // The last pictures of the old link have stood until the new one's were there.
      before?.close();
      if (mine() && before !== null) this.#deps.remote.changed();
    });
  }

  #watch(state: LinkState): void {
    clearTimeout(this.#patience);
    switch (state) {
      case 'up':
        this.#up();
        break;
      case 'opening':
        if (this.#awaySince === null && !this.#wasUp) this.#deps.report('connecting');
        this.#renewUnlessOpen();
        break;
      case 'down':
        this.#away();
        this.#healer.act();
        break;
      case 'failed':
        this.renew();
    }
  }

  #renewUnlessOpen(): void {
    this.#patience = setTimeout(() => {
      if (this.#signaling && this.#link?.state === 'opening') this.renew();
    }, OPENING_PATIENCE);
  }

  #up(): void {
    if (this.#renewing) return;
    this.#wasUp = true;
    this.#upSince ??= Date.now();
    this.#awaySince = null;
    clearTimeout(this.#lost);
    this.#deps.report('connected');
  }

  #away(): void {
    if (this.#awaySince !== null) return;
    this.#awaySince = Date.now();
    this.#deps.report(awayFor(0, this.#wasUp));
    this.#lost = setTimeout(() => this.#deps.report(awayFor(LOST_AFTER, this.#wasUp)), LOST_AFTER);
  }
}
