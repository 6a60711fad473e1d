import { CameraField } from '../controls/DeviceFields.js';
import { mirrorSwitch, useMirrored } from '../controls/mirror.js';
import type { Devices } from '../devices/devices.js';
import { Switch } from '../ui/Switch.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import { VideoView } from '../ui/VideoView.js';
import styles from './Settings.module.css';

/** The camera, and oneself as it shows one. */
export function PictureSection({ devices }: { devices: Devices }) {
  return (
    <>
      <OwnPicture devices={devices} />
      <CameraField devices={devices} />
      <Switch
        label="Mirror my picture"
        help="Only for you: the others always see you as you are."
        on={useWhole(mirrorSwitch)}
        onChange={(on) => mirrorSwitch.set(on)}
      />
    </>
  );
}

function OwnPicture({ devices }: { devices: Devices }) {
  const track = useReadable(devices.state, ({ camera }) => (camera.wanted ? camera.track : null));
  const opening = useReadable(devices.state, ({ camera }) => camera.opening);
  const mirrored = useMirrored(track);
  return (
    <div className={styles.picture}>
      {track ? (
        <VideoView track={track} mirrored={mirrored} />
      ) : (
        <p>{opening ? 'The camera is starting…' : 'Your camera is off'}</p>
      )}
    </div>
  );
}
