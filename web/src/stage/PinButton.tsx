import Pin from 'lucide-react/icons/pin';
import PinOff from 'lucide-react/icons/pin-off';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import type { Picture } from './pictures.js';
import styles from './Tile.module.css';

export interface PinButtonProps {
  picture: Picture;
  pinned: boolean;
  onPin(pin: boolean): void;
}

/** Makes a picture a large one for oneself, and no longer. Several can be. */
export function PinButton({ picture: { participant, source }, pinned, onPin }: PinButtonProps) {
  const words = useWords();
  const what = source === 'screen' ? 'Screen' : '';
  return (
    <IconButton
      className={styles.action}
      label={words(`stage:${pinned ? 'unpin' : 'pin'}${what}`, { name: participant.name })}
      tone="panel"
      hint={null}
      icon={pinned ? <PinOff /> : <Pin />}
      onClick={() => onPin(!pinned)}
    />
  );
}
