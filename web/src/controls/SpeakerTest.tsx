import { useCallback, useMemo } from 'react';
import { loudness } from '../devices/meter.js';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import { changeable } from '../session/readable.js';
import { Button } from '../ui/Button.js';
import { LevelBar } from '../ui/LevelBar.js';
import styles from './SoundTest.module.css';
import { useTry } from './useTry.js';

/** How much of the sound is looked at for its level, in seconds. */
const WINDOW = 0.05;

/** Plays a few notes on the chosen speakers, and shows that it plays. */
export function SpeakerTest({ devices }: { devices: Devices }) {
  const words = useWords();
  const level = useMemo(() => changeable(0), []);
  const play = useCallback(
    async (signal: AbortSignal, say: (words: string) => void) => {
      const [{ testSound, waveFile }, { playSample }] = await Promise.all([
        import('../devices/testSound.js'),
        import('../devices/playSample.js'),
      ]);
      const sound = testSound();
      const { chosen } = devices.state.get().speakers;
      say(words('controls:playing'));
      const outcome = await playSample(waveFile(sound), chosen, signal, (seconds) => {
        const from = Math.round(seconds * sound.rate);
        level.set(loudness(sound.samples.subarray(from, from + WINDOW * sound.rate)));
      });
      level.set(0);
      return outcome === 'stopped' ? null : words(`controls:${outcome}`);
    },
    [devices, level, words],
  );
  const { running, said, toggle } = useTry(play);
  return (
    <>
      <div className={styles.row}>
        <LevelBar label={words('controls:speakerLevel')} level={level} />
        <Button
          size="small"
          aria-label={words(running ? 'controls:stopSpeakerTest' : 'controls:testSpeakers')}
          onClick={toggle}
        >
          {words(running ? 'controls:stop' : 'controls:test')}
        </Button>
      </div>
      <output className={styles.words}>{said}</output>
    </>
  );
}
