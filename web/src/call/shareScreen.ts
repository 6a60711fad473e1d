/** Begins and ends the sharing of one's own screen. */
import type { Devices } from '../devices/devices.js';
import type { Session } from '../session/session.js';

type Sharing = Pick<Session, 'state' | 'localTracks' | 'setTrack'>;

/** Asks for a screen and shares it with its sound, in place of one shared before. Throws where it cannot be shared. */
export async function startScreen(session: Sharing, devices: Pick<Devices, 'captureScreen'>): Promise<void> {
  const captured = await devices.captureScreen();
  if (captured === null) return;
  const { video, audio } = captured;
  // The call may have ended while the person was choosing.
  if (session.state.get().phase !== 'in-call') return stopTracks(video, audio);
  try {
    await Promise.all([session.setTrack('screen', video), setSound(session, audio)]);
  } catch (error) {
    // What nobody may see is not to be captured either.
    stopTracks(video, audio);
    await stopScreen(session);
    throw error;
  }
}

/** Shares no screen any more. */
export async function stopScreen(session: Sharing): Promise<void> {
  await Promise.all([session.setTrack('screen', null), setSound(session, null)]);
}

async function setSound(session: Sharing, track: MediaStreamTrack | null): Promise<void> {
  const shared = session.localTracks.get().some(({ source }) => source === 'screen-audio');
  if (track !== null || shared) await session.setTrack('screen-audio', track);
}

function stopTracks(...tracks: readonly (MediaStreamTrack | null)[]): void {
  for (const track of tracks) track?.stop();
}
