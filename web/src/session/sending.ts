/** What is wanted of each source, kept true on one link: one change of a source at a time. */
import type { Source } from '@hangouts/protocol';
import { asSessionError, type SessionError } from './error.js';
import type { Link, Outgoing } from './link.js';
import { trackDelay } from './reconnect.js';
import type { LocalTrack } from './state.js';

export interface SendingDeps {
  /** What is wanted of a source now. The same object means: nothing has changed. */
  wanted(source: Source): LocalTrack | null;
  /** The other end will never take this. */
  refused(source: Source): void;
  /** The other end does not take this, however often it was tried. */
  givenUp(source: Source): void;
}

interface Sent {
  link: Link;
  outgoing: Outgoing;
  track: MediaStreamTrack;
  paused: boolean;
  /** To be published anew by the same link. */
  outdated: boolean;
}

interface Lane {
  sent: Sent | null;
  settling: Promise<void> | null;
  /** Asked to settle while it did: it looks once more before it stops. */
  again: boolean;
  /** Since somebody last wanted something else. */
  failures: number;
  retry: ReturnType<typeof setTimeout> | undefined;
}

// These say that a track is not to be sent; after any other it is tried again.
const REFUSALS: ReadonlySet<SessionError['code']> = new Set([
  'not-permitted',
  'media-limit',
  'media-rejected',
  'invalid',
]);

export class Sending {
  readonly #deps: SendingDeps;
  readonly #lanes = new Map<Source, Lane>();
  #link: Link | null = null;

  constructor(deps: SendingDeps) {
    this.#deps = deps;
  }

  /** Sends these by this link from now on, all anew; an earlier link is no longer used. */
  attach(link: Link | null, sources: Iterable<Source>): void {
    this.#link = link;
    for (const source of sources) this.settle(source).catch(() => undefined);
    if (link === null) for (const lane of this.#lanes.values()) clearTimeout(lane.retry);
  }

  /** Makes what is sent of a source what is wanted of it; throws where the other end refuses the track. */
  settle(source: Source): Promise<void> {
    this.#lane(source).failures = 0;
    return this.#settle(source);
  }

  /** Publishes anew what is sent of a source, which goes on until that stands. */
  renew(source: Source): void {
    const { sent } = this.#lane(source);
    if (sent === null) return;
    sent.outdated = true;
    this.settle(source).catch(() => undefined);
  }

  /** The other end has closed it. */
  forget(source: Source): void {
    this.#lane(source).sent = null;
  }

  #settle(source: Source): Promise<void> {
    const lane = this.#lane(source);
    clearTimeout(lane.retry);
    lane.again = true;
    lane.settling ??= this.#settleLane(source, lane);
    return lane.settling;
  }

  #lane(source: Source): Lane {
    const lane = this.#lanes.get(source) ?? {
      sent: null,
      settling: null,
      again: false,
      failures: 0,
      retry: undefined,
    };
    this.#lanes.set(source, lane);
    return lane;
  }

  async #settleLane(source: Source, lane: Lane): Promise<void> {
    try {
      // Each step looks at everything anew: while it waited, the wish or the link may have changed.
      do lane.again = false;
      while ((await this.#step(source, lane)) || lane.again);
    } finally {
      // In the same turn as the last look, so that nothing is asked in between.
      lane.settling = null;
    }
  }

  /** Brings what is sent one step nearer to what is wanted; false once there is nothing to do. */
  async #step(source: Source, lane: Lane): Promise<boolean> {
    const link = this.#link;
    const wanted = this.#deps.wanted(source);
    if (lane.sent !== null && lane.sent.link !== link) lane.sent = null;
    if (link === null) return false;
    const { sent } = lane;
    if (wanted === null) {
      lane.sent = null;
      // What was not heard of closing is closed with the link.
      await sent?.outgoing.close().catch(() => undefined);
      return sent !== null;
    }
    if (sent === null) return this.#publish(lane, wanted, link);
    if (sent.outdated) {
      const again = await this.#publish(lane, wanted, link);
      // The other end has put the new one in its place; this ends what is still encoded here.
      await sent.outgoing.close().catch(() => undefined);
      return again;
    }
    if (sent.track !== wanted.track) {
      if (await sent.outgoing.replaceTrack(wanted.track)) sent.track = wanted.track;
      else await this.#unpublish(lane, sent);
      return true;
    }
    return sent.paused !== wanted.paused && this.#pause(lane, sent, wanted);
  }

  async #publish(lane: Lane, wanted: LocalTrack, link: Link): Promise<boolean> {
    const { source, track, paused } = wanted;
    try {
      const outgoing = await link.publish(wanted);
      lane.sent = { link, outgoing, track, paused, outdated: false };
      await outgoing.taken;
      lane.failures = 0;
      return true;
    } catch (error) {
      lane.sent = null;
      const failure = asSessionError(error);
      // A track that ended or changed under way is another question than the one that was refused.
      if (this.#deps.wanted(source) !== wanted || this.#link !== link) return true;
      if (REFUSALS.has(failure.code)) {
        this.#deps.refused(source);
        throw failure;
      }
      this.#tryLater(source, lane);
      return false;
    }
  }

  /** Settles it again in a while, where it has not been tried too often. */
  #tryLater(source: Source, lane: Lane): void {
    const delay = trackDelay(lane.failures, Math.random());
    lane.failures += 1;
    if (delay === null) this.#deps.givenUp(source);
    else lane.retry = setTimeout(() => this.#settle(source).catch(() => undefined), delay);
  }

  async #unpublish(lane: Lane, sent: Sent): Promise<void> {
    if (lane.sent === sent) lane.sent = null;
    await sent.outgoing.close().catch(() => undefined);
  }

  async #pause(lane: Lane, sent: Sent, { source, paused }: LocalTrack): Promise<boolean> {
    try {
      await sent.outgoing.setPaused(paused);
      sent.paused = paused;
      return true;
    } catch (error) {
      const failure = asSessionError(error);
      if (failure.code === 'not-permitted') throw failure;
      this.#tryLater(source, lane);
      return false;
    }
  }
}
