import { useWords } from '../language/useWords.js';
import { connectionOf, rungOf } from '../session/select.js';
import type { Session } from '../session/session.js';
import { useLasting } from '../ui/useLasting.js';
import { useReadable } from '../ui/useReadable.js';
import { connectionWords } from './connectionWords.js';
import styles from './ConnectionStatus.module.css';

/** Connecting takes less than this as a rule, in milliseconds: only what lasts longer is worth showing. */
const USUAL = 1_000;

/** How the call stands: always said, shown only where something is wrong. */
export function ConnectionStatus({ session }: { session: Session }) {
  const words = useWords();
  const connection = useReadable(session.state, connectionOf);
  const people = useReadable(session.state, (state) => state.participants.length);
  const rung = useReadable(session.state, rungOf);
  const slow = useLasting(connection === 'connecting', USUAL);
  const status = connectionWords(words, connection, people, rung);
  const shown = connection === 'connecting' && !slow ? null : status.shown;
  return (
    <>
      {/* Not live itself: it counts the people, and each who comes is said once already, or is not to be said. */}
      <output
        aria-label={words('call:connection')}
        aria-live="off"
        className={shown ? styles.shown : 'said'}
        data-worth={connection}
      >
        {shown ? <span className={styles.spinner} aria-hidden="true" /> : null}
        {shown ?? status.said}
      </output>
      <p className="said" aria-live="polite">
        {status.news}
      </p>
    </>
  );
}
