/** One way for media into and out of this page: the media server's, or the one to the other page directly. */
import type { ParticipantId, Source } from '@hangouts/protocol';
import type { Vitals } from './pulse.js';
import type { RemoteTrack } from './state.js';

/** `down` may come back by itself; `failed` does not. A link with nothing to carry is `up`. */
export type LinkState = 'opening' | 'up' | 'down' | 'failed';

/** What a browser's word for a connection means (RTCPeerConnectionState). */
export const LINK_STATES: Record<RTCPeerConnectionState, LinkState> = {
  new: 'opening',
  connecting: 'opening',
  connected: 'up',
  disconnected: 'down',
  failed: 'failed',
  closed: 'failed',
};

/** A remote track and what receives it, which can be asked what has come. */
export interface ReceivedTrack extends RemoteTrack {
  receiver?: Pick<RTCRtpReceiver, 'getStats'> | undefined;
}

/** What a link tells its owner. */
export interface LinkEvents {
  stateChanged(state: LinkState): void;
  /** Tracks that arrived together. Nothing may have come through them yet. */
  received(tracks: readonly ReceivedTrack[]): void;
  /** A track that is no longer sent. */
  dropped(participant: ParticipantId, source: Source): void;
  /** A track that is sent, and that cannot be received, however often it was tried. */
  unreceived(participant: ParticipantId, source: Source): void;
  /** One of the own tracks may not be sent any more. */
  refused(source: Source): void;
  /** One of the own tracks has to be published anew, for somebody to be able to receive it. */
  outdated(source: Source): void;
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
  /** By mid (RFC 8843); what comes and what goes may share one. */
  streams: Iterable<readonly [mid: string, name: StreamName]>;
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

/** The media server's link, which stays up, silent, while the direct one carries everything. */
export interface RoomLink extends MendableLink {
  /** Sends nothing, or sends again. No mute: to everybody the tracks are as they were. */
  hold(held: boolean): void;
}
