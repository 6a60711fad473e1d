/** A few seconds of one's own microphone, to be heard by oneself; nothing of it is kept or sent. */
import { wait } from '../session/wait.js';

/** Records a track for a time (milliseconds). Throws where the browser cannot record. */
export async function recordSample(
  track: MediaStreamTrack,
  time: number,
  signal: AbortSignal,
): Promise<Blob> {
  const recorder = new MediaRecorder(new MediaStream([track]));
  const parts: Blob[] = [];
  const stopped = new Promise<void>((resolve) => {
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.addEventListener('stop', () => resolve(), { once: true });
  });
  recorder.start();
  await wait(time, signal);
  // Stopped already where the microphone ended meanwhile.
  if (recorder.state !== 'inactive') recorder.stop();
  await stopped;
  return new Blob(parts, { type: recorder.mimeType });
}
