/** Everything of a visit that is not drawn, joined here once: the only place that makes a session and devices. */
import type { RoomId } from '@hangouts/protocol';
import { followDevices, type DeviceFollower } from './call/followDevices.js';
import { endOwnCaptions } from './controls/ownCaptions.js';
import { createDevices } from './devices/create.js';
import type { Devices } from './devices/devices.js';
import { createPlayback, type Playback } from './devices/playback.js';
import { failureWords } from './language/errorWords.js';
import { wordsNow } from './language/language.js';
import { createSession } from './session/create.js';
import { invitationOf } from './session/invitation.js';
import { ownRooms } from './session/own-rooms.js';
import type { Session } from './session/session.js';
import { useToasts } from './ui/toastStore.js';

export interface Engine {
  session: Session;
  devices: Devices;
  playback: Playback;
  follower: DeviceFollower;
  dispose(): void;
}

/** Makes the engine of a visit to a room; the session connects at once. */
function createEngine(room: RoomId): Engine {
  const session = createSession(room, ownRooms.keyOf(room) ?? invitationOf(location.hash));
  const devices = createDevices();
  const playback = createPlayback(devices);
  const follower = followDevices(session, devices, (error) => {
    useToasts.getState().say(failureWords(wordsNow(), error), 'danger');
  });
  const stopCaptions = endOwnCaptions(session.state);
  const play = () => playback.play(session.remoteTracks.get());
  const stopPlaying = session.remoteTracks.subscribe(play);
  play();
  return {
    session,
    devices,
    playback,
    follower,
    dispose() {
      stopPlaying();
      stopCaptions();
      follower.stop();
      session.dispose();
      playback.dispose();
      devices.dispose();
    },
  };
}

/**
 * The engine of a visit, fit for React's `useSyncExternalStore`: it is made when somebody watches and ended when
 * nobody does any more.
 */
export function keepEngine(room: RoomId) {
  let engine: Engine | null = null;
  return {
    get: () => engine,
    subscribe(listener: () => void) {
      const made = createEngine(room);
      engine = made;
      listener();
      return () => {
        if (engine === made) engine = null;
        made.dispose();
      };
    },
  };
}
