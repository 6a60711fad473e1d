import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleMinus from 'lucide-react/icons/circle-minus';
import { useEffect, useState } from 'react';
import type { Devices } from '../devices/devices.js';
import { failureWords } from '../language/errorWords.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { checkLines, summaryOf, type CheckFound } from './checkLines.js';
import styles from './ConnectionCheck.module.css';
import { runCheck } from './runCheck.js';

export interface CheckResultsProps {
  session: Session;
  devices: Devices;
  onDone(): void;
}

const ICONS = { good: <CircleCheck />, fair: <CircleAlert />, bad: <CircleAlert />, off: <CircleMinus /> };

/** Runs one check and shows what came of it. */
export default function CheckResults({ session, devices, onDone }: CheckResultsProps) {
  const words = useWords();
  const [found, setFound] = useState<CheckFound | null>(null);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);

  useEffect(() => {
    const running = new AbortController();
    const run = async () => {
      try {
        const outcome = await runCheck(session, devices, running.signal);
        if (!running.signal.aborted) setFound(outcome);
      } catch (error) {
        if (!running.signal.aborted) setFailure({ error });
      }
      if (!running.signal.aborted) onDone();
    };
    void run();
    return () => running.abort();
    // A check runs once; whoever wants another one mounts this anew.
  }, [session, devices, onDone]);

  const lines = found && checkLines(words, found.connection, found.devices);
  const summary = lines === null ? words('lobby:check.running') : summaryOf(words, lines);
  return (
    <>
      <output className={styles.summary}>{failure ? failureWords(words, failure.error) : summary}</output>
      {lines === null ? null : (
        <ul className={styles.lines}>
          {lines.map(({ state, title, help }) => (
            <li key={title} data-state={state}>
              {ICONS[state]}
              <div>
                <p>{title}</p>
                {help === null ? null : <p className={styles.help}>{help}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
