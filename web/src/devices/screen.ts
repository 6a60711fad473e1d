import { wordsNow } from '../language/language.js';
import type { DeviceEnvironment } from './environment.js';
import type { DeviceProblem } from './devices.js';
import { DeviceError, deviceProblem } from './problem.js';
import { screenWords } from './words.js';

/** Options that browsers know before TypeScript's library does. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  selfBrowserSurface: 'exclude' | 'include';
  surfaceSwitching: 'exclude' | 'include';
  systemAudio: 'exclude' | 'include';
}

// Text needs its pixels more than its motion; above this the encoder gives up frames by the second.
const OPTIONS: ScreenOptions = {
  video: { width: { max: 2560 }, height: { max: 1600 }, frameRate: { ideal: 15, max: 30 } },
  // It is no voice in a room: nothing is to be taken out of it.
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  // One's own call in the picture would show itself in itself.
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  systemAudio: 'include',
};

/** Asks for a screen with its sound; null where the person cancels, a `DeviceError` for all else. */
export async function captureScreen(
  environment: Pick<DeviceEnvironment, 'getDisplayMedia'>,
): Promise<{ video: MediaStreamTrack; audio: MediaStreamTrack | null } | null> {
  try {
    const stream = await environment.getDisplayMedia(OPTIONS);
    const [video] = stream.getVideoTracks();
    const [audio] = stream.getAudioTracks();
    if (video === undefined) throw failed('missing');
    return { video, audio: audio ?? null };
  } catch (error) {
    if (error instanceof DeviceError) throw error;
    const problem = deviceProblem(error);
    if (problem === 'denied' && !isOfTheSystem(error)) return null;
    throw failed(problem);
  }
}

function failed(problem: DeviceProblem): DeviceError {
  return new DeviceError(problem, screenWords(wordsNow(), problem));
}

/** Whether the computer's own settings refuse what the person has chosen; Chrome says so in words only. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && /denied by system/iu.test(error.message);
}
