/**
 * A camera's pictures one by one, as Chromium gives them to a page and takes them back (mediacapture-transform, its
 * first version). TypeScript does not know them.
 */
declare global {
  var MediaStreamTrackProcessor:
    | (new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => {
        readable: ReadableStream<VideoFrame>;
      })
    | undefined;
  var MediaStreamTrackGenerator:
    | (new (init: { kind: 'video' }) => MediaStreamTrack & { writable: WritableStream<VideoFrame> })
    | undefined;
}

export interface Streams {
  /** The camera's pictures; those that nobody takes in time are dropped. */
  readable: ReadableStream<VideoFrame>;
  writable: WritableStream<VideoFrame>;
}

/** What a track gives, and a new track for what is made of it. Null where this browser has no such thing. */
export function transforming(track: MediaStreamTrack): { made: MediaStreamTrack; streams: Streams } | null {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis;
  if (MediaStreamTrackProcessor === undefined || MediaStreamTrackGenerator === undefined) return null;
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const made = new MediaStreamTrackGenerator({ kind: 'video' });
  return { made, streams: { readable, writable: made.writable } };
}
