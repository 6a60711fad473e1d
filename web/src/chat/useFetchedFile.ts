import { useCallback, useEffect, useState } from 'react';
import type { Session } from '../session/session.js';

/** A file of the chat as an address for `<img>`; the bytes are let go with the component. */
export function useFetchedFile(session: Session, id: string) {
  const [round, setRound] = useState(0);
  const [outcome, setOutcome] = useState<{ round: number; url: string | null } | null>(null);

  useEffect(() => {
    let gone = false;
    let made: string | null = null;
    session.fetchFile(id).then(
      (blob) => {
        if (gone) return;
        made = URL.createObjectURL(blob);
        setOutcome({ round, url: made });
      },
      () => {
        if (!gone) setOutcome({ round, url: null });
      },
    );
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [session, id, round]);

  const settled = outcome?.round === round ? outcome : null;
  return {
    url: settled?.url ?? null,
    failed: settled !== null && settled.url === null,
    retry: useCallback(() => setRound((count) => count + 1), []),
    /** The bytes are no picture after all. */
    giveUp: useCallback(() => setOutcome({ round, url: null }), [round]),
  };
}
