/** Whether a microphone and a camera that are on give anything. */
import { wait } from '../session/wait.js';
import { createMeter } from './meter.js';

/**
 * The loudest that a microphone is within a time (milliseconds): 0 is silence, 1 as loud as it gets. Null where the
 * browser does not measure it.
 */
export async function loudestOf(
  track: MediaStreamTrack,
  time: number,
  signal: AbortSignal,
): Promise<number | null> {
  const meter = createMeter(track);
  let loudest = 0;
  const stop = meter.level.subscribe(() => {
    loudest = Math.max(loudest, meter.level.get());
  });
  meter.start();
  await wait(time, signal);
  const { works } = meter;
  stop();
  meter.stop();
  return works ? loudest : null;
}

/** How many pictures a camera gives within a time (milliseconds); not more are waited for than are `enough`. */
export async function framesOf(
  track: MediaStreamTrack,
  time: number,
  enough: number,
  signal: AbortSignal,
): Promise<number> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  const seen = new AbortController();
  let frames = 0;
  const count = () => {
    frames += 1;
    if (frames < enough) video.requestVideoFrameCallback(count);
    else seen.abort();
  };
  video.requestVideoFrameCallback(count);
  // Refused only where the track ends meanwhile, and then no frame comes.
  video.play().catch(() => undefined);
  await wait(time, signal, seen.signal);
  video.srcObject = null;
  return frames;
}
