import type { Devices, DeviceState } from '../devices/devices.js';
import { DeviceToggle } from '../controls/DeviceToggle.js';
import { useMirrored } from '../controls/mirror.js';
import { Avatar } from '../ui/Avatar.js';
import { useReadable } from '../ui/useReadable.js';
import { VideoView } from '../ui/VideoView.js';
import styles from './Preview.module.css';

/** Oneself as the others will see it, with the two switches. */
export function Preview({ devices, name }: { devices: Devices; name: string }) {
  const camera = useReadable(devices.state, (state) => state.camera);
  const shown = camera.wanted ? camera.track : null;
  const mirrored = useMirrored(shown);
  return (
    <section className={styles.preview} aria-label="Preview">
      {shown ? (
        <VideoView track={shown} mirrored={mirrored} />
      ) : (
        <Avatar name={name.trim() || '?'} size="fill" />
      )}
      {shown ? null : <p className={styles.words}>{wordsFor(camera)}</p>}
      <div className={styles.switches}>
        <DeviceToggle devices={devices} kind="microphone" />
        <DeviceToggle devices={devices} kind="camera" />
      </div>
    </section>
  );
}

function wordsFor(camera: DeviceState): string {
  if (camera.opening) return 'The camera is starting…';
  return camera.problem === null ? 'Your camera is off' : 'No picture from your camera';
}
