import Pin from 'lucide-react/icons/pin';
import PinOff from 'lucide-react/icons/pin-off';
import { useCallback } from 'react';
import { IconButton } from '../ui/IconButton.js';
import { useReadable } from '../ui/useReadable.js';
import type { Choice } from './arrange.js';
import type { Picture } from './pictures.js';
import styles from './Tile.module.css';
import type { View } from './view.js';

/** Makes a picture a large one for oneself, and no longer. Several can be. */
export function PinButton({
  view,
  picture: { key, participant, self, source },
}: {
  view: View;
  picture: Picture;
}) {
  const pinned = useReadable(
    view.state,
    useCallback(({ pins }: Choice) => pins.includes(key), [key]),
  );
  // One's own screen, large, would show itself in itself.
  if (self && source === 'screen') return null;
  const what = source === 'screen' ? `screen of ${participant.name}` : participant.name;
  return (
    <div className={styles.actions} data-on={pinned}>
      <IconButton
        className={styles.action}
        label={`${pinned ? 'Unpin' : 'Pin'} ${what}`}
        tone="panel"
        hint={null}
        icon={pinned ? <PinOff /> : <Pin />}
        onClick={() => view.pin(key, !pinned)}
      />
    </div>
  );
}
