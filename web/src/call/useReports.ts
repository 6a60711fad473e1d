import { useEffect } from 'react';
import { wordsNow } from '../language/language.js';
import type { Session } from '../session/session.js';
import { useToasts } from '../ui/toastStore.js';

/** Says in passing what is reported to those who keep order. */
export function useReports(session: Session): void {
  useEffect(
    () =>
      session.watchOrder(({ act, by, whom }) => {
        if (act !== 'reported') return;
        useToasts.getState().say(wordsNow()('call:isReported', { by, whom: whom ?? '' }));
      }),
    [session],
  );
}
