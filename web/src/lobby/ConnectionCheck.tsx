import { useCallback, useState } from 'react';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { later } from '../ui/later.js';
import styles from './ConnectionCheck.module.css';

const CheckResults = later(() => import('./CheckResults.js'), 'place');

/** Whether the call will work, for those who want to know before. Nothing of it is fetched or done unasked. */
export function ConnectionCheck({ session, devices }: { session: Session; devices: Devices }) {
  const words = useWords();
  const [checks, setChecks] = useState(0);
  const [running, setRunning] = useState(false);
  const done = useCallback(() => setRunning(false), []);
  return (
    <section className={styles.check} aria-label={words('lobby:check.title')}>
      <Button
        size="small"
        disabled={running}
        onClick={() => {
          setRunning(true);
          setChecks(checks + 1);
        }}
      >
        {words('lobby:check.start')}
      </Button>
      {checks > 0 ? <CheckResults key={checks} session={session} devices={devices} onDone={done} /> : null}
    </section>
  );
}
