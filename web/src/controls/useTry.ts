import { useCallback, useEffect, useRef, useState } from 'react';
import { wordsNow } from '../language/language.js';

/** Something that a person tries, one at a time: what it says of itself, and the way to stop it. */
export interface Trying {
  running: boolean;
  said: string | null;
  /** Begins, or ends what runs. */
  toggle(): void;
}

/** Runs `task` until it ends, is stopped, or its place is gone. The task says how it goes, and gives the last words. */
export function useTry(
  task: (signal: AbortSignal, say: (words: string) => void) => Promise<string | null>,
): Trying {
  const [running, setRunning] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const current = useRef<AbortController | null>(null);

  useEffect(() => () => current.current?.abort(), []);

  const toggle = useCallback(() => {
    if (current.current !== null) return current.current.abort();
    const run = new AbortController();
    current.current = run;
    setRunning(true);
    setSaid(null);
    const finish = (last: string | null) => {
      current.current = null;
      setRunning(false);
      setSaid(run.signal.aborted ? null : last);
    };
    task(run.signal, setSaid).then(finish, () => finish(wordsNow()('controls:tryFailed')));
  }, [task]);

  return { running, said, toggle };
}
