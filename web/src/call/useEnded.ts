import { useEffect } from 'react';
import { wordsNow } from '../language/language.js';
import type { Session } from '../session/session.js';
import { useToasts } from '../ui/toastStore.js';

/** Says what a host has ended of what one sends. */
export function useEnded(session: Session): void {
  useEffect(
    () =>
      session.watchEnded((source) => {
        // Goes with the screen, which says it.
        if (source === 'screen-audio') return;
        useToasts.getState().say(wordsNow()(`call:ended.${source}`));
      }),
    [session],
  );
}
