import Pin from 'lucide-react/icons/pin';
import PinOff from 'lucide-react/icons/pin-off';
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
  const what = source === 'screen' ? `screen of ${participant.name}` : participant.name;
  return (
    <IconButton
      className={styles.action}
      label={`${pinned ? 'Unpin' : 'Pin'} ${what}`}
      tone="panel"
      hint={null}
      icon={pinned ? <PinOff /> : <Pin />}
      onClick={() => onPin(!pinned)}
    />
  );
}
