/** Pictures of a camera by way of a video element and a canvas, where a browser does not give them one by one. */
import type { FromWorker, ToWorker } from './messages.js';

/** How many pictures a second are asked for where the camera does not say how many it has. */
const RATE = 30;

export interface Canvas {
  made: MediaStreamTrack;
  /** What the worker says. */
  take(message: FromWorker): void;
  release(): void;
}

/** Gives the worker the camera's pictures as it asks for them, and shows what it makes of them on a track. */
export function byCanvas(
  raw: MediaStreamTrack,
  send: (message: ToWorker, transfer?: Transferable[]) => void,
): Canvas {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([raw]);
  // A play that is not allowed gives no pictures: nothing is shown, and nothing fails.
  video.play().catch(() => undefined);
  const canvas = document.createElement('canvas');
  const { width = 640, height = 480, frameRate = RATE } = raw.getSettings();
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { alpha: false });
  const [made] = canvas.captureStream(frameRate).getVideoTracks();
  if (context === null || made === undefined) throw new Error('this browser gives no pictures of a canvas');
  send({ kind: 'ask', rate: Math.min(frameRate || RATE, RATE) });

  const give = async () => {
    const bare = video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA;
    const frame = bare ? null : await createImageBitmap(video).catch(() => null);
    send({ kind: 'frame', frame }, frame === null ? [] : [frame]);
  };

  return {
    made,
    take(message) {
      if (message.kind === 'next') void give();
      if (message.kind !== 'painted') return;
      const { picture } = message;
      if (canvas.width !== picture.width) canvas.width = picture.width;
      if (canvas.height !== picture.height) canvas.height = picture.height;
      context.drawImage(picture, 0, 0);
      picture.close();
    },
    release() {
      video.srcObject = null;
    },
  };
}
