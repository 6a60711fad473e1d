import { useEffect, useState } from 'react';
import { withWords } from './language/language.js';

const loadCall = () => withWords('call', () => import('./call/Call.js'));

/**
 * The module of the call's page, or null until it is there; fetched once it is `likely`, while the lobby stands,
 * so that nothing is waited for at the click on Join. Not `lazy`: React keeps what suspends hidden for 300 ms,
 * even where its code is there already. Throws, once `needed`, where it cannot be fetched.
 */
export function useCallPage(likely: boolean, needed: boolean): Awaited<ReturnType<typeof loadCall>> | null {
  const [page, setPage] = useState<Awaited<ReturnType<typeof loadCall>> | null>(null);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  const wanted = page === null && (likely || needed);

  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    loadCall().then(
      (loaded) => {
        if (!gone) setPage(loaded);
      },
      (error: unknown) => {
        // In the lobby nothing is lost yet: it is fetched again when it is needed.
        if (!gone && needed) setFailure({ error });
      },
    );
    return () => {
      gone = true;
    };
  }, [wanted, needed]);

  if (failure !== null) throw failure.error;
  return page;
}
