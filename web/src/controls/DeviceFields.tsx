import Camera from 'lucide-react/icons/camera';
import Mic from 'lucide-react/icons/mic';
import Volume from 'lucide-react/icons/volume-2';
import { useEffect, useMemo } from 'react';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { LevelBar } from '../ui/LevelBar.js';
import { Select } from '../ui/Select.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './DeviceFields.module.css';
import { SpeakerTest } from './SpeakerTest.js';
import type { DeviceChoice, Devices, DeviceState, InputKind } from '../devices/devices.js';
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
  const words = useWords();
  const camera = useReadable(devices.state, (state) => state.camera);
  return (
    <Select
      label={words('controls:camera')}
      icon={<Camera />}
      value={inUse(camera)}
      options={optionsOf(words, 'camera', camera.choices, inUse(camera), nothingIn(words, 'camera', camera))}
      disabled={camera.choices.length === 0}
      onChange={(id) => choose(devices, 'camera', id)}
    />
  );
}

export function MicrophoneField({ devices }: FieldProps) {
  const words = useWords();
  const microphone = useReadable(devices.state, (state) => state.microphone);
  return (
    <div className={styles.withMeter}>
      <Select
        label={words('controls:microphone')}
        icon={<Mic />}
        value={inUse(microphone)}
        options={optionsOf(
          words,
          'microphone',
          microphone.choices,
          inUse(microphone),
          nothingIn(words, 'microphone', microphone),
        )}
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
          label={words('controls:speakers')}
          icon={<Volume />}
          value={speakers.chosen ?? ''}
          options={optionsOf(
            words,
            'speakers',
            speakers.choices,
            speakers.chosen ?? '',
            words('controls:systemDefault'),
          )}
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
function nothingIn(words: Words, kind: InputKind, { problem }: DeviceState): string {
  const none = problem === null || problem === 'missing' || problem === 'ended';
  return words(none ? `controls:none.${kind}` : 'controls:notAvailable');
}

function optionsOf(
  words: Words,
  kind: InputKind | 'speakers',
  choices: readonly DeviceChoice[],
  value: string,
  none: string,
) {
  const options = choices.map(({ id, label }, index) => ({
    value: id,
    label: label || words(`controls:numbered.${kind}`, { number: index + 1 }),
  }));
  if (options.length === 0) return [{ value, label: none }];
  const known = choices.some(({ id }) => id === value);
  return known ? options : [{ value, label: words('controls:systemDefault') }, ...options];
}

/** How loud the microphone is, so that a person sees that they will be heard. */
function MicrophoneLevel({ track }: { track: MediaStreamTrack | null }) {
  const words = useWords();
  const meter = useMemo(() => (track === null ? null : createMeter(track)), [track]);
  useEffect(() => {
    meter?.start();
    return () => meter?.stop();
  }, [meter]);
  return <LevelBar label={words('controls:level')} level={meter?.level ?? null} />;
}
