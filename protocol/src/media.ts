import { z } from 'zod';
import { MediaId, ParticipantId } from './ids.js';
import { BUDGET, PICTURE_SIDE, VIEW_TILES } from './limits.js';
import { Source } from './people.js';
import { DtlsParameters, IceParameters, RtpCapabilities, RtpParameters, TransportParameters } from './rtp.js';

/** A track on its way to this page. */
export const ConsumerParameters = z.object({
  id: z.string(),
  producerId: z.string(),
  participant: ParticipantId,
  source: Source,
  kind: z.enum(['audio', 'video']),
  rtpParameters: RtpParameters,
  /** Whether its publisher has it paused. */
  producerPaused: z.boolean(),
});
export type ConsumerParameters = z.output<typeof ConsumerParameters>;

/** A track, by who sends it. */
export const TrackRef = z.object({ participant: ParticipantId, source: Source });
export type TrackRef = z.output<typeof TrackRef>;

/** Everything a page needs to send and receive: both transports, and consumers that run already. */
export const MediaSession = z.object({
  send: TransportParameters,
  receive: TransportParameters,
  consumers: z.array(ConsumerParameters),
  /** The video codecs (MIME types) that all the others receive. */
  codecs: z.array(z.string()),
  /** What this page does not receive: it knows no codec that the sender could use. */
  unreceivable: z.array(TrackRef),
});
export type MediaSession = z.output<typeof MediaSession>;

export const MediaOpen = z.strictObject({ rtpCapabilities: RtpCapabilities });
export const MediaConnect = z.strictObject({ transport: MediaId, dtlsParameters: DtlsParameters });
export const TransportRef = z.strictObject({ transport: MediaId });
export const IceRestarted = z.object({ iceParameters: IceParameters });
const Pixels = z.int().min(1).max(PICTURE_SIDE);

/** A picture's size, in physical pixels. */
export const PictureSize = z.strictObject({ width: Pixels, height: Pixels });
export type PictureSize = z.output<typeof PictureSize>;

export const MediaProduce = z.strictObject({
  source: Source,
  rtpParameters: RtpParameters,
  paused: z.boolean(),
  /** What is captured, where the page knows it: the layers are chosen for the tiles by it. */
  size: PictureSize.optional(),
});
export const MediaProduced = z.object({ producer: z.string() });
export const ProducerRef = z.strictObject({ producer: MediaId });
export const ConsumerRefs = z.strictObject({ consumers: z.array(MediaId).min(1).max(1_000) });

/** A picture that can be seen on a page now, and how large its tile is. */
export const ViewedTile = z.strictObject({
  participant: ParticipantId,
  source: z.enum(['camera', 'screen']),
  ...PictureSize.shape,
});
export type ViewedTile = z.output<typeof ViewedTile>;

/** The most that somebody wants to receive, in bits per second. */
export const Bitrate = z.int().min(BUDGET.least).max(BUDGET.most);

/** Null: as much as there is. */
export const ViewBudget = z.strictObject({ bitrate: Bitrate.nullable() });

/** A picture of somebody's. */
export const PictureRef = ViewedTile.pick({ participant: true, source: true });
export type PictureRef = z.output<typeof PictureRef>;

/** The pictures that can be seen on a page and are not sent, because its budget does not pay for them. */
export const ViewSaved = z.object({ pictures: z.array(PictureRef) });

/** Everything that can be seen on a page now; nothing while it is hidden. */
export const ViewTiles = z.strictObject({ tiles: z.array(ViewedTile).max(VIEW_TILES) });

/** Somebody receives none of the codecs of this producer: to be published anew in one of these (MIME types). */
export const MediaRecode = z.object({ producer: z.string(), codecs: z.array(z.string()).min(1) });

/** How many of a producer's own layers somebody wants, smallest first; 0 while nobody looks. */
export const MediaWanted = z.object({ producer: z.string(), layers: z.int().min(0).max(4) });
