/**
 * Runs in every measured page before its own scripts, the product's and the floor's alike: notes when "Join now"
 * can be pressed, when it was, and when the first remote picture was on the screen, by whichever connection and by
 * one from page to page. Times are milliseconds since the navigation began (`performance.now()`).
 */

const JOIN = 'Join now';
const REMOTE_VIDEO = '[data-self="false"][data-source="camera"] video';

export interface Clock {
  /** "Join now" is there and can be pressed. */
  ready: Promise<number>;
  /** A person, or what the browser takes for one, pressed it. */
  clicked: Promise<number>;
  /** The first frame of a remote camera was handed to the screen. */
  firstFrame: Promise<number>;
  /** The first one that came from the other page directly. */
  firstDirectFrame: Promise<number>;
}

declare global {
  interface Window {
    hangoutsClock: Clock;
  }
}

const ready = moment();
const clicked = moment();
const firstFrame = moment();
const firstDirectFrame = moment();
const watched = new WeakSet<HTMLVideoElement>();
/** Those to other pages: only they have channels for data. */
const direct = new Set<RTCPeerConnection>();
window.hangoutsClock = {
  ready: ready.came,
  clicked: clicked.came,
  firstFrame: firstFrame.came,
  firstDirectFrame: firstDirectFrame.came,
};

const { createDataChannel } = RTCPeerConnection.prototype;
RTCPeerConnection.prototype.createDataChannel = function (...parameters) {
  direct.add(this);
  return createDataChannel.apply(this, parameters);
};

document.addEventListener(
  'click',
  (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (event.isTrusted && button?.textContent?.trim() === JOIN) clicked.isAt(event.timeStamp);
  },
  { capture: true },
);

let waitingForJoin = true;
new MutationObserver(() => {
  if (waitingForJoin) lookForJoin();
  else lookForVideos();
}).observe(document, {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ['disabled', 'data-self'],
});

function lookForJoin(): void {
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === JOIN);
  if (button === undefined || button.disabled) return;
  waitingForJoin = false;
  ready.isAt(performance.now());
}

function lookForVideos(): void {
  for (const video of document.querySelectorAll<HTMLVideoElement>(REMOTE_VIDEO)) {
    if (watched.has(video)) continue;
    watched.add(video);
    video.requestVideoFrameCallback((now) => {
      firstFrame.isAt(now);
      lookForDirect(video, now);
    });
  }
}

/** Looks at each frame until one came directly. */
function lookForDirect(video: HTMLVideoElement, now: number): void {
  if (isDirect(video.srcObject)) firstDirectFrame.isAt(now);
  else video.requestVideoFrameCallback((next) => lookForDirect(video, next));
}

function isDirect(shown: MediaProvider | null): boolean {
  const tracks = shown instanceof MediaStream ? shown.getVideoTracks() : [];
  const receivers = [...direct].flatMap((connection) => connection.getReceivers());
  return receivers.some(({ track }) => tracks.some(({ id }) => id === track.id));
}

/** A time that is not known yet. */
function moment(): { came: Promise<number>; isAt(time: number): void } {
  let isAt: (time: number) => void = () => undefined;
  const came = new Promise<number>((resolve) => {
    isAt = resolve;
  });
  return { came, isAt };
}
