/** Runs in a page: notes when each frame of somebody else's camera was handed to the screen. */

const REMOTE_VIDEO = '[data-self="false"][data-source="camera"] video';
/** How often new pictures are looked for, in milliseconds. */
const INTERVAL = 20;

declare global {
  interface Window {
    /** Milliseconds since the epoch. */
    hangoutsFrames: number[];
  }
}

const watched = new WeakSet<HTMLVideoElement>();
const times: number[] = [];
window.hangoutsFrames = times;

function watch(video: HTMLVideoElement): void {
  watched.add(video);
  const note = (now: number) => {
    times.push(performance.timeOrigin + now);
    video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
}

setInterval(() => {
  for (const video of document.querySelectorAll<HTMLVideoElement>(REMOTE_VIDEO)) {
    if (!watched.has(video)) watch(video);
  }
}, INTERVAL);
