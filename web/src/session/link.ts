/** One way for media into and out of this page. The media server's is one; the session knows only this. */
import type { ParticipantId, Source } from '@hangouts/protocol';
import type { Vitals } from './pulse.js';
import type { RemoteTrack } from './state.js';

/** `down` may come back by itself; `failed` does not. A link with nothing to carry is `up`. */
export type LinkState = 'opening' | 'up' | 'down' | 'failed';

/** What a link tells its owner. */
export interface LinkEvents {
  stateChanged(state: LinkState): void;
  /** Tracks that arrived together. Nothing may have come through them yet. */
  received(tracks: readonly RemoteTrack[]): void;
  /** A track that is no longer sent. */
  dropped(participant: ParticipantId, source: Source): void;
  /** One of the own tracks may not be sent any more. */
  refused(source: Source): void;
}

/** A track as it is wanted on the wire. */
export interface Publication {
  source: Source;
  track: MediaStreamTrack;
  paused: boolean;
}

/** An own track on its way out. */
export interface Outgoing {
  /** Settles once the other end has taken the track; rejects with a `SessionError` where it has not. */
  readonly taken: Promise<void>;
  /** Sends another track in its place; false where the other track has to be published anew. */
  replaceTrack(track: MediaStreamTrack): Promise<boolean>;
  setPaused(paused: boolean): Promise<void>;
  /** Stops sending; the track itself goes on. */
  close(): Promise<void>;
}

/** Whose track one m-line of a peer connection carries; null: one's own. */
export interface StreamName {
  participant: ParticipantId | null;
  source: Source;
}

/** What a peer connection of a link has measured. */
export interface ConnectionReport {
  /** Its own as long as it lives. */
  id: string;
  /** Who is at the other end. */
  end: 'server' | 'person';
  /** By mid (RFC 8843). */
  streams: ReadonlyMap<string, StreamName>;
  stats: RTCStatsReport;
}

export interface Link {
  readonly state: LinkState;
  /** The tracks that came with the link's opening; settles when they stand in `received`. */
  readonly opened: Promise<void>;
  publish(publication: Publication): Promise<Outgoing>;
  /** What its peer connections have measured; empty while it has none. */
  report(): Promise<readonly ConnectionReport[]>;
  /** Closes it and its remote tracks; no event comes afterwards. Own tracks go on. */
  close(): void;
}

/** A link whose line can be looked at and mended. */
export interface MendableLink extends Link {
  /** What has come in by everything that is in use. */
  vitals(): Promise<Vitals>;
  /** Looks for other paths (an ICE restart); what goes by the old ones goes on until there are. */
  restart(): void;
}
