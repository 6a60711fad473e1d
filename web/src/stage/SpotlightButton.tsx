import Spotlight from 'lucide-react/icons/spotlight';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { IconButton } from '../ui/IconButton.js';
import { attempt } from '../ui/toastStore.js';
import type { Picture } from './pictures.js';
import styles from './Tile.module.css';
import { useInSpotlight } from './useInSpotlight.js';

/** Makes somebody's picture a large one for everybody, and no longer: a host's or a cohost's. */
export function SpotlightButton({ session, picture }: { session: Session; picture: Picture }) {
  const words = useWords();
  const { participant } = picture;
  const shown = useInSpotlight(session, picture);
  return (
    <IconButton
      className={styles.action}
      label={words(shown ? 'stage:endSpotlight' : 'stage:spotlight', { name: participant.name })}
      tone="panel"
      hint={null}
      // Lit while it is on.
      data-lit={shown}
      icon={<Spotlight />}
      onClick={() => void attempt(() => session.setSpotlight(shown ? null : participant.id))}
    />
  );
}
