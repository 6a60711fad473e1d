import type { Waiter } from '@hangouts/protocol';
import { useId } from 'react';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import { Button } from '../ui/Button.js';
import { attempt } from '../ui/toastStore.js';
import styles from './People.module.css';

/** Who wants to come in, for those who may let them. */
export function WaitingList({ session, waiting }: { session: Session; waiting: readonly Waiter[] }) {
  const words = useWords();
  const titleId = useId();
  if (waiting.length === 0) return null;
  return (
    <section className={styles.waiting} aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{words('people:waiting')}</h3>
        {waiting.length > 1 ? (
          <Button size="small" look="primary" onClick={() => void attempt(() => session.admit(null))}>
            {words('people:admitAll')}
          </Button>
        ) : null}
      </header>
      <ul>
        {waiting.map(({ id, name, suspect }) => (
          <li key={id}>
            <Avatar name={name} size="small" />
            <span className={styles.waiter}>
              <span className={styles.name} dir="auto">
                {name}
              </span>
              {suspect === true ? <span className={styles.suspect}>{words('people:suspect')}</span> : null}
            </span>
            <Button
              size="small"
              aria-label={words('people:denyOne', { name })}
              onClick={() => void attempt(() => session.deny(id))}
            >
              {words('people:deny')}
            </Button>
            <Button
              size="small"
              look="primary"
              aria-label={words('people:admitOne', { name })}
              onClick={() => void attempt(() => session.admit(id))}
            >
              {words('people:admit')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
