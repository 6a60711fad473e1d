import { useCallback } from 'react';
import type { Devices, DevicesState } from '../devices/devices.js';
import type { Session } from '../session/session.js';
import type { LocalTrack, RemoteTrack } from '../session/state.js';
import { useReadable } from '../ui/useReadable.js';
import { isSending, type Picture } from './pictures.js';

/** The track to show in a tile, or null where there is no picture now. One's own camera is shown before it is sent. */
export function useTrack(session: Session, devices: Devices, picture: Picture): MediaStreamTrack | null {
  const { participant, self, source } = picture;
  const { id } = participant;
  const remote = useReadable(
    session.remoteTracks,
    useCallback(
      (tracks: readonly RemoteTrack[]) =>
        tracks.find((track) => track.participant === id && track.source === source)?.track ?? null,
      [id, source],
    ),
  );
  const local = useReadable(
    session.localTracks,
    useCallback(
      (tracks: readonly LocalTrack[]) => tracks.find((track) => track.source === source)?.track ?? null,
      [source],
    ),
  );
  const camera = useReadable(devices.state, ownCamera);
  if (self) return source === 'camera' ? camera : local;
  return isSending(participant, source) ? remote : null;
}

function ownCamera({ camera }: DevicesState): MediaStreamTrack | null {
  return camera.wanted ? camera.track : null;
}
