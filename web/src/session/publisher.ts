/** One's own tracks: what is wanted, kept true on whatever link there is. */
import type { Source } from '@hangouts/protocol';
import { asSessionError, type SessionError } from './error.js';
import type { Link, Outgoing } from './link.js';
import { changeable } from './readable.js';
import type { Readable } from './session.js';
import type { LocalTrack } from './state.js';

interface Sent {
  link: Link;
  outgoing: Outgoing;
  track: MediaStreamTrack;
  paused: boolean;
}

/** One source: what is wanted of it and what is sent. Only one change of it is under way at a time. */
interface Lane {
  wanted: LocalTrack | null;
  sent: Sent | null;
  settling: Promise<void> | null;
  /** Asked to settle while it did: it looks once more before it stops. */
  again: boolean;
  unwatch: () => void;
}

// These say that a track is not to be sent; after any other it is tried again with the next link.
const REFUSALS: ReadonlySet<SessionError['code']> = new Set([
  'not-permitted',
  'media-limit',
  'media-rejected',
  'invalid',
]);

export class Publisher {
  readonly #tracks = changeable<readonly LocalTrack[]>([]);
  readonly #lanes = new Map<Source, Lane>();
  #link: Link | null = null;

  /** What is published, or will be as soon as there is a link. */
  get tracks(): Readable<readonly LocalTrack[]> {
    return this.#tracks;
  }

  /** Publishes everything wanted by this link; paused stays paused. An earlier link is no longer used. */
  attach(link: Link | null): void {
    this.#link = link;
    for (const source of this.#lanes.keys()) this.#settle(source).catch(() => undefined);
  }

  /** Tries again what a lost message left undone. */
  retry(): void {
    this.attach(this.#link);
  }

  /**
   * Publishes a track in place of an earlier one of its source, which it stops; null takes the source away.
   * Where `paused` is not given it stays as it was, and a new source is as its track: disabled is paused.
   * Throws where the server does not take the track.
   */
  set(source: Source, track: MediaStreamTrack | null, paused?: boolean): Promise<void> {
    const lane = this.#lane(source);
    const before = lane.wanted;
    if (track === null || track.readyState === 'ended') {
      this.#want(lane, null);
    } else {
      this.#want(lane, { source, track, paused: paused ?? before?.paused ?? !track.enabled });
      const ended = () => void this.set(source, null).catch(() => undefined);
      track.addEventListener('ended', ended, { once: true });
      lane.unwatch = () => track.removeEventListener('ended', ended);
    }
    if (before !== null && before.track !== track) before.track.stop();
    return this.#settle(source);
  }

  /** Wants these tracks and no others. */
  replaceAll(tracks: readonly LocalTrack[]): void {
    const sources = new Set(tracks.map(({ source }) => source));
    const changes = tracks.map(({ source, track, paused }) => this.set(source, track, paused));
    for (const source of this.#lanes.keys()) if (!sources.has(source)) changes.push(this.set(source, null));
    // A track that the server refuses leaves the list; there is nobody to tell more.
    for (const change of changes) change.catch(() => undefined);
  }

  /** Mutes or unmutes: at this end at once, with or without a connection. */
  setPaused(source: Source, paused: boolean): Promise<void> {
    const lane = this.#lanes.get(source);
    if (lane?.wanted == null || lane.wanted.paused === paused) return Promise.resolve();
    lane.wanted.track.enabled = !paused;
    lane.wanted = { ...lane.wanted, paused };
    this.#show();
    return this.#settle(source);
  }

  /** The server does not let this source be sent any more. */
  refused(source: Source): void {
    const lane = this.#lanes.get(source);
    if (lane?.wanted == null) return;
    lane.sent = null;
    // A screen that nobody may see is not to be captured either; microphone and camera are the devices' to close.
    if (source === 'screen' || source === 'screen-audio') lane.wanted.track.stop();
    this.#want(lane, null);
  }

  /** Takes everything away and stops the tracks, without a word to the other end. */
  stop(): void {
    this.#link = null;
    for (const lane of this.#lanes.values()) {
      lane.wanted?.track.stop();
      lane.sent = null;
      this.#want(lane, null);
    }
  }

  #want(lane: Lane, wanted: LocalTrack | null): void {
    lane.unwatch();
    lane.unwatch = () => undefined;
    lane.wanted = wanted;
    if (wanted !== null) wanted.track.enabled = !wanted.paused;
    this.#show();
  }

  #show(): void {
    this.#tracks.set([...this.#lanes.values()].flatMap(({ wanted }) => wanted ?? []));
  }

  #lane(source: Source): Lane {
    const lane = this.#lanes.get(source) ?? {
      wanted: null,
      sent: null,
      settling: null,
      again: false,
      unwatch: () => undefined,
    };
    this.#lanes.set(source, lane);
    return lane;
  }

  #settle(source: Source): Promise<void> {
    const lane = this.#lane(source);
    lane.again = true;
    lane.settling ??= this.#settleLane(lane);
    return lane.settling;
  }

  async #settleLane(lane: Lane): Promise<void> {
    try {
      // Each step looks at everything anew: while it waited, the wish or the link may have changed.
      do lane.again = false;
      while ((await this.#step(lane)) || lane.again);
    } finally {
      // In the same turn as the last look, so that nothing is asked in between.
      lane.settling = null;
    }
  }

  /** Brings what is sent one step nearer to what is wanted; false once there is nothing to do. */
  async #step(lane: Lane): Promise<boolean> {
    const link = this.#link;
    const { wanted } = lane;
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
    if (sent.track !== wanted.track) {
      if (await sent.outgoing.replaceTrack(wanted.track)) sent.track = wanted.track;
      else await this.#unpublish(lane, sent);
      return true;
    }
    return sent.paused !== wanted.paused && this.#pause(sent, wanted.paused);
  }

  async #publish(lane: Lane, wanted: LocalTrack, link: Link): Promise<boolean> {
    try {
      const outgoing = await link.publish(wanted);
      const { track, paused } = wanted;
      lane.sent = { link, outgoing, track, paused };
      await outgoing.taken;
      return true;
    } catch (error) {
      lane.sent = null;
      const failure = asSessionError(error);
      // A track that ended or changed under way is another question than the one that was refused.
      if (lane.wanted !== wanted || this.#link !== link) return true;
      if (REFUSALS.has(failure.code)) {
        this.#want(lane, null);
        throw failure;
      }
      return false;
    }
  }

  async #unpublish(lane: Lane, sent: Sent): Promise<void> {
    if (lane.sent === sent) lane.sent = null;
    await sent.outgoing.close().catch(() => undefined);
  }

  async #pause(sent: Sent, paused: boolean): Promise<boolean> {
    try {
      await sent.outgoing.setPaused(paused);
      sent.paused = paused;
      return true;
    } catch (error) {
      const failure = asSessionError(error);
      if (failure.code === 'not-permitted') throw failure;
      return false;
    }
  }
}
