import Waves from 'lucide-react/icons/audio-lines';
import { MicrophoneField, SpeakersField } from '../controls/DeviceFields.js';
import { MicrophoneTest } from '../controls/MicrophoneTest.js';
import { cuesSwitch } from '../devices/cues.js';
import type { Devices } from '../devices/devices.js';
import type { SoundChoice } from '../devices/sound.js';
import { useWords } from '../language/useWords.js';
import { Select } from '../ui/Select.js';
import { Switch } from '../ui/Switch.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import styles from './Settings.module.css';

/** Microphone and speakers, and how both sound; all of it takes effect at once. */
export function SoundSection({ devices }: { devices: Devices }) {
  const words = useWords();
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
        label={words('settings:cues')}
        help={words('settings:cuesHelp')}
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
  const words = useWords();
  const levels = [
    { value: 'standard', label: words('settings:noiseStandard') },
    { value: 'strong', label: words('settings:noiseStrong') },
  ];
  const { noise, original, failed } = useReadable(devices.state, (state) => state.sound);
  return (
    <div>
      <Select
        label={words('settings:noise')}
        icon={<Waves />}
        value={noise}
        options={levels}
        disabled={original}
        onChange={(value) => change(devices, { noise: value === 'strong' ? 'strong' : 'standard' })}
      />
      <p className={styles.help} aria-live="polite">
        {failed ? words('settings:noiseFailed') : null}
      </p>
    </div>
  );
}

function OriginalSwitch({ devices }: { devices: Devices }) {
  const words = useWords();
  const original = useReadable(devices.state, (state) => state.sound.original);
  return (
    <Switch
      label={words('settings:original')}
      help={words('settings:originalHelp')}
      on={original}
      onChange={(on) => change(devices, { original: on })}
    />
  );
}
