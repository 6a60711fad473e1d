/** What the rooms need of the media server. */
import type { EventEmitter } from 'node:events';
import type {
  CheckSession,
  ConsumerParameters,
  DtlsParameters,
  IceParameters,
  MediaQuality,
  MediaSession,
  ParticipantId,
  PictureRef,
  PictureSize,
  RoomId,
  RtpCapabilities,
  RtpParameters,
  Source,
  TrackRef,
  ViewedTile,
} from '@hangouts/protocol';
import type { SeatRef } from './identity-port.js';

/** How loud somebody is: dBov, -127 to 0 (RFC 6464). */
export interface SpeakerLevel {
  participant: ParticipantId;
  level: number;
}

export interface MediaEvents {
  /** A room's worker died: every transport, producer and consumer of the room is gone. */
  lost: [room: RoomId];
  /** Who speaks now, loudest first; an empty list once everybody is silent. */
  speakers: [room: RoomId, speakers: SpeakerLevel[]];
  /** A new consumer for a participant whose session is open; paused until `start`. */
  consumer: [seat: SeatRef, consumer: ConsumerParameters];
  'consumer-closed': [seat: SeatRef, consumerId: string];
  /** How many layers of a participant's own track the others want, smallest first: what is worth sending. */
  wanted: [seat: SeatRef, producerId: string, layers: number];
  /** The packets of a participant's track have the media server tell far more than any browser does. */
  flooded: [seat: SeatRef, producerId: string];
  /** A participant's line became weak, or good again. */
  weak: [seat: SeatRef, weak: boolean];
  /** What a participant looks at and does not get now, because of their budget. */
  saved: [seat: SeatRef, pictures: PictureRef[]];
  /** Somebody cannot receive a participant's track, and everybody could in one of these codecs (MIME types). */
  recode: [seat: SeatRef, producerId: string, codecs: string[]];
  /** A participant whose session is open receives none of the codecs in which another could send this. */
  unreceivable: [seat: SeatRef, track: TrackRef];
}

export interface Publication {
  source: Source;
  rtpParameters: RtpParameters;
  paused: boolean;
  /** What is captured, where it is known. */
  size?: PictureSize | undefined;
}

/**
 * `now`: at once. `received`: once somebody who is coming can receive. A publisher serves no second key frame request
 * within 300 ms, so the one that letting go asks for must not come before the newcomer can do something with it.
 */
export type LetGo = 'now' | 'received';

/**
 * The media server. Every method throws a `Refusal`: `not-found` for an id that is not the participant's
 * own, `media-unavailable` while the room's worker is being replaced, `media-limit` and `media-rejected`.
 */
export interface Media extends EventEmitter<MediaEvents> {
  /** What a room can receive; the same for every room. */
  readonly rtpCapabilities: RtpCapabilities;
  /**
   * Opens a participant's media, closing what they had before: both transports, and a running consumer
   * for every track of the others; within `budget` (as `setBudget`).
   */
  open(seat: SeatRef, rtpCapabilities: RtpCapabilities, budget: number | null): Promise<MediaSession>;
  /** Sends somebody no more than so many bits per second, or as much as there is. Passed over without media. */
  setBudget(seat: SeatRef, budget: number | null): void;
  /** Closes everything of a participant. Unknown participants are passed over. */
  close(seat: SeatRef): void;
  /** Closes everything of a room. */
  closeRoom(room: RoomId): void;
  connect(seat: SeatRef, transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  /** Makes new ICE parameters for a transport; the old path carries on until a new one is confirmed. */
  restartIce(seat: SeatRef, transportId: string): Promise<IceParameters>;
  /** Publishes a track, in place of an earlier one of the same source. Gives the producer's id. */
  produce(seat: SeatRef, publication: Publication): Promise<string>;
  /** Pauses or resumes a participant's own producer; gives its source. */
  setPaused(seat: SeatRef, producerId: string, paused: boolean): Promise<Source>;
  /** Closes a participant's own producer; gives its source. */
  closeProducer(seat: SeatRef, producerId: string): Source;
  /** Closes a participant's producers of these sources; gives the ids of those that were open. */
  closeSources(seat: SeatRef, sources: readonly Source[]): string[];
  /**
   * Holds a room's media, or lets them go again: while held, nothing that is published is passed on, whether it was
   * there before or comes later. What its publisher has paused stays paused. Takes effect before everything that is
   * asked later, and outlives the room's worker. Letting go asks for key frames; with `received` it waits for the next
   * participant who can receive, a second at most, so that the key frames reach them too.
   */
  hold(room: RoomId, held: boolean, when?: LetGo): void;
  /** Starts consumers that were created paused. Ids that are gone already are passed over. */
  start(seat: SeatRef, consumerIds: readonly string[]): Promise<void>;
  /**
   * Takes the pictures that a participant's page shows now, in place of what it said before: the others are not
   * sent to it. Until a session hears of any, it gets everything. Pictures of nobody here are passed over.
   */
  look(seat: SeatRef, tiles: readonly ViewedTile[]): void;
  /** How a participant's own media go, as the media server sees it. */
  quality(seat: SeatRef): Promise<MediaQuality>;
}

/** Two transports of a check, which send back what comes. */
export type EchoPair = Pick<CheckSession, 'udp' | 'tcp'>;

/**
 * The media server as far as a page can try it out before joining. Pages are named by the caller; each has one check
 * at most, which ends by itself.
 */
export interface Probes {
  /** Refusals: `check-busy`, `media-unavailable`, `not-found` where it is closed meanwhile. */
  open(page: string): Promise<EchoPair>;
  /** Refusals: `not-found` for a transport that is not of this page's check, `media-rejected`. */
  connect(page: string, transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  /** Ends a page's check; a page without one is passed over. */
  close(page: string): void;
}
