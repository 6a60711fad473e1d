/** Keeps what is published in step with what the devices give and what the person wants. */
import type { Source } from '@hangouts/protocol';
import type { Devices, DeviceState, InputKind } from '../devices/devices.js';
import { sourceRefusal } from '../session/select.js';
import type { Session } from '../session/session.js';
import type { LocalTrack } from '../session/state.js';

const KINDS: readonly InputKind[] = ['microphone', 'camera'];

interface Asked {
  track: MediaStreamTrack | null;
  /** Null where the session has not been told yet. */
  paused: boolean | null;
}

/** What a device has to publish now: its track while it is wanted. */
function tracksOf(devices: Devices): LocalTrack[] {
  const state = devices.state.get();
  return KINDS.flatMap((source): LocalTrack[] => {
    const { wanted, track } = state[source];
    return wanted && track ? [{ source, track, paused: false }] : [];
  });
}

/** The track that should be published. A muted microphone stays published, silent, so that unmuting is instant. */
function due(kind: InputKind, device: DeviceState, asked: Asked): MediaStreamTrack | null {
  if (device.track === null || device.track.readyState === 'ended') return null;
  if (device.wanted) return device.track;
  return kind === 'microphone' && asked.track === device.track ? device.track : null;
}

export interface DeviceFollower {
  /** The tracks to join with; what changes afterwards is published by itself. */
  tracks(): LocalTrack[];
  /** Opens again what was on when the call ended. */
  reopen(): Promise<void>;
  stop(): void;
}

/**
 * Publishes, replaces, mutes and takes away the microphone and the camera while in the call.
 * A source that the host takes away is switched off, so that it does not open by itself when given back.
 */
export function followDevices(
  session: Session,
  devices: Devices,
  onError: (error: unknown) => void,
): DeviceFollower {
  const asked: Record<InputKind, Asked> = {
    microphone: { track: null, paused: false },
    camera: { track: null, paused: false },
  };
  let inCall = false;
  let wereOn: Record<InputKind, boolean> = { microphone: false, camera: false };

  const followOne = (kind: InputKind) => {
    const device = devices.state.get()[kind];
    const memory = asked[kind];
    if (sourceRefusal(session.state.get(), kind) !== null) {
      if (device.wanted) devices.setWanted(kind, false).catch(onError);
      // The server has closed it: given back, it has to be published anew.
      memory.track = null;
      return;
    }
    // Between two tracks (another device is being opened) the earlier one stays.
    if (device.wanted && device.opening && device.track === null) return;
    const track = due(kind, device, memory);
    if (track !== memory.track) {
      asked[kind] = { track, paused: null };
      session.setTrack(kind, track).catch(onError);
    }
    const now = asked[kind];
    if (kind === 'microphone' && now.track !== null && now.paused !== !device.wanted) {
      now.paused = !device.wanted;
      session.setPaused(kind, now.paused).catch(onError);
    }
  };

  const follow = () => {
    const { phase } = session.state.get();
    if (phase !== 'in-call') {
      const over = inCall && phase === 'ended';
      if (phase !== 'joining') inCall = false;
      // No light may stay on, that of a muted microphone or of a camera still being opened neither.
      if (over) wereOn = devices.close();
      return;
    }
    inCall = true;
    for (const kind of KINDS) followOne(kind);
  };

  /** Closed by the server, because a host wants it so: it stays off until its owner switches it on again. */
  const ended = (source: Source) => {
    const kind = KINDS.find((one) => one === source);
    if (kind === undefined) return;
    asked[kind] = { track: null, paused: null };
    devices.setWanted(kind, false).catch(onError);
  };

  const stops = [session.state.subscribe(follow), devices.state.subscribe(follow), session.watchEnded(ended)];
  return {
    tracks() {
      const tracks = tracksOf(devices);
      for (const kind of KINDS) {
        asked[kind] = { track: tracks.find(({ source }) => source === kind)?.track ?? null, paused: false };
      }
      return tracks;
    },
    reopen: () => devices.openBoth(wereOn),
    stop() {
      for (const stop of stops) stop();
    },
  };
}
