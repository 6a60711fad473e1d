import Camera from 'lucide-react/icons/camera';
import Mic from 'lucide-react/icons/mic';
import Volume from 'lucide-react/icons/volume-2';
import { useEffect, useMemo } from 'react';
import { useWords } from '../language/useWords.js';
import { LevelBar } from '../ui/LevelBar.js';
import { Select } from '../ui/Select.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './DeviceFields.module.css';
import { SpeakerTest } from './SpeakerTest.js';
import type { DeviceChoice, Devices, DeviceState } from '../devices/devices.js';
import { createMeter } from '../devices/meter.js';

/** Takes what a person chose in a field; nothing is the browser's own choice. */
function choose(devices: Devices, kind: Parameters<Devices['choose']>[0], id: string): void {
  void attempt(() => devices.choose(kind, id === '' ? null : id));
}

interface FieldProps {
  devices: Devices;
}

/** Which camera, microphone and speakers; a choice takes effect at once. */
export function DeviceFields({ devices }: FieldProps) {
  return (
    <div className={styles.fields}>
      <CameraField devices={devices} />
      <MicrophoneField devices={devices} />
      <SpeakersField devices={devices} />
    </div>
  );
}

export function CameraField({ devices }: FieldProps) {
  const camera = useReadable(devices.state, (state) => state.camera);
  return (
    <Select
      label="Camera"
      icon={<Camera />}
      value={inUse(camera)}
      options={optionsOf(camera.choices, inUse(camera), nothingIn(camera, 'No camera'))}
      disabled={camera.choices.length === 0}
      onChange={(id) => choose(devices, 'camera', id)}
    />
  );
}

export function MicrophoneField({ devices }: FieldProps) {
  const microphone = useReadable(devices.state, (state) => state.microphone);
  return (
    <div className={styles.withMeter}>
      <Select
        label="Microphone"
        icon={<Mic />}
        value={inUse(microphone)}
        options={optionsOf(microphone.choices, inUse(microphone), nothingIn(microphone, 'No microphone'))}
        disabled={microphone.choices.length === 0}
        onChange={(id) => choose(devices, 'microphone', id)}
      />
      <MicrophoneLevel track={microphone.wanted ? microphone.track : null} />
    </div>
  );
}

/** The speakers, where the browser lets a page choose them, and whether they are heard, everywhere. */
export function SpeakersField({ devices }: FieldProps) {
  const words = useWords();
  const speakers = useReadable(devices.state, (state) => state.speakers);
  return (
    <div className={styles.withMeter}>
      {speakers.supported ? (
        <Select
          label="Speakers"
          icon={<Volume />}
          value={speakers.chosen ?? ''}
          options={optionsOf(speakers.choices, speakers.chosen ?? '', 'System default')}
          disabled={speakers.choices.length === 0}
          onChange={(id) => choose(devices, 'speakers', id)}
        />
      ) : (
        <p className={styles.label}>{words('controls:speakers')}</p>
      )}
      <SpeakerTest devices={devices} />
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
