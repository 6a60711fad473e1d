import type { Devices, DeviceState } from '../devices/devices.js';
import { DeviceToggle } from '../controls/DeviceToggle.js';
import { useMirrored } from '../controls/mirror.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { Avatar } from '../ui/Avatar.js';
import { useReadable } from '../ui/useReadable.js';
import { VideoView } from '../ui/VideoView.js';
import styles from './Preview.module.css';

/** Oneself as the others will see it, with the two switches. */
export function Preview({ devices, name }: { devices: Devices; name: string }) {
  const words = useWords();
  const camera = useReadable(devices.state, (state) => state.camera);
  const hiding = useReadable(devices.state, (state) => state.background.loading);
  const shown = camera.wanted ? camera.track : null;
  const mirrored = useMirrored(shown);
  return (
    <section className={styles.preview} aria-label={words('lobby:preview')}>
      {shown ? (
        <VideoView track={shown} mirrored={mirrored} />
      ) : (
        <Avatar name={name.trim() || '?'} size="fill" />
      )}
      {shown ? null : <p className={styles.words}>{cameraWords(words, camera)}</p>}
      <output className={styles.status}>
        {shown && hiding ? words('controls:backgroundLoading') : null}
      </output>
      <div className={styles.switches}>
        <DeviceToggle devices={devices} kind="microphone" />
        <DeviceToggle devices={devices} kind="camera" />
      </div>
    </section>
  );
}

function cameraWords(words: Words, camera: DeviceState): string {
  if (camera.opening) return words('lobby:cameraStarting');
  return words(camera.problem === null ? 'lobby:cameraOff' : 'lobby:noPicture');
}
