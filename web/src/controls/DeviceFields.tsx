import Camera from 'lucide-react/icons/camera';
import Mic from 'lucide-react/icons/mic';
import Volume from 'lucide-react/icons/volume-2';
import { useEffect, useMemo } from 'react';
import { LevelBar } from '../ui/LevelBar.js';
import { Select } from '../ui/Select.js';
import { attempt } from '../ui/toastStore.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './DeviceFields.module.css';
import type { DeviceChoice, Devices, DeviceState } from '../devices/devices.js';
import { createMeter } from '../devices/meter.js';

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
        value={inUse(camera)}
        options={optionsOf(camera.choices, inUse(camera), nothingIn(camera, 'No camera'))}
        disabled={camera.choices.length === 0}
        onChange={choose('camera')}
      />
      <div className={styles.withMeter}>
        <Select
          label="Microphone"
          icon={<Mic />}
          value={inUse(microphone)}
          options={optionsOf(microphone.choices, inUse(microphone), nothingIn(microphone, 'No microphone'))}
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
          options={optionsOf(speakers.choices, speakers.chosen ?? '', 'System default')}
          disabled={speakers.choices.length === 0}
          onChange={choose('speakers')}
        />
      ) : null}
    </div>
  );
}

/** The chosen device, or the one that the browser took where none was chosen. */
function inUse({ chosen, track }: DeviceState): string {
  return chosen ?? track?.getSettings().deviceId ?? '';
}

/** Without leave browsers do not tell what there is. */
function nothingIn({ problem }: DeviceState, none: string): string {
  return problem === null || problem === 'missing' || problem === 'ended' ? none : 'Not available';
}

function optionsOf(choices: readonly DeviceChoice[], value: string, none: string) {
  const options = choices.map(({ id, label }) => ({ value: id, label }));
  if (options.length === 0) return [{ value, label: none }];
  const known = choices.some(({ id }) => id === value);
  return known ? options : [{ value, label: 'System default' }, ...options];
}

/** How loud the microphone is, so that a person sees that they will be heard. */
function MicrophoneLevel({ track }: { track: MediaStreamTrack | null }) {
  const meter = useMemo(() => (track === null ? null : createMeter(track)), [track]);
  useEffect(() => {
    meter?.start();
    return () => meter?.stop();
  }, [meter]);
  return <LevelBar label="Microphone level" level={meter?.level ?? null} />;
}
