import type { ReactNode } from 'react';
import { Logo } from './Logo.js';
import styles from './PageMessage.module.css';

/** A page that has one thing to say, and what can be done now. */
export function PageMessage({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Logo />
        <h1>{title}</h1>
        {children ? <div className={styles.words}>{children}</div> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
    </main>
  );
}

/** While something is fetched that the page cannot do without. */
export function PageLoading({ words }: { words: string }) {
  return (
    <main className={styles.page}>
      <h1 className="said">Hangouts</h1>
      <output className={styles.loading}>
        <span className={styles.spinner} aria-hidden="true" />
        {words}
      </output>
    </main>
  );
}
