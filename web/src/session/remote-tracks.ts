/** The tracks of the others, one a participant and source, across any change of link. */
import type { ParticipantId, Source } from '@hangouts/protocol';
import { changeable } from './readable.js';
import type { Readable } from './session.js';
import type { RemoteTrack } from './state.js';

/** How long the last picture of an old track is kept for the first of the new one. Milliseconds. */
const HOLD = 1_500;

export class RemoteTracks {
  readonly #tracks = changeable<readonly RemoteTrack[]>([]);
  /** New pictures whose first frame has not come, by key; the tile shows the last frame of the old one. */
  readonly #held = new Map<string, { release(): void }>();
  /** Keys from before the link changed that the new link has not brought yet. */
  #stale = new Set<string>();

  get tracks(): Readable<readonly RemoteTrack[]> {
    return this.#tracks;
  }

  /** Takes these in, each in place of an earlier one of its participant and source. */
  put(added: readonly RemoteTrack[]): void {
    const now = added.filter((track) => {
      const key = keyOf(track);
      this.#stale.delete(key);
      this.#held.get(key)?.release();
      if (!this.#replacesPicture(track)) return true;
      this.#hold(key, track);
      return false;
    });
    this.#show(now);
  }

  drop(participant: ParticipantId, source: Source): void {
    this.#dropKeys(new Set([keyOf({ participant, source })]));
  }

  dropParticipant(participant: ParticipantId): void {
    const gone = [...this.#tracks.get()].filter((track) => track.participant === participant);
    this.#dropKeys(new Set(gone.map(keyOf)));
  }

  /** The link is changing: what is here now stays until the new link has brought its own. */
  changing(): void {
    this.#stale = new Set(this.#tracks.get().map(keyOf));
  }

  /** The new link has brought what it has; what it has not is gone. */
  changed(): void {
    this.#dropKeys(this.#stale);
    this.#stale = new Set();
  }

  clear(): void {
    for (const held of this.#held.values()) held.release();
    this.#stale = new Set();
    if (this.#tracks.get().length > 0) this.#tracks.set([]);
  }

  #replacesPicture(track: RemoteTrack): boolean {
    const key = keyOf(track);
    return (
      track.track.kind === 'video' &&
      track.track.muted &&
      this.#tracks.get().some((old) => keyOf(old) === key)
    );
  }

  #hold(key: string, track: RemoteTrack): void {
    const arrived = () => {
      held.release();
      this.#show([track]);
    };
    const timer = setTimeout(arrived, HOLD);
    const held = {
      release: () => {
        clearTimeout(timer);
        track.track.removeEventListener('unmute', arrived);
        this.#held.delete(key);
      },
    };
    this.#held.set(key, held);
    track.track.addEventListener('unmute', arrived);
  }

  #dropKeys(keys: ReadonlySet<string>): void {
    for (const key of keys) this.#held.get(key)?.release();
    const kept = this.#tracks.get().filter((track) => !keys.has(keyOf(track)));
    if (kept.length < this.#tracks.get().length) this.#tracks.set(kept);
  }

  #show(added: readonly RemoteTrack[]): void {
    if (added.length === 0) return;
    const keys = new Set(added.map(keyOf));
    this.#tracks.set([...this.#tracks.get().filter((track) => !keys.has(keyOf(track))), ...added]);
  }
}

function keyOf({ participant, source }: Pick<RemoteTrack, 'participant' | 'source'>): string {
  return `${participant}/${source}`;
}
