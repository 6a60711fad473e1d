import { useCallback, useMemo } from 'react';
import { loudness } from '../devices/meter.js';
import type { Devices } from '../devices/devices.js';
import type { Played } from '../devices/playSample.js';
import { changeable } from '../session/readable.js';
import { Button } from '../ui/Button.js';
import { LevelBar } from '../ui/LevelBar.js';
import styles from './SoundTest.module.css';
import { useTry } from './useTry.js';

const OUTCOMES: Record<Played, string | null> = {
  played: 'Four notes were played. Not heard? Turn the volume up, or choose other speakers.',
  silent: 'Nothing can be played on these speakers. Choose others.',
  refused: 'The browser does not play on these speakers. Choose others.',
  stopped: null,
};
/** How much of the sound is looked at for its level, in seconds. */
const WINDOW = 0.05;

/** Plays a few notes on the chosen speakers, and shows that it plays. */
export function SpeakerTest({ devices }: { devices: Devices }) {
  const level = useMemo(() => changeable(0), []);
  const play = useCallback(
    async (signal: AbortSignal, say: (words: string) => void) => {
      const [{ testSound, waveFile }, { playSample }] = await Promise.all([
        import('../devices/testSound.js'),
        import('../devices/playSample.js'),
      ]);
      const sound = testSound();
      const { chosen } = devices.state.get().speakers;
      say('Playing…');
      const outcome = await playSample(waveFile(sound), chosen, signal, (seconds) => {
        const from = Math.round(seconds * sound.rate);
        level.set(loudness(sound.samples.subarray(from, from + WINDOW * sound.rate)));
      });
      level.set(0);
      return OUTCOMES[outcome];
    },
    [devices, level],
  );
  const { running, words, toggle } = useTry(play);
  return (
    <>
      <div className={styles.row}>
        <LevelBar label="Speaker level" level={level} />
        <Button
          size="small"
          aria-label={running ? 'Stop the speaker test' : 'Test speakers'}
          onClick={toggle}
        >
          {running ? 'Stop' : 'Test'}
        </Button>
      </div>
      <output className={styles.words}>{words}</output>
    </>
  );
}
