import { z } from 'zod';
import { MediaId, ParticipantId } from './ids.js';
import { Source } from './people.js';
import { DtlsParameters, RtpCapabilities, RtpParameters, TransportParameters } from './rtp.js';

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

/** Everything a page needs to send and receive: both transports, and consumers that run already. */
export const MediaSession = z.object({
  send: TransportParameters,
  receive: TransportParameters,
  consumers: z.array(ConsumerParameters),
});
export type MediaSession = z.output<typeof MediaSession>;

export const MediaOpen = z.strictObject({ rtpCapabilities: RtpCapabilities });
export const MediaConnect = z.strictObject({ transport: MediaId, dtlsParameters: DtlsParameters });
export const MediaProduce = z.strictObject({
  source: Source,
  rtpParameters: RtpParameters,
  paused: z.boolean(),
});
export const MediaProduced = z.object({ producer: z.string() });
export const ProducerRef = z.strictObject({ producer: MediaId });
export const ConsumerRefs = z.strictObject({ consumers: z.array(MediaId).min(1).max(1_000) });
