import { CameraField } from '../controls/DeviceFields.js';
import { mirrorSwitch, useMirrored } from '../controls/mirror.js';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import { Switch } from '../ui/Switch.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import { VideoView } from '../ui/VideoView.js';
import { BackgroundField } from './BackgroundField.js';
import styles from './Settings.module.css';

/** The camera, and oneself as it shows one. */
export function PictureSection({ devices }: { devices: Devices }) {
  const words = useWords();
  return (
    <>
      <OwnPicture devices={devices} />
      <CameraField devices={devices} />
      <BackgroundField devices={devices} />
      <Switch
        label={words('settings:mirror')}
        help={words('settings:mirrorHelp')}
        on={useWhole(mirrorSwitch)}
        onChange={(on) => mirrorSwitch.set(on)}
      />
    </>
  );
}

function OwnPicture({ devices }: { devices: Devices }) {
  const words = useWords();
  const track = useReadable(devices.state, ({ camera }) => (camera.wanted ? camera.track : null));
  const opening = useReadable(devices.state, ({ camera }) => camera.opening);
  const mirrored = useMirrored(track);
  return (
    <div className={styles.picture}>
      {track ? (
        <VideoView track={track} mirrored={mirrored} />
      ) : (
        <p>{words(opening ? 'settings:cameraStarting' : 'settings:cameraOff')}</p>
      )}
    </div>
  );
}
