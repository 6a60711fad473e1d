import styles from './Logo.module.css';

/** Our mark, two people and what hangs between them, with the name beside it. */
export function Logo({ words = true }: { words?: boolean }) {
  return (
    <span className={styles.logo}>
      <img src="/favicon.svg" alt={words ? '' : 'Hangouts'} width="32" height="32" />
      {words ? <span>Hangouts</span> : null}
    </span>
  );
}
