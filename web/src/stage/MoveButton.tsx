import Move from 'lucide-react/icons/move';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import { useReadable } from '../ui/useReadable.js';
import { cornerByKey, nextCorner } from './corner.js';
import styles from './Tile.module.css';
import type { View } from './view.js';

/** Moves the floating picture without dragging: by the arrow keys, and from corner to corner by a click. */
export function MoveButton({ view }: { view: View }) {
  const words = useWords();
  const corner = useReadable(view.state, (choice) => choice.corner);
  return (
    <div className={styles.move}>
      <IconButton
        className={styles.action}
        label={words('stage:move')}
        description={words(`stage:at.${corner}`)}
        tone="panel"
        hint={null}
        data-arrows=""
        icon={<Move />}
        onClick={() => view.setCorner(nextCorner(corner))}
        onKeyDown={(event) => {
          const next = cornerByKey(corner, event.key);
          if (next === null) return;
          event.preventDefault();
          view.setCorner(next);
        }}
      />
    </div>
  );
}
