import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleMinus from 'lucide-react/icons/circle-minus';
import { useEffect, useState } from 'react';
import type { Devices } from '../devices/devices.js';
import type { Session } from '../session/session.js';
import { summaryOf, type CheckLine } from './checkLines.js';
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
  const [lines, setLines] = useState<readonly CheckLine[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    const running = new AbortController();
    const run = async () => {
      try {
        const found = await runCheck(session, devices, running.signal);
        if (!running.signal.aborted) setLines(found);
      } catch (error) {
        if (!running.signal.aborted) setFailure(error instanceof Error ? error.message : String(error));
      }
      if (!running.signal.aborted) onDone();
    };
    void run();
    return () => running.abort();
    // A check runs once; whoever wants another one mounts this anew.
  }, [session, devices, onDone]);

  return (
    <>
      <output className={styles.summary}>
        {failure ?? (lines === null ? 'Checking…' : summaryOf(lines))}
      </output>
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
