/** Runs in a page: notes when each picture of somebody else's camera was handed to the screen, and by which track. */

const REMOTE_TILE = '[data-self="false"][data-source="camera"]';
/** From one picture of the camera to the next, in milliseconds. */
const CADENCE = 1_000 / 15;
/** How often new tiles are looked for, in milliseconds. */
const INTERVAL = 20;

export interface Pictures {
  /** Milliseconds since the navigation began (`performance.now()`), in order. */
  times: number[];
  /** The first frame of each track that was shown, in order. */
  tracks: { id: string; at: number }[];
}

declare global {
  interface Window {
    /** By the names on the tiles. */
    hangoutsPictures: Record<string, Pictures>;
  }
}

const watched = new WeakSet<HTMLVideoElement>();
const pictures: Record<string, Pictures> = {};
window.hangoutsPictures = pictures;

function watch(video: HTMLVideoElement, name: string): void {
  watched.add(video);
  const { times, tracks } = (pictures[name] ??= { times: [], tracks: [] });
  let presented = Infinity;
  const note = (_now: number, metadata: VideoFrameCallbackMetadata) => {
    const { presentationTime: at, presentedFrames } = metadata;
    // A page that is busy is not told of each, but of how many there were: as close behind each other as they came.
    for (let missed = presentedFrames - presented - 1; missed > 0; missed -= 1)
      times.push(at - missed * CADENCE);
    presented = presentedFrames;
    times.push(at);
    const { srcObject } = video;
    const id = srcObject instanceof MediaStream ? srcObject.getVideoTracks()[0]?.id : undefined;
    if (id !== undefined && tracks.at(-1)?.id !== id) tracks.push({ id, at });
    video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
}

setInterval(() => {
  for (const tile of document.querySelectorAll<HTMLElement>(REMOTE_TILE)) {
    const video = tile.querySelector('video');
    if (video !== null && !watched.has(video)) watch(video, tile.dataset['name'] ?? '');
  }
}, INTERVAL);
