/** One's own tracks: what is wanted, kept true on the room's link and, beside it, on the direct one. */
import type { Source } from '@hangouts/protocol';
import type { Link } from './link.js';
import { changeable } from './readable.js';
import { Sending } from './sending.js';
import type { Readable } from './session.js';
import type { LocalTrack } from './state.js';

interface Wish {
  wanted: LocalTrack | null;
  unwatch: () => void;
}

export class Publisher {
  readonly #tracks = changeable<readonly LocalTrack[]>([]);
  readonly #wishes = new Map<Source, Wish>();
  #link: Link | null = null;
  readonly #givenUp: (source: Source) => void;
  readonly #room = new Sending({
    wanted: (source) => this.#wanted(source),
    refused: (source) => {
      this.#want(this.#wish(source), null);
      this.#beside.settle(source).catch(() => undefined);
    },
    givenUp: (source) => this.#givenUp(source),
  });
  readonly #beside = new Sending({
    wanted: (source) => this.#wanted(source),
    // Who may send what is for the room to say; this link takes anything or is about to end.
    refused: () => undefined,
    givenUp: () => undefined,
  });

  /** `givenUp` is called for a source that could not be published, however often it was tried. */
  constructor(givenUp: (source: Source) => void) {
    this.#givenUp = givenUp;
  }

  /** What is published, or will be as soon as there is a link. */
  get tracks(): Readable<readonly LocalTrack[]> {
    return this.#tracks;
  }

  /** Publishes everything wanted by this link; paused stays paused. An earlier link is no longer used. */
  attach(link: Link | null): void {
    this.#link = link;
    this.#room.attach(link, this.#wishes.keys());
  }

  /** Sends everything wanted by this link too, for as long as it is attached. */
  attachBeside(link: Link | null): void {
    this.#beside.attach(link, this.#wishes.keys());
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
    const wish = this.#wish(source);
    const before = wish.wanted;
    if (track === null || track.readyState === 'ended') {
      this.#want(wish, null);
    } else {
      this.#want(wish, { source, track, paused: paused ?? before?.paused ?? !track.enabled });
      const ended = () => void this.set(source, null).catch(() => undefined);
      track.addEventListener('ended', ended, { once: true });
      wish.unwatch = () => track.removeEventListener('ended', ended);
    }
    if (before !== null && before.track !== track) before.track.stop();
    return this.#settle(source);
  }

  /** Wants these tracks and no others. A microphone that is only muted is the devices' still, who may unmute it. */
  replaceAll(tracks: readonly LocalTrack[]): void {
    const sources = new Set(tracks.map(({ source }) => source));
    const changes = tracks.map(({ source, track, paused }) => this.set(source, track, paused));
    for (const source of this.#wishes.keys()) if (!sources.has(source)) this.refused(source);
    // A track that the server refuses leaves the list; there is nobody to tell more.
    for (const change of changes) change.catch(() => undefined);
  }

  /** Mutes or unmutes: at this end at once, with or without a connection. */
  setPaused(source: Source, paused: boolean): Promise<void> {
    const wish = this.#wishes.get(source);
    if (wish?.wanted == null || wish.wanted.paused === paused) return Promise.resolve();
    wish.wanted.track.enabled = !paused;
    wish.wanted = { ...wish.wanted, paused };
    this.#show();
    return this.#settle(source);
  }

  /** The server does not let this source be sent any more. */
  refused(source: Source): void {
    const wish = this.#wishes.get(source);
    if (wish?.wanted == null) return;
    this.#room.forget(source);
    // A screen that nobody may see is not to be captured either; microphone and camera are the devices' to close.
    if (source === 'screen' || source === 'screen-audio') wish.wanted.track.stop();
    this.#want(wish, null);
    this.#beside.settle(source).catch(() => undefined);
  }

  /** What the media server has of this source is to be published anew; it is sent on until that stands. */
  outdated(source: Source): void {
    this.#room.renew(source);
  }

  /** Takes everything away and stops the tracks, without a word to the other end. */
  stop(): void {
    this.attach(null);
    this.attachBeside(null);
    for (const wish of this.#wishes.values()) {
      wish.wanted?.track.stop();
      this.#want(wish, null);
    }
  }

  #settle(source: Source): Promise<void> {
    this.#beside.settle(source).catch(() => undefined);
    return this.#room.settle(source);
  }

  #wanted(source: Source): LocalTrack | null {
    return this.#wishes.get(source)?.wanted ?? null;
  }

  #want(wish: Wish, wanted: LocalTrack | null): void {
    wish.unwatch();
    wish.unwatch = () => undefined;
    wish.wanted = wanted;
    if (wanted !== null) wanted.track.enabled = !wanted.paused;
    this.#show();
  }

  #show(): void {
    this.#tracks.set([...this.#wishes.values()].flatMap(({ wanted }) => wanted ?? []));
  }

  #wish(source: Source): Wish {
    const wish = this.#wishes.get(source) ?? { wanted: null, unwatch: () => undefined };
    this.#wishes.set(source, wish);
    return wish;
  }
}
