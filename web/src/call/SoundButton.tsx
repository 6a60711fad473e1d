import Volume2 from 'lucide-react/icons/volume-2';
import type { Playback } from '../devices/playback.js';
import { useWords } from '../language/useWords.js';
import { Button } from '../ui/Button.js';
import { attempt } from '../ui/toastStore.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './SoundButton.module.css';

/** Where the browser wants a click before it plays sound. */
export function SoundButton({ playback }: { playback: Playback }) {
  const words = useWords();
  const blocked = useWhole(playback.blocked);
  if (!blocked) return null;
  return (
    <div className={styles.place}>
      <Button look="primary" onClick={() => void attempt(() => playback.unblock())}>
        <Volume2 />
        {words('call:sound')}
      </Button>
    </div>
  );
}
