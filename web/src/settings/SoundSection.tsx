import Waves from 'lucide-react/icons/audio-lines';
import { MicrophoneField, SpeakersField } from '../controls/DeviceFields.js';
import { MicrophoneTest } from '../controls/MicrophoneTest.js';
import { cuesSwitch } from '../devices/cues.js';
import type { Devices } from '../devices/devices.js';
import type { NoiseSuppression, SoundChoice } from '../devices/sound.js';
import { Select } from '../ui/Select.js';
import { Switch } from '../ui/Switch.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import styles from './Settings.module.css';

const NOISE: readonly { value: NoiseSuppression; label: string }[] = [
  { value: 'standard', label: 'Standard' },
  { value: 'strong', label: 'Strong' },
];

/** Microphone and speakers, and how both sound; all of it takes effect at once. */
export function SoundSection({ devices }: { devices: Devices }) {
  return (
    <>
      <div className={styles.group}>
        <MicrophoneField devices={devices} />
        <MicrophoneTest devices={devices} />
      </div>
      <NoiseField devices={devices} />
      <OriginalSwitch devices={devices} />
      <SpeakersField devices={devices} />
      <Switch
        label="Sound cues"
        help="Short sounds when somebody comes, goes or raises a hand."
        on={useWhole(cuesSwitch)}
        onChange={(on) => cuesSwitch.set(on)}
      />
    </>
  );
}

function change(devices: Devices, choice: Partial<SoundChoice>): void {
  void attempt(() => devices.setSound(choice));
}

function NoiseField({ devices }: { devices: Devices }) {
  const { noise, original, failed } = useReadable(devices.state, (state) => state.sound);
  return (
    <div>
      <Select
        label="Noise suppression"
        icon={<Waves />}
        value={noise}
        options={NOISE}
        disabled={original}
        onChange={(value) => change(devices, { noise: value === 'strong' ? 'strong' : 'standard' })}
      />
      <p className={styles.help} aria-live="polite">
        {failed ? 'Strong does not run in this browser now. Standard is used in its place.' : null}
      </p>
    </div>
  );
}

function OriginalSwitch({ devices }: { devices: Devices }) {
  const original = useReadable(devices.state, (state) => state.sound.original);
  return (
    <Switch
      label="Original sound"
      help="For music: in stereo, with nothing taken out. Wear headphones, or the others hear themselves."
      on={original}
      onChange={(on) => change(devices, { original: on })}
    />
  );
}
