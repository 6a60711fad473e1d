import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { playCue } from '../devices/cues.js';
import { useWords } from '../language/useWords.js';
import { waitingFor } from '../session/select.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './WaitingNotice.module.css';

export interface WaitingNoticeProps {
  session: Session;
  /** The id of what has the focus once nobody waits any more, where a button of this had it. */
  then: string;
  onList(): void;
}

/** One quiet notice over the stage, however many want to come in. */
export function WaitingNotice({ session, then, onList }: WaitingNoticeProps) {
  const words = useWords();
  const waiting = useReadable(session.state, waitingFor);
  const count = useRef(0);
  useEffect(() => {
    // Only the first is heard: who lets in a class has enough to hear.
    if (count.current === 0 && waiting.length > 0) playCue('hand');
    count.current = waiting.length;
  }, [waiting]);
  const [first, second] = waiting;
  const only = first === undefined || second !== undefined ? null : first;
  const who = only?.id ?? null;
  // Once several have waited it stays as it is for several: what is under the pointer never comes to admit another.
  const [before, setBefore] = useState(false);
  const several = second !== undefined || (before && first !== undefined);
  if (before !== several) setBefore(several);
  const admit = () => void attempt(() => session.admit(who));
  const suspects = waiting.some(({ suspect }) => suspect === true);
  return (
    <div className={first === undefined ? 'said' : clsx(styles.notice, several && styles.several)}>
      {/* There before anybody waits, so that it is read out when somebody does. */}
      <output>
        {first === undefined
          ? null
          : only === null
            ? words('call:areWaiting', { count: waiting.length })
            : words('call:isWaiting', { name: only.name })}
        {suspects ? <small>{words(only === null ? 'call:areSuspect' : 'call:isSuspect')}</small> : null}
      </output>
      {first === undefined ? null : (
        <div className={styles.actions} data-focus-then={then}>
          {several ? (
            // Apart from where one was to be admitted or denied a moment ago.
            <Button key="all" size="small" onClick={admit}>
              {words('call:admitAll')}
            </Button>
          ) : (
            <Button key="deny" size="small" onClick={() => void attempt(() => session.deny(who))}>
              {words('call:deny')}
            </Button>
          )}
          {/* The same button, so that it keeps the focus: in the place of what lets one in is what lets in nobody. */}
          <Button size="small" look="primary" onClick={several ? onList : admit}>
            {words(several ? 'call:waitingList' : 'call:admit')}
          </Button>
        </div>
      )}
    </div>
  );
}
