import { connectionOf } from '../session/select.js';
import type { Session } from '../session/session.js';
import { useReadable } from '../ui/useReadable.js';
import { connectionWords } from './connectionWords.js';
import styles from './ConnectionStatus.module.css';

/** How the call stands: always said, shown only where something is wrong. */
export function ConnectionStatus({ session }: { session: Session }) {
  const connection = useReadable(session.state, connectionOf);
  const people = useReadable(session.state, (state) => state.participants.length);
  const { shown, said } = connectionWords(connection, people);
  return (
    <output aria-label="Connection" className={shown ? styles.shown : 'said'} data-worth={connection}>
      {shown ? <span className={styles.spinner} aria-hidden="true" /> : null}
      {shown ?? said}
    </output>
  );
}
