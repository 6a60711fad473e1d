import type { ParticipantId, Source } from '@hangouts/protocol';
import type { Producer } from 'mediasoup/types';
import type { VideoLayers } from './layer-policy.js';

/** A published track. */
export interface Track {
  participant: ParticipantId;
  source: Source;
  producer: Producer;
  /** Null for sound. */
  layers: VideoLayers | null;
  /** Not forwarded to anybody now; `Voices` decides. */
  withheld: boolean;
  /** Whether its publisher has it paused; a held one is paused on the media server all the same. */
  paused: boolean;
}

/** The codec of a track (MIME type), in lower case. */
export function codecOf({ producer }: Pick<Track, 'producer'>): string {
  return producer.rtpParameters.codecs[0]?.mimeType.toLowerCase() ?? '';
}
