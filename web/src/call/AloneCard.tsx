import styles from './AloneCard.module.css';
import { useWords } from '../language/useWords.js';
import { CopyLink } from '../ui/CopyLink.js';

/** Takes a tile's place while nobody else is there. */
export function AloneCard({ link }: { link: string }) {
  const words = useWords();
  return (
    <div className={styles.card}>
      <h2>{words('call:first')}</h2>
      <p>{words('call:firstHelp')}</p>
      <p className={styles.link}>{link.replace(/^https?:\/\//u, '')}</p>
      <CopyLink look="primary" link={link} />
    </div>
  );
}
