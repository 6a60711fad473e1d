import type { OrderEntry } from '@hangouts/protocol';
import { useEffect, useState } from 'react';
import { failureWords } from '../language/errorWords.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { attempt } from '../ui/toastStore.js';
import styles from './OrderLog.module.css';
import { orderWords } from './orderWords.js';

/** What hosts and cohosts did to keep order, newest first, and what can be taken back. */
export default function OrderLog({ session, onClose }: { session: Session; onClose(): void }) {
  const words = useWords();
  const [entries, setEntries] = useState<readonly OrderEntry[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    let gone = false;
    session.orderLog().then(
      (known) => {
        if (!gone) setEntries((newer) => merged(known, newer ?? []));
      },
      (error: unknown) => {
        if (!gone) setProblem(error);
      },
    );
    const stop = session.watchOrder((entry) => setEntries((known) => merged(known ?? [], [entry])));
    return () => {
      gone = true;
      stop();
    };
  }, [session]);
  return (
    <Dialog
      title={words('people:logButton')}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {words('people:logClose')}
        </Button>
      }
    >
      <Lines words={words} session={session} entries={entries} problem={problem} />
    </Dialog>
  );
}

interface LinesProps {
  words: Words;
  session: Session;
  entries: readonly OrderEntry[] | null;
  problem: unknown;
}

function Lines({ words, session, entries, problem }: LinesProps) {
  if (problem !== null) return <p role="alert">{failureWords(words, problem)}</p>;
  if (entries === null) return <p>{words('people:logLoading')}</p>;
  if (entries.length === 0) return <p>{words('people:logEmpty')}</p>;
  const time = new Intl.DateTimeFormat(words.locale, { timeStyle: 'short' });
  return (
    <ol className={styles.lines}>
      {entries.toReversed().map((entry) => (
        <li key={entry.id} data-undone={entry.undo === 'done'}>
          <time dateTime={new Date(entry.at).toISOString()}>{time.format(entry.at)}</time>
          <div>
            <p>{orderWords(words, entry)}</p>
            {entry.reason ? <blockquote dir="auto">{entry.reason}</blockquote> : null}
          </div>
          {entry.undo === 'possible' ? (
            <Button
              size="small"
              aria-label={words('people:undoThis', { what: orderWords(words, entry) })}
              onClick={() => void attempt(() => session.undo(entry.id))}
            >
              {words('people:undo')}
            </Button>
          ) : null}
          {entry.undo === 'done' ? <span className={styles.done}>{words('people:undone')}</span> : null}
        </li>
      ))}
    </ol>
  );
}

/** Both lists as one, by their time; of a line that is in both, the one of `newer`. */
function merged(known: readonly OrderEntry[], newer: readonly OrderEntry[]): OrderEntry[] {
  const ids = new Set(newer.map(({ id }) => id));
  return [...known.filter(({ id }) => !ids.has(id)), ...newer].toSorted((a, b) => a.at - b.at);
}
