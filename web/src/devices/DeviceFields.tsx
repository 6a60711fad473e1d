import Camera from 'lucide-react/icons/camera';
import Mic from 'lucide-react/icons/mic';
import Volume from 'lucide-react/icons/volume-2';
import { useEffect, useState } from 'react';
import { LevelBar } from '../ui/LevelBar.js';
import { Select } from '../ui/Select.js';
import { attempt } from '../ui/toastStore.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './DeviceFields.module.css';
import type { DeviceChoice, Devices } from './devices.js';
import { createMeter, type Meter } from './meter.js';

/** Which camera, microphone and speakers; a choice takes effect at once. Shared by lobby and settings. */
export function DeviceFields({ devices }: { devices: Devices }) {
  const { microphone, camera, speakers } = useWhole(devices.state);
  const choose = (kind: Parameters<Devices['choose']>[0]) => (id: string) =>
    void attempt(() => devices.choose(kind, id === '' ? null : id));
  return (
    <div className={styles.fields}>
      <Select
        label="Camera"
        icon={<Camera />}
        value={camera.chosen ?? ''}
        options={optionsOf(camera.choices, camera.chosen, 'No camera')}
        disabled={camera.choices.length === 0}
        onChange={choose('camera')}
      />
      <div className={styles.withMeter}>
        <Select
          label="Microphone"
          icon={<Mic />}
          value={microphone.chosen ?? ''}
          options={optionsOf(microphone.choices, microphone.chosen, 'No microphone')}
          disabled={microphone.choices.length === 0}
          onChange={choose('microphone')}
        />
        <MicrophoneLevel track={microphone.wanted ? microphone.track : null} />
      </div>
      {speakers.supported ? (
        <Select
          label="Speakers"
          icon={<Volume />}
          value={speakers.chosen ?? ''}
          options={optionsOf(speakers.choices, speakers.chosen, 'System default')}
          disabled={speakers.choices.length === 0}
          onChange={choose('speakers')}
        />
      ) : null}
    </div>
  );
}

function optionsOf(choices: readonly DeviceChoice[], chosen: string | null, none: string) {
  const options = choices.map(({ id, label }) => ({ value: id, label }));
  if (options.length === 0) return [{ value: '', label: none }];
  const known = chosen !== null && choices.some(({ id }) => id === chosen);
  return known ? options : [{ value: chosen ?? '', label: 'System default' }, ...options];
}

/** How loud the microphone is, so that a person sees that they will be heard. */
function MicrophoneLevel({ track }: { track: MediaStreamTrack | null }) {
  const [meter, setMeter] = useState<Meter | null>(null);
  useEffect(() => {
    if (track === null) return;
    const made = createMeter(track);
    made.start();
    setMeter(made);
    return () => {
      made.stop();
      setMeter(null);
    };
  }, [track]);
  return <LevelBar label="Microphone level" level={meter?.level ?? null} />;
}
