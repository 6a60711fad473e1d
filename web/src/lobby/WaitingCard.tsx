import { useEffect, useRef } from 'react';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './Lobby.module.css';

/** In place of the form, while a host has yet to let one in. */
export function WaitingCard({ session }: { session: Session }) {
  const words = useWords();
  const about = useReadable(session.state, ({ lobby }) => lobby?.title ?? null);
  const title = useRef<HTMLHeadingElement>(null);
  // What had the focus, the button of the form, is gone.
  useEffect(() => title.current?.focus(), []);
  return (
    <section className={styles.form} aria-busy="true">
      <div className={styles.room}>
        <p className={styles.kicker}>
          <bdi>{about ?? session.room}</bdi>
        </p>
        <h1 ref={title} tabIndex={-1}>
          {words('lobby:youWait')}
        </h1>
      </div>
      <output className={styles.waiting}>
        <span className={styles.pulse} aria-hidden="true" />
        {words('lobby:youWaitHelp')}
      </output>
      <Button onClick={() => session.giveUp()}>{words('lobby:giveUp')}</Button>
    </section>
  );
}
