import type { ParticipantId, RtpParameters, Source } from '@hangouts/protocol';
import type { MediaKind, WebRtcTransport } from 'mediasoup/types';
import type { Publication } from '../rooms/media-port.js';
import { Refusal } from '../rooms/refusal.js';
import { Cap } from './cap.js';
import { toMediasoup } from './codecs.js';
import { videoLayers } from './layer-policy.js';
import type { Lifetime } from './lifetime.js';
import { refuse } from './refusals.js';
import type { Track } from './track.js';

// libwebrtc passes over a key frame request within 300 ms of the last one it served, and mediasoup would then
// wait a second before it asks again: who joins right after somebody else would see nothing for that long.
const KEY_FRAME_REQUEST_DELAY_MS = 350;

/** The most producers that one participant has at a time: one of each source, and as many that take their place. */
const MOST_PRODUCERS = 8;

const KINDS: Record<Source, MediaKind> = {
  microphone: 'audio',
  'screen-audio': 'audio',
  camera: 'video',
  screen: 'video',
};

/** What one participant publishes: at most one track a source. */
export class PublishedTracks {
  readonly #tracks = new Map<Source, Track>();
  readonly #producers = new Cap(MOST_PRODUCERS);

  constructor(
    private readonly participant: ParticipantId,
    private readonly lifetime: Lifetime,
    /** Whether nothing is passed on of what is published here. */
    private held: boolean,
    /** Called in the turn in which a track stands, in place of another of the same source or of none. */
    private readonly published: (track: Track, replaced: Track | null) => void,
  ) {}

  get size(): number {
    return this.#tracks.size;
  }

  all(): Iterable<Track> {
    return this.#tracks.values();
  }

  /** As `ParticipantMedia.produce`. */
  async produce(
    send: WebRtcTransport | null,
    { source, rtpParameters, paused, size }: Publication,
  ): Promise<string> {
    const kind = KINDS[source];
    if (send === null || this.lifetime.isOver) throw new Refusal('not-found');
    if (!makesSense(rtpParameters, kind)) throw new Refusal('media-rejected');
    const options = {
      kind,
      rtpParameters: toMediasoup(rtpParameters),
      paused: paused || this.held,
      ...(kind === 'video' && { keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS }),
    };
    const producer = await this.#producers.hold(() => send.produce(options)).catch(refuse);
    if (producer === null) throw new Refusal('media-limit');
    this.lifetime.closeIfLate(producer);
    const layers =
      source === 'camera' || source === 'screen' ? videoLayers(source, rtpParameters, size ?? null) : null;
    const { participant } = this;
    const track: Track = { participant, source, producer, paused, layers, withheld: false };
    // Held or let go while the worker made it.
    if (producer.paused !== this.#isStill(track)) this.#settle(track).catch(() => undefined);
    const replaced = this.#tracks.get(source) ?? null;
    this.#tracks.set(source, track);
    // In the same turn: whoever opens sees the track here or is offered it, never both.
    this.published(track, replaced);
    return producer.id;
  }

  /** Pauses or resumes a track. Refusal: `not-found`. */
  async setPaused(producerId: string, paused: boolean): Promise<Source> {
    const track = this.#find(producerId);
    track.paused = paused;
    await this.#settle(track).catch(refuse);
    return track.source;
  }

  /** Holds what is published here, or lets it go again, which asks for key frames. */
  hold(held: boolean): void {
    this.held = held;
    // Fails only where the producer, the router or the worker has ended.
    for (const track of this.#tracks.values()) this.#settle(track).catch(() => undefined);
  }

  /** Ends a track. Refusal: `not-found`. */
  close(producerId: string): Source {
    const { source } = this.#find(producerId);
    this.closeSource(source);
    return source;
  }

  /** Ends the track of a source; gives its producer's id, or null where there is none. */
  closeSource(source: Source): string | null {
    const track = this.#tracks.get(source);
    if (track === undefined) return null;
    this.#tracks.delete(source);
    track.producer.close();
    return track.producer.id;
  }

  /** Forgets them: they ended with their transport. */
  clear(): void {
    this.#tracks.clear();
  }

  #isStill({ paused }: Track): boolean {
    return paused || this.held;
  }

  /** Pauses or resumes a track on the media server as it is to be. The worker does what it is asked in order. */
  async #settle(track: Track): Promise<void> {
    await (this.#isStill(track) ? track.producer.pause() : track.producer.resume());
  }

  #find(producerId: string): Track {
    for (const track of this.#tracks.values()) if (track.producer.id === producerId) return track;
    throw new Refusal('not-found');
  }
}

/** What mediasoup does not look at: that all codecs are of the track's kind, and that no two encodings have one rid. */
function makesSense({ codecs, encodings = [] }: RtpParameters, kind: MediaKind): boolean {
  const rids = encodings.flatMap(({ rid }) => rid ?? []);
  return (
    codecs.every((codec) => codec.mimeType.toLowerCase().startsWith(`${kind}/`)) &&
    new Set(rids).size === rids.length
  );
}
