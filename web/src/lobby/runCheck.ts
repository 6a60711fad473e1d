import type { Devices } from '../devices/devices.js';
import { framesOf, loudestOf } from '../devices/tryOut.js';
import type { Session } from '../session/session.js';
import type { CheckFound } from './checkLines.js';

/** How long microphone and camera are listened to and looked at, in milliseconds: as long as the line takes. */
const DEVICE_TIME = 3_500;
/** A camera that gives so many pictures works. */
const FRAMES = 3;

/** Tries the line and the devices that are on, all at once. */
export async function runCheck(
  session: Pick<Session, 'checkConnection'>,
  devices: Pick<Devices, 'state'>,
  signal: AbortSignal,
): Promise<CheckFound> {
  const { microphone, camera } = devices.state.get();
  const [connection, loudest, frames] = await Promise.all([
    session.checkConnection(signal),
    microphone.wanted && microphone.track !== null ? listen(microphone.track, signal) : null,
    camera.wanted && camera.track !== null ? framesOf(camera.track, DEVICE_TIME, FRAMES, signal) : null,
  ]);
  return { connection, devices: { loudest, frames } };
}

async function listen(track: MediaStreamTrack, signal: AbortSignal): Promise<number | 'not measured'> {
  return (await loudestOf(track, DEVICE_TIME, signal)) ?? 'not measured';
}
