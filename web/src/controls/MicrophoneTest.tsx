import { useCallback } from 'react';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import { Button } from '../ui/Button.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './SoundTest.module.css';
import { useTry } from './useTry.js';

/** How long is recorded, in milliseconds. */
const LENGTH = 3_000;

/** Records three seconds of the microphone and plays them: as the others hear one. */
export function MicrophoneTest({ devices }: { devices: Devices }) {
  const words = useWords();
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
      say(words('controls:recording'));
      const sample = await recordSample(microphone.track, LENGTH, signal);
      if (signal.aborted) return null;
      say(words('controls:playingBack'));
      const outcome = await playSample(sample, speakers.chosen, signal);
      return words(outcome === 'played' ? 'controls:heard' : 'controls:notPlayed');
    },
    [devices, words],
  );
  const { running, said, toggle } = useTry(listen);
  return (
    <>
      <div className={styles.row}>
        <p className={styles.words}>{words(ready ? 'controls:hearYourself' : 'controls:switchOnToHear')}</p>
        <Button
          size="small"
          disabled={!ready && !running}
          aria-label={words(running ? 'controls:stopMicrophoneTest' : 'controls:testMicrophone')}
          onClick={toggle}
        >
          {words(running ? 'controls:stop' : 'controls:test')}
        </Button>
      </div>
      <output className={styles.words}>{said}</output>
    </>
  );
}
