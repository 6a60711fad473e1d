import { useCallback } from 'react';
import type { Devices } from '../devices/devices.js';
import { Button } from '../ui/Button.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './SoundTest.module.css';
import { useTry } from './useTry.js';

/** How long is recorded, in milliseconds. */
const LENGTH = 3_000;

/** Records three seconds of the microphone and plays them: as the others hear one. */
export function MicrophoneTest({ devices }: { devices: Devices }) {
  const ready = useReadable(
    devices.state,
    ({ microphone }) => microphone.wanted && microphone.track !== null,
  );
  const listen = useCallback(
    async (signal: AbortSignal, say: (words: string) => void) => {
      const { microphone, speakers } = devices.state.get();
      if (microphone.track === null) return null;
      const [{ recordSample }, { playSample }] = await Promise.all([
        import('../devices/recordSample.js'),
        import('../devices/playSample.js'),
      ]);
      say('Recording for three seconds: say something…');
      const sample = await recordSample(microphone.track, LENGTH, signal);
      if (signal.aborted) return null;
      say('This is how the others hear you…');
      const outcome = await playSample(sample, speakers.chosen, signal);
      return outcome === 'played'
        ? 'That was you. Too quiet or too noisy? Choose another microphone or another noise suppression.'
        : 'It was recorded, and could not be played: try the speakers.';
    },
    [devices],
  );
  const { running, words, toggle } = useTry(listen);
  return (
    <>
      <div className={styles.row}>
        <p className={styles.words}>
          {ready ? 'Hear yourself.' : 'Switch your microphone on to hear yourself.'}
        </p>
        <Button
          size="small"
          disabled={!ready && !running}
          aria-label={running ? 'Stop the microphone test' : 'Test microphone'}
          onClick={toggle}
        >
          {running ? 'Stop' : 'Test'}
        </Button>
      </div>
      <output className={styles.words}>{words}</output>
    </>
  );
}
