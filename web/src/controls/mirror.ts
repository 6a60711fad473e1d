/** Whether one sees oneself as in a mirror, which concerns nobody else; remembered by this browser. */
import { rememberedSwitch } from '../session/remembered.js';
import { useWhole } from '../ui/useReadable.js';

export const mirrorSwitch = rememberedSwitch('mirror', true);

/** Whether this picture of oneself is mirrored: that of a camera which looks away from oneself never is. */
export function useMirrored(track: MediaStreamTrack | null): boolean {
  const wanted = useWhole(mirrorSwitch);
  return wanted && track?.getSettings().facingMode !== 'environment';
}
