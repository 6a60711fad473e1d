import styles from './AloneCard.module.css';
import { CopyLink } from '../ui/CopyLink.js';

/** Takes a tile's place while nobody else is there. */
export function AloneCard({ link }: { link: string }) {
  return (
    <div className={styles.card}>
      <h2>You are the first one here</h2>
      <p>Send the link to whoever should come. They need nothing but a browser.</p>
      <p className={styles.link}>{link.replace(/^https?:\/\//u, '')}</p>
      <CopyLink look="primary" link={link} />
    </div>
  );
}
