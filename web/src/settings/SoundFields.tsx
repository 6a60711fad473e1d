import Waves from 'lucide-react/icons/audio-lines';
import type { Devices } from '../devices/devices.js';
import type { NoiseSuppression, SoundChoice } from '../devices/sound.js';
import { Select } from '../ui/Select.js';
import { Switch } from '../ui/Switch.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './Settings.module.css';

const NOISE: readonly { value: NoiseSuppression; label: string }[] = [
  { value: 'standard', label: 'Standard' },
  { value: 'strong', label: 'Strong' },
];

/** How one's own microphone sounds to the others; takes effect at once. */
export function SoundFields({ devices }: { devices: Devices }) {
  const { noise, original, failed } = useReadable(devices.state, (state) => state.sound);
  const change = (choice: Partial<SoundChoice>) => void attempt(() => devices.setSound(choice));
  return (
    <div className={styles.sound}>
      <div>
        <Select
          label="Noise suppression"
          icon={<Waves />}
          value={noise}
          options={NOISE}
          disabled={original}
          onChange={(value) => change({ noise: value === 'strong' ? 'strong' : 'standard' })}
        />
        <p className={styles.help} aria-live="polite">
          {failed ? 'Strong does not run in this browser now. Standard is used in its place.' : null}
        </p>
      </div>
      <Switch
        label="Original sound"
        help="For music: in stereo, with nothing taken out. Wear headphones, or the others hear themselves."
        on={original}
        onChange={(on) => change({ original: on })}
      />
    </div>
  );
}
