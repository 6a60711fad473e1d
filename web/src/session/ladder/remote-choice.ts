/** The tracks of the others by both links, and by which of the two each is shown: never by both, never by none. */
import type { Participant, ParticipantId, Rung, Source } from '@hangouts/protocol';
import { type Flow, readFlow } from './flow.js';
import type { ReceivedTrack } from '../link.js';
import type { MediaKeeperDeps } from '../media-keeper.js';
import { isPublished, isRunning, runningSources } from './roster.js';
import type { RemoteTrack } from '../state.js';
import { chosen, type Worth } from './track-choice.js';

export interface RemoteChoiceDeps {
  /** What is seen and heard. */
  shown: MediaKeeperDeps['remote'];
  participants(): readonly Participant[];
  /** Something else is shown than before. */
  changed(): void;
  read?(receiver: ReceivedTrack['receiver']): Promise<Flow | null>;
}

/** How often a track that is waited for is looked at, in milliseconds. */
const LOOK_INTERVAL = 50;
/** So many pictures, or packets of sound, show that a track runs and did not only begin. */
const ENOUGH = 2;

interface Entry extends Record<Rung, ReceivedTrack | null> {
  participant: ParticipantId;
  source: Source;
  shown: Rung | null;
  track: MediaStreamTrack | null;
  /** What had come by the link aimed at when it was first waited for. */
  base: Flow | null;
  /** Whether enough has come by it since. */
  runs: boolean;
}

export class RemoteChoice {
  readonly #deps: RemoteChoiceDeps;
  readonly #read: (receiver: ReceivedTrack['receiver']) => Promise<Flow | null>;
  readonly #entries = new Map<string, Entry>();
  /** Keys from before the room's link changed that the new one has not brought yet. */
  #stale = new Set<string>();
  #aim: Rung = 'room';
  #looking = false;

  constructor(deps: RemoteChoiceDeps) {
    this.#deps = deps;
    this.#read = deps.read ?? readFlow;
  }

  /** The room's link gives its tracks here. */
  readonly room: MediaKeeperDeps['remote'] = {
    put: (tracks) => {
      for (const track of tracks) this.#stale.delete(keyOf(track));
      this.#put('room', tracks);
    },
    drop: (participant, source) => this.#lose('room', [keyOf({ participant, source })]),
    changing: () => {
      this.#deps.shown.changing();
      this.#stale = new Set([...this.#entries].filter(([, { room }]) => room !== null).map(([key]) => key));
    },
    changed: () => {
      // What is shown by the other link has nothing to do with it.
      const kept = [...this.#entries.values()].flatMap(({ shown, direct }) =>
        shown === 'direct' && direct !== null ? direct : [],
      );
      if (kept.length > 0) this.#deps.shown.put(kept);
      this.#deps.shown.changed();
      const stale = this.#stale;
      this.#stale = new Set();
      this.#lose('room', stale);
    },
    clear: () => {
      this.#entries.clear();
      this.#deps.shown.clear();
    },
  };

  /** The direct link gives its tracks here. */
  putDirect(tracks: readonly ReceivedTrack[]): void {
    this.#put('direct', tracks);
  }

  /** The direct link is gone. */
  clearDirect(): void {
    this.#lose('direct', this.#entries.keys());
  }

  /** Whoever left has no tracks. */
  dropParticipant(participant: ParticipantId): void {
    const keys = [...this.#entries].flatMap(([key, entry]) => (entry.participant === participant ? key : []));
    this.#lose('room', keys);
    this.#lose('direct', keys);
  }

  /** Shows everything by this link, each track as soon as something comes by it. */
  aim(rung: Rung): void {
    if (this.#aim === rung) return;
    this.#aim = rung;
    for (const entry of this.#entries.values()) waitAnew(entry);
    this.update();
  }

  /** Looks anew at what the room says. */
  update(): void {
    this.#decide(this.#entries.values());
  }

  /** Whether everything that is to come from somebody is shown by the link aimed at. */
  isSettled(participant: Participant): boolean {
    return runningSources(participant).every(
      (source) => this.#entries.get(keyOf({ participant: participant.id, source }))?.shown === this.#aim,
    );
  }

  #put(rung: Rung, tracks: readonly ReceivedTrack[]): void {
    const changed = tracks.map((track) => {
      const entry = this.#entry(track);
      entry[rung] = track;
      if (rung === this.#aim) waitAnew(entry);
      return entry;
    });
    this.#decide(changed);
  }

  #lose(rung: Rung, keys: Iterable<string>): void {
    const entries = [...keys].flatMap((key) => this.#entries.get(key) ?? []);
    for (const entry of entries) entry[rung] = null;
    this.#decide(entries);
  }

  #entry({ participant, source }: RemoteTrack): Entry {
    const key = keyOf({ participant, source });
    const entry = this.#entries.get(key) ?? {
      participant,
      source,
      shown: null,
      track: null,
      direct: null,
      room: null,
      base: null,
      runs: false,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #decide(entries: Iterable<Entry>): void {
    const people = new Map(this.#deps.participants().map((person) => [person.id, person]));
    const showing: RemoteTrack[] = [];
    for (const entry of entries) {
      const person = people.get(entry.participant);
      const { participant, source, shown } = entry;
      const sent = person !== undefined && isRunning(person, source);
      // Whoever is shown as muted is neither heard nor seen, whatever their page sends.
      if (entry.direct !== null) entry.direct.track.enabled = sent;
      const next = chosen({
        shown,
        aim: this.#aim,
        sent,
        worth: { direct: this.#directWorth(entry, person), room: this.#worth(entry, 'room') },
      });
      if (entry.room === null && entry.direct === null) this.#entries.delete(keyOf(entry));
      const track = next === null ? null : (entry[next]?.track ?? null);
      entry.shown = next;
      if (track === entry.track) continue;
      entry.track = track;
      if (track === null) this.#deps.shown.drop(participant, source);
      else showing.push({ participant, source, track });
    }
    if (showing.length > 0) this.#deps.shown.put(showing);
    this.#deps.changed();
    void this.#look();
  }

  #worth(entry: Entry, rung: Rung): Worth {
    if (entry[rung] === null) return 'absent';
    return entry.runs && rung === this.#aim ? 'running' : 'waiting';
  }

  /** A page may send what it likes; only what the room lets it send is shown. */
  #directWorth(entry: Entry, person: Participant | undefined): Worth {
    const published = person !== undefined && isPublished(person, entry.source);
    return published ? this.#worth(entry, 'direct') : 'absent';
  }

  /** Watches what is waited for until nothing is. */
  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    for (let waited = this.#waitedFor(); waited.length > 0; waited = this.#waitedFor()) {
      const arrived = await this.#arrived(waited);
      for (const entry of arrived) entry.runs = true;
      if (arrived.length > 0) this.#decide(arrived);
      await new Promise((resolve) => void setTimeout(resolve, LOOK_INTERVAL));
    }
    this.#looking = false;
  }

  /** What is shown by one link and is to be shown by the other. */
  #waitedFor(): Entry[] {
    return [...this.#entries.values()].filter(
      (entry) =>
        entry.shown !== null && entry.shown !== this.#aim && entry[this.#aim] !== null && !entry.runs,
    );
  }

  async #arrived(entries: readonly Entry[]): Promise<Entry[]> {
    const aim = this.#aim;
    const looked = await Promise.all(
      entries.map(async (entry) => {
        const track = entry[aim];
        const flow = await this.#read(track?.receiver);
        if (flow === null || this.#aim !== aim || entry[aim] !== track) return [];
        const base = (entry.base ??= flow);
        const unit = track?.track.kind === 'video' ? 'frames' : 'packets';
        return flow[unit] - base[unit] >= ENOUGH ? entry : [];
      }),
    );
    return looked.flat();
  }
}

/** What came before does not count. */
function waitAnew(entry: Entry): void {
  entry.base = null;
  entry.runs = false;
}

function keyOf({ participant, source }: Pick<RemoteTrack, 'participant' | 'source'>): string {
  return `${participant}/${source}`;
}
