import { useCallback, useEffect, useState } from 'react';
import type { Session } from '../session/session.js';

/** A file of the chat as an address for `<img>`; the bytes are let go with the component. */
export function useFetchedFile(session: Session, id: string) {
  const [url, setUrl] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let gone = false;
    let made: string | null = null;
    setFailed(false);
    session.fetchFile(id).then(
      (blob) => {
        if (gone) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
      setUrl(null);
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [session, id, round]);

  /** Fetches it again, or with `false` gives it up: the bytes are no picture after all. */
  const retry = useCallback((again: boolean | undefined = true) => {
    if (again) setRound((count) => count + 1);
    else setFailed(true);
  }, []);
  return { url, failed, retry };
}
